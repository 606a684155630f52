import assert from "node:assert/strict";
import test from "node:test";
import { blocks } from "../../src/draw/blocking";
import { pairTicket } from "../../src/draw/pairs";
import { type TeamTask, assignTeams, levelWitness, shortageWitness } from "../../src/draw/teams";
import type { Witness } from "../../src/draw/witness";
import { type Pair, demandOf, leftOf, oracle, smallestMaximiser } from "../support/oracle";
import { amendedTask, smallTask } from "../support/random";

const CASES = 1200;

/** What a witness should say for teams, places left and inspectors. */
function expectedWitness(task: TeamTask, teams: Pair[], left: number[], I: number[]): Witness {
  const demand = demandOf(task, teams, left, I);
  const short = task.names.subjects.filter((_, target) => demand[target] > 0);
  return {
    demand: demand.reduce((a, b) => a + b, 0),
    inspectors: I.map((i) => task.names.codes[i]).sort().slice(0, 20),
    inspectors_count: I.length,
    places: I.reduce((sum, i) => sum + left[i], 0),
    subjects: short.sort().slice(0, 20),
    subjects_count: short.length,
  };
}

function compareWithOracle(task: TeamTask): { strands: number; isShort: boolean } {
  const expected = oracle(task);
  const found = assignTeams(task);
  assert.equal(found.full, expected.full);
  assert.equal(found.level, expected.level);
  const { subjects, codes } = task.names;
  const pairs = found.teams.flatMap((team, target) => team.map(({ inspector }) => `${subjects[target]} ${inspector}`));
  assert.deepEqual(pairs.sort(), expected.accepted.map(([t, i]) => `${subjects[t]} ${codes[i]}`).sort());
  assert.deepEqual(found.strands, expected.strands.map(({ pair: [t, i], witness }, at) => {
    const before = expected.accepted.filter((pair) => precedes(expected.order, pair, expected.strands[at].pair));
    const teams: Pair[] = [...before, [t, i]];
    return {
      inspector: codes[i], subject: subjects[t], ticket: pairTicket(task.pairKey, subjects[t], codes[i]),
      witness: expectedWitness(task, teams, leftOf(expected.places, teams), witness),
    };
  }));
  return { strands: found.strands.length, isShort: found.full < task.bench.seatCount * task.bench.targetCount };
}

/** True if a pair stood in the team before another one had its turn. */
function precedes(order: Pair[], pair: Pair, other: Pair): boolean {
  const place = ([t, i]: Pair): number => order.findIndex(([a, b]) => a === t && b === i);
  return place(pair) < place(other);
}

test("teams, level and would-strand pairs are those that listing every assignment gives", () => {
  let [strands, short] = [0, 0];
  for (let number = 0; number < CASES; number++) {
    const seen = compareWithOracle(smallTask(number));
    strands += seen.strands;
    short += seen.isShort ? 1 : 0;
  }
  assert.ok(strands > 50 && short > 50, `too tame: ${strands} strands, ${short} short benches`);
});

test("targets that keep members are filled as listing every assignment gives", () => {
  for (let number = 0; number < CASES; number++) compareWithOracle(amendedTask(number));
});

test("the witness of the level is the smallest set that shows it", () => {
  for (let number = 0; number < CASES; number++) {
    const task = smallTask(number);
    const { level } = assignTeams(task);
    if (level === 0) continue;
    const left = task.capacities.map((capacity) => Math.min(capacity, level - 1));
    assert.deepEqual(levelWitness(task, level), [expectedWitness(task, [], left, smallestMaximiser(task, [], left))], `case ${number}`);
  }
});

test("the witness of a shortage is the smallest set that shows it, and counts the open seats", () => {
  for (let number = 0; number < CASES; number++) {
    const task = smallTask(number);
    const { full } = assignTeams(task);
    const open = task.bench.seatCount * task.bench.targetCount - full;
    const found = shortageWitness(task, full);
    assert.equal(found.length, open > 0 ? 1 : 0);
    for (const witness of found) {
      assert.equal(witness.demand - witness.places, open);
      assert.deepEqual(witness, expectedWitness(task, [], task.capacities, smallestMaximiser(task, [], task.capacities)));
    }
  }
});

test("no pair blocks but those that would strand, and all of those do", () => {
  for (let number = 0; number < CASES; number++) {
    const task = smallTask(number);
    const { level, teams, strands } = assignTeams(task);
    const { subjects, codes } = task.names;
    const members = teams.map((team) => team.map(({ inspector, ticket }) => ({ inspector: codes.indexOf(inspector), ticket })));
    const left = task.capacities.map((capacity, i) => Math.min(capacity, level + task.slack)
      - members.flat().filter((member) => member.inspector === i).length);
    const blocking = oracle(task).order
      .filter(([t, i]) => !members[t].some((member) => member.inspector === i))
      .filter(([t, i]) => blocks({ seatCount: task.bench.seatCount, fits: task.bench.fits, teams: members, left }, t, i,
        pairTicket(task.pairKey, subjects[t], codes[i])))
      .map(([t, i]) => `${subjects[t]} ${codes[i]}`);
    assert.deepEqual(blocking, strands.map(({ subject, inspector }) => `${subject} ${inspector}`), `case ${number}`);
  }
});

test("the specification's example: who may take whose seat in a team of a lead and another", () => {
  const [ann, bo, cy, di] = [0, 1, 2, 3];
  const fits = [0b11, 0b10, 0b10, 0b11];
  const check = (boTicket: string, newcomer: number, expected: boolean): void => {
    const teams = [[{ inspector: ann, ticket: "30" }, { inspector: bo, ticket: boTicket }]];
    assert.equal(blocks({ seatCount: 2, fits, teams, left: [0, 0, 1, 1] }, 0, newcomer, "40"), expected);
  };
  check("50", cy, true);
  check("50", di, true);
  check("20", cy, false);
});
