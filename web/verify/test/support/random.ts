/** Made-up team tasks: the same number gives the same task. */
import { hexH } from "../../src/draw/bytes";
import { fitOf } from "../../src/draw/seats";
import type { TeamTask } from "../../src/draw/teams";

/** A source of small numbers that repeats itself exactly. */
export function dice(start: number): (below: number) => number {
  let state = start >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Pools that nest or don't meet: a lead is of the department, other departments stand beside. */
const BENCHES: { seats: string[]; kinds: string[][] }[] = [
  { seats: ["all", "all"], kinds: [["all"]] },
  { seats: ["lead", "all"], kinds: [["all"], ["all", "lead"]] },
  { seats: ["all", "lead"], kinds: [["all"], ["all", "lead"], ["other"]] },
  { seats: ["fire", "price", "price"], kinds: [["fire"], ["price"]] },
  { seats: ["head", "lead", "all"], kinds: [["all"], ["all", "lead"], ["all", "head", "lead"]] },
];

/** A task small enough to be solved by listing everything. */
export function smallTask(number: number): TeamTask {
  const roll = dice(number * 7919 + 1);
  const { seats, kinds } = BENCHES[roll(BENCHES.length)];
  const [targetCount, inspectorCount] = [1 + roll(seats.length === 2 ? 4 : 3), 2 + roll(4)];
  const subjects = Array.from({ length: targetCount }, (_, at) => `T${at}`);
  const codes = Array.from({ length: inspectorCount }, (_, at) => `i${at}`);
  const capacities = codes.map(() => roll(4));
  const fits = codes.map((_, at) => (capacities[at] > 0 ? fitOf(seats, kinds[roll(kinds.length)]) : 0));
  const barred = subjects.map(() => new Set(codes.flatMap((_, at) => (roll(5) === 0 ? [at] : []))));
  return {
    names: { subjects, codes },
    bench: { seatCount: seats.length, targetCount, fits, barred },
    capacities,
    loads: codes.map(() => 0),
    members: subjects.map(() => []),
    fromLevel: 0,
    slack: roll(3),
    pairKey: hexH(`pairs of ${number}`),
  };
}

/** A task in which some targets keep members and inspectors are busy elsewhere, as amendments leave it. */
export function amendedTask(number: number): TeamTask {
  const task = smallTask(number);
  const roll = dice(number * 104729 + 5);
  task.loads = task.capacities.map((capacity) => roll(capacity + 1));
  for (const [target, team] of task.members.entries()) {
    const inspector = roll(task.capacities.length);
    if (task.bench.fits[inspector] === 0 || task.bench.barred[target].has(inspector) || roll(2) === 0) continue;
    if (task.loads[inspector] === 0) task.loads[inspector] = 1;
    else if (task.members.flat().filter((member) => member === inspector).length >= task.loads[inspector]) continue;
    team.push(inspector);
  }
  return { ...task, fromLevel: 1 + roll(2), slack: 0 };
}
