/** Why seats can't be filled: the smallest set of inspectors that shows it (specification, section 6.4). */
import { compareText } from "./bytes";
import type { Bench, Flow } from "./flow";
import { largestSeatable } from "./seats";

/** A witness as the result writes it: `subjects_count` subjects have `demand` seats only these inspectors could fill, with `places` places. */
export interface Witness {
  demand: number;
  inspectors: string[];
  inspectors_count: number;
  places: number;
  subjects: string[];
  subjects_count: number;
}

/** The ids and codes behind the indices of a bench. */
export interface Names {
  subjects: string[];
  codes: string[];
}

/** How many inspectors and how many subjects a witness names. */
const NAMED = 20;

/** The witness for a greatest assignment whose locked pairs are `teams`; `placesLeft` are those the teams leave. */
export function witnessOf(flow: Flow, teams: number[][], placesLeft: number[], names: Names): Witness {
  const blamed = new Set(flow.reachable().filter((inspector) => placesLeft[inspector] > 0));
  const demand = new Demand(flow.bench, placesLeft, blamed);
  const short = names.subjects.flatMap((id, target) => {
    const seats = demand.of(target, teams[target]);
    return seats > 0 ? [{ id, seats }] : [];
  });
  const inspectors = [...blamed];
  return {
    demand: short.reduce((sum, { seats }) => sum + seats, 0),
    inspectors: inspectors.map((inspector) => names.codes[inspector]).sort(compareText).slice(0, NAMED),
    inspectors_count: inspectors.length,
    places: inspectors.reduce((sum, inspector) => sum + placesLeft[inspector], 0),
    subjects: short.map(({ id }) => id).sort(compareText).slice(0, NAMED),
    subjects_count: short.length,
  };
}

/** `D_t(I)` for all targets; those that differ only in who is barred from them share one calculation. */
class Demand {
  private readonly others: number[];
  private readonly counts = new Map<number, number>();
  private readonly known = new Map<string, number>();

  constructor(private readonly bench: Bench, placesLeft: number[], blamed: Set<number>) {
    this.others = placesLeft.map((places, inspector) => (places > 0 && !blamed.has(inspector) ? bench.fits[inspector] : 0));
    for (const fit of this.others) this.counts.set(fit, (this.counts.get(fit) ?? 0) + 1);
  }

  of(target: number, team: number[]): number {
    const away = new Map<number, number>();
    const leave = (inspector: number): void => void away.set(this.others[inspector], (away.get(this.others[inspector]) ?? 0) + 1);
    for (const inspector of this.bench.barred[target]) leave(inspector);
    for (const inspector of team) if (!this.bench.barred[target].has(inspector)) leave(inspector);
    const fits = team.map((inspector) => this.bench.fits[inspector]);
    for (const [fit, count] of this.counts) {
      const here = Math.min(this.bench.seatCount, count - (away.get(fit) ?? 0));
      if (fit !== 0) for (let copy = 0; copy < here; copy++) fits.push(fit);
    }
    return this.bench.seatCount - this.seatable(fits);
  }

  private seatable(fits: number[]): number {
    const key = [...fits].sort((a, b) => a - b).join();
    let size = this.known.get(key);
    if (size === undefined) this.known.set(key, (size = largestSeatable(this.bench.seatCount, fits)));
    return size;
  }
}
