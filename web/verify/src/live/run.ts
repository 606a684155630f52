/** The run of the tickets: what is on the screen at each step. A step is one ticket that comes, or one team that is put together. */

/** A drawn subject with what the page computed of it. */
export interface Drawn { id: string; ticket: string; rank: number; team: { inspector: string; ticket: string }[] }

/** A stratum with its drawn subjects by rank. */
export interface DrawnStratum { name: string; population: number; quota: number; cutoff: string; targets: Drawn[] }

/** All that runs. */
export interface Run { strata: DrawnStratum[] }

/** What is on the screen. */
export interface Frame {
  phase: "begin" | "tickets" | "teams" | "end";
  /** Which stratum is shown. */
  stratum: number;
  /** Its subjects on this page of the list that have their ticket already. */
  rows: Drawn[];
  /** How many of them have their team already. */
  teams: number;
  /** Which page of the list it is, and of how many. */
  page: number;
  pages: number;
  /** How many tickets each stratum has so far. */
  filled: number[];
}

/** How many steps there are: each subject's ticket, then each subject's team. */
export function stepsOf({ strata }: Run): number {
  return 2 * strata.reduce((sum, stratum) => sum + stratum.targets.length, 0);
}

/** The screen after so many steps, with so many rows to a page. */
export function frameAt(run: Run, step: number, rows: number): Frame {
  const half = stepsOf(run) / 2;
  const done = Math.max(0, Math.min(step, 2 * half));
  const isTeams = done > half;
  const tickets = Math.min(done, half);
  const filled = filledBy(run, tickets);
  const { stratum, place } = placeOf(run, Math.max(0, (isTeams ? done - half : done) - 1));
  const of = run.strata[stratum]?.targets ?? [];
  const page = Math.floor(place / rows);
  const first = page * rows;
  const last = isTeams ? first + rows : Math.min(place + 1, first + rows);
  const phase = done === 0 ? "begin" : done === 2 * half ? "end" : isTeams ? "teams" : "tickets";
  return {
    phase, stratum, rows: done === 0 ? [] : of.slice(first, last), teams: isTeams ? place - first + 1 : 0,
    page: page + 1, pages: Math.max(1, Math.ceil(of.length / rows)), filled,
  };
}

/** Where the next page of the list ends, for those who don't want things to move: the last step that shows the page after this step. */
export function nextPage(run: Run, step: number, rows: number): number {
  const half = stepsOf(run) / 2;
  if (step >= 2 * half) return step;
  const base = step >= half ? half : 0;
  const { stratum, place } = placeOf(run, step - base);
  const before = run.strata.slice(0, stratum).reduce((sum, one) => sum + one.targets.length, 0);
  const end = Math.min((Math.floor(place / rows) + 1) * rows, run.strata[stratum].targets.length);
  return base + before + end;
}

/** How fast to go, in steps a second, so that all of it takes about two minutes at most. */
export const SPEEDS = [1, 4, 16, 64, 256] as const;

/** The slowest of the speeds that does. */
export function speedFor(steps: number): number {
  return SPEEDS.find((speed) => steps / speed <= 120) ?? SPEEDS[SPEEDS.length - 1];
}

function filledBy({ strata }: Run, tickets: number): number[] {
  let left = tickets;
  return strata.map(({ targets }) => {
    const filled = Math.min(left, targets.length);
    left -= filled;
    return filled;
  });
}

/** The stratum of the nth drawn subject, and its place there, both from 0. */
function placeOf({ strata }: Run, nth: number): { stratum: number; place: number } {
  let left = nth;
  for (const [stratum, { targets }] of strata.entries()) {
    if (left < targets.length) return { stratum, place: left };
    left -= targets.length;
  }
  return { stratum: Math.max(0, strata.length - 1), place: Math.max(0, (strata[strata.length - 1]?.targets.length ?? 1) - 1) };
}
