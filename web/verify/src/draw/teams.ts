/** Teams: the lexicographically first full assignment (specification, sections 6.2-6.5). */
import { type Bench, Flow } from "./flow";
import { PairOrder, pairTicket } from "./pairs";
import { isSeatable, seatTeam } from "./seats";
import { type Names, type Witness, witnessOf } from "./witness";

/** What has to be assigned. Targets and inspectors are indices into `names`. */
export interface TeamTask {
  names: Names;
  bench: Bench;
  capacities: number[];
  /** The pairs each inspector has already, wherever. */
  loads: number[];
  /** The members each target has already; they stay. */
  members: number[][];
  /** The least level. */
  fromLevel: number;
  /** How far above the level places go. */
  slack: number;
  pairKey: string;
}

/** A member with its seat, from 1. */
export interface Seated {
  inspector: string;
  seat: number;
  ticket: string;
}

/** A pair passed over because the rest could not have been filled. */
export interface Strand {
  inspector: string;
  subject: string;
  ticket: string;
  witness: Witness;
}

/** What the rule gave. */
export interface TeamOutcome {
  level: number;
  /** `F`: how many pairs a full assignment has, members that stayed included. */
  full: number;
  /** The seated team of each target. */
  teams: Seated[][];
  strands: Strand[];
}

/** Hears how many pairs are hashed or decided. */
export type Say = (done: number, total: number) => void;

/** Applies the rule. */
export function assignTeams(task: TeamTask, say?: Say): TeamOutcome {
  const eligible = eligibleOf(task);
  const full = fullFlow(task, Infinity).maximise();
  const level = levelOf(task, full);
  const total = 2 * eligible.reduce((sum, list) => sum + list.length, 0);
  let done = 0;
  const tick = say && ((): void => { if (++done % 4096 === 0) say(done, total); });
  const { names, pairKey } = task;
  const pairs = PairOrder.of(pairKey, names.subjects, names.codes, eligible, tick);
  const rule = new Rule(task, level + task.slack);
  rule.decideAll(pairs, full, tick);
  return { level, full, teams: rule.seated(), strands: rule.strands };
}

/** The eligible inspectors of each target who aren't members yet. */
function eligibleOf({ bench, capacities, members }: TeamTask): number[][] {
  return members.map((team, target) => capacities.flatMap((capacity, inspector) =>
    capacity > 0 && bench.fits[inspector] !== 0 && !bench.barred[target].has(inspector) && !team.includes(inspector) ? [inspector] : []));
}

/** An assignment of the members alone, with the places of a level; `maximise` makes it full. */
function fullFlow(task: TeamTask, level: number): Flow {
  const kept = new Array<number>(task.capacities.length).fill(0);
  for (const inspector of task.members.flat()) kept[inspector]++;
  const places = task.capacities.map((capacity, inspector) =>
    Math.max(0, Math.min(capacity, level) - task.loads[inspector]) + kept[inspector]);
  const flow = new Flow(task.bench, places);
  for (const [target, team] of task.members.entries()) if (team.length > 0) flow.settle(target, team);
  return flow;
}

/** The smallest level, from `fromLevel`, at which an assignment of the full size exists. */
function levelOf(task: TeamTask, full: number): number {
  let low = task.fromLevel;
  const reaches = (level: number): boolean => fullFlow(task, level).maximise() === full;
  if (reaches(low)) return low;
  // An inspector meets a target at most once, so nobody needs more than all of them above what it has.
  let high = low + 1;
  while (!reaches(high)) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The witness of a level: why one place less each isn't enough. None for level 0. */
export function levelWitness(task: TeamTask, level: number): Witness[] {
  if (level === 0) return [];
  return [emptyTeamsWitness(task, task.capacities.map((capacity) => Math.min(capacity, level - 1)))];
}

/** The witness of open seats, if `full` leaves any. */
export function shortageWitness(task: TeamTask, full: number): Witness[] {
  return full < task.bench.seatCount * task.bench.targetCount ? [emptyTeamsWitness(task, task.capacities)] : [];
}

function emptyTeamsWitness(task: TeamTask, places: number[]): Witness {
  const flow = new Flow(task.bench, places);
  flow.maximise();
  return witnessOf(flow, task.names.subjects.map(() => []), places, task.names);
}

/** The run through the pairs: a full assignment that always contains what is accepted. */
class Rule {
  readonly strands: Strand[] = [];
  private readonly flow: Flow;
  private readonly teams: number[][];
  private readonly fits: number[][];
  private readonly left: number[];
  private readonly tickets: Map<number, string>[];

  constructor(private readonly task: TeamTask, level: number) {
    this.flow = fullFlow(task, level);
    this.flow.maximise();
    this.teams = task.members.map((team) => [...team]);
    this.fits = this.teams.map((team) => team.map((inspector) => task.bench.fits[inspector]));
    this.left = [...this.flow.places];
    for (const inspector of task.members.flat()) this.left[inspector]--;
    this.tickets = task.names.subjects.map(() => new Map<number, string>());
  }

  decideAll(pairs: PairOrder, full: number, tick?: () => void): void {
    let open = full - this.teams.reduce((sum, team) => sum + team.length, 0);
    // Once the assignment is full, a pair that still had room would make a greater one: none is left to strand.
    for (let place = 0; place < pairs.size && open > 0; place++) {
      tick?.();
      const { target, inspector } = pairs.at(place);
      if (this.isTargetFull(target, inspector) || this.left[inspector] === 0) continue;
      if (this.flow.hasPair(target, inspector) || this.flow.include(target, inspector)) {
        this.accept(target, inspector, pairs.ticketAt(place));
        open--;
      } else {
        this.strand(target, inspector, pairs.ticketAt(place));
      }
    }
  }

  private isTargetFull(target: number, inspector: number): boolean {
    const { seatCount, fits } = this.task.bench;
    return this.teams[target].length === seatCount || !isSeatable(seatCount, [...this.fits[target], fits[inspector]]);
  }

  private accept(target: number, inspector: number, ticket: string): void {
    this.flow.lock(target, inspector);
    this.teams[target].push(inspector);
    this.fits[target].push(this.task.bench.fits[inspector]);
    this.left[inspector]--;
    this.tickets[target].set(inspector, ticket);
  }

  /** Records a would-strand pair with the witness of what it would leave unfilled. */
  private strand(target: number, inspector: number, ticket: string): void {
    const { names } = this.task;
    const teams = [...this.teams];
    teams[target] = [...teams[target], inspector];
    const left = [...this.left];
    left[inspector]--;
    const flow = this.flow.clone();
    const spare = [...flow.slotsOf[inspector]].find((slot) => !flow.isLocked(flow.targetOf(slot), inspector));
    if (!flow.hasFreePlace(inspector) && spare !== undefined) flow.vacate(spare);
    flow.settle(target, teams[target]);
    flow.maximise();
    const witness = witnessOf(flow, teams, left, names);
    this.strands.push({ inspector: names.codes[inspector], subject: names.subjects[target], ticket, witness });
  }

  /** The seated teams; members that stayed bring the tickets they had. */
  seated(): Seated[][] {
    const { names, bench, pairKey } = this.task;
    return this.teams.map((team, target) => seatTeam(bench.seatCount, team.map((inspector) => ({
      code: names.codes[inspector],
      fit: bench.fits[inspector],
      ticket: this.tickets[target].get(inspector) ?? pairTicket(pairKey, names.subjects[target], names.codes[inspector]),
    }))));
  }
}
