/** The rule of section 6 by brute force, for small cases: all assignments are listed and compared. */
import { isSeatable, largestSeatable } from "../../src/draw/seats";
import type { TeamTask } from "../../src/draw/teams";
import { pairTicket } from "../../src/draw/pairs";

export type Pair = [target: number, inspector: number];
type Assignment = Set<string>;

const keyOf = (target: number, inspector: number): string => `${target}:${inspector}`;

/** Everything the rule says about a task. */
export function oracle(task: TeamTask) {
  const order = orderedPairs(task);
  const full = largest(assignments(task, placesAt(task, Infinity)));
  let level = task.fromLevel;
  while (largest(assignments(task, placesAt(task, level))) < full) level++;
  const places = placesAt(task, level + task.slack);
  const complete = assignments(task, places).filter((assignment) => assignment.size === full);
  const accepted: Pair[] = task.members.flatMap((team, target) => team.map((inspector): Pair => [target, inspector]));
  const strands: { pair: Pair; witness: number[] }[] = [];
  for (const pair of order) {
    const next = [...accepted, pair];
    if (complete.some((assignment) => next.every(([t, i]) => assignment.has(keyOf(t, i))))) accepted.push(pair);
    else if (hasRoom(task, places, accepted, pair)) strands.push({ pair, witness: smallestMaximiser(task, next, leftOf(places, next)) });
  }
  return { full, level, places, accepted, strands, order };
}

export function orderedPairs({ names, bench, capacities, members, pairKey }: TeamTask): Pair[] {
  const pairs = names.subjects.flatMap((_, target) => names.codes.map((_, inspector): Pair => [target, inspector]))
    .filter(([t, i]) => capacities[i] > 0 && bench.fits[i] !== 0 && !bench.barred[t].has(i) && !members[t].includes(i));
  const ticket = ([t, i]: Pair): string => pairTicket(pairKey, names.subjects[t], names.codes[i]);
  return pairs.sort((a, b) => (ticket(a) < ticket(b) ? -1 : 1));
}

function placesAt({ capacities, loads, members }: TeamTask, level: number): number[] {
  return capacities.map((capacity, i) =>
    Math.max(0, Math.min(capacity, level) - loads[i]) + members.filter((team) => team.includes(i)).length);
}

/** All assignments within places that contain the members who stay. */
function assignments(task: TeamTask, places: number[]): Assignment[] {
  const found: Assignment[] = [];
  const left = [...places];
  const extend = (target: number, so_far: string[]): void => {
    if (target === task.names.subjects.length) return void found.push(new Set(so_far));
    for (const team of teamsFor(task, target)) {
      if (!team.every((inspector) => left[inspector] > 0)) continue;
      for (const inspector of team) left[inspector]--;
      extend(target + 1, [...so_far, ...team.map((inspector) => keyOf(target, inspector))]);
      for (const inspector of team) left[inspector]++;
    }
  };
  extend(0, []);
  return found;
}

function teamsFor({ bench, capacities, members }: TeamTask, target: number): number[][] {
  const may = bench.fits.map((fit, i) => members[target].includes(i) || (fit !== 0 && capacities[i] > 0 && !bench.barred[target].has(i)));
  return subsets(bench.fits.length)
    .filter((team) => members[target].every((member) => team.includes(member)) && team.every((inspector) => may[inspector]))
    .filter((team) => isSeatable(bench.seatCount, team.map((inspector) => bench.fits[inspector])));
}

function subsets(size: number): number[][] {
  return Array.from({ length: 1 << size }, (_, bits) => Array.from({ length: size }, (_, at) => at).filter((at) => (bits >> at) & 1));
}

function largest(all: Assignment[]): number {
  return Math.max(...all.map((assignment) => assignment.size));
}

export function leftOf(places: number[], pairs: Pair[]): number[] {
  return places.map((count, inspector) => count - pairs.filter(([, i]) => i === inspector).length);
}

function hasRoom({ bench }: TeamTask, places: number[], accepted: Pair[], [target, inspector]: Pair): boolean {
  const team = accepted.filter(([t]) => t === target).map(([, i]) => i);
  return leftOf(places, accepted)[inspector] > 0 && isSeatable(bench.seatCount, [...team, inspector].map((i) => bench.fits[i]));
}

/** The smallest I that maximises D(I) - P(I), by trying all of them. */
export function smallestMaximiser(task: TeamTask, teams: Pair[], left: number[]): number[] {
  const value = (I: number[]): number => demandOf(task, teams, left, I).reduce((a, b) => a + b, 0) - I.reduce((sum, i) => sum + left[i], 0);
  const candidates = subsets(left.length).filter((I) => I.every((i) => left[i] > 0));
  const best = Math.max(...candidates.map(value));
  return candidates.filter((I) => value(I) === best).sort((a, b) => a.length - b.length)[0];
}

/** `D_t(I)` for each target. */
export function demandOf({ bench, capacities, names }: TeamTask, teams: Pair[], left: number[], I: number[]): number[] {
  return names.subjects.map((_, target) => {
    const team = teams.filter(([t]) => t === target).map(([, i]) => i);
    const others = left.flatMap((places, i) =>
      places > 0 && capacities[i] > 0 && !I.includes(i) && !team.includes(i) && !bench.barred[target].has(i) ? [i] : []);
    return bench.seatCount - largestSeatable(bench.seatCount, [...team, ...others].map((i) => bench.fits[i]));
  });
}
