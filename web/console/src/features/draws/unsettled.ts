/** Sources that two people must read alike, and did not. */
import type { Draw } from "./calls";
import { REVEAL } from "./source-words";

type Reading = Draw["readings"][number];

/** A source of which no two readings agree. */
export interface Unsettled {
  name: string;
  readings: Reading[];
}

const agree = (one: Reading, other: Reading): boolean => one.person?.id !== other.person?.id && one.value === other.value && one.why === other.why;

/** The sources that several people read while no two agree on any of their place: each waits for another person. A planned round of drand needs one reading; what stands in for another source has a reason. */
export function unsettled(readings: Reading[]): Unsettled[] {
  const byName = new Map<string, Reading[]>();
  for (const reading of readings.filter(({ name, why }) => !name.startsWith(REVEAL) && (why !== "" || !name.startsWith("drand:")))) {
    const key = `${reading.place} ${reading.name}`;
    byName.set(key, [...(byName.get(key) ?? []), reading]);
  }
  const isSettled = (of: Reading[]): boolean => of.some((one, at) => of.slice(at + 1).some((other) => agree(one, other)));
  const settled = new Set([...byName.values()].filter(isSettled).map(([{ place }]) => place));
  return [...byName.values()].filter((of) => of.length > 1 && !settled.has(of[0].place)).map((of) => ({ name: of[0].name, readings: of }));
}
