/** Whose turn it is to read a source off. The server decides; this only says who needn't be asked. */
import type { Draw, Source } from "./calls";

type Readings = Pick<Draw["readings"][number], "place" | "name" | "value" | "person" | "why">[];

/** Whether a place has its value: two who agree, or a round of drand that doesn't stand in for another source. */
export function isSettled(readings: Readings, place: number): boolean {
  const of = readings.filter((reading) => reading.place === place);
  const said = of.flatMap(({ name, value }) => (value ? [`${name} ${value}`] : []));
  return of.some(({ name, why }) => name.startsWith("drand:") && why === "") || new Set(said).size < said.length;
}

/** Of these places, those that somebody can read off, and those that they have and that wait for somebody else. */
export function turnsOf(readings: Readings, places: number[], me: string): { open: number[]; waiting: number[] } {
  const unsettled = places.filter((place) => !isSettled(readings, place));
  const isTheirs = (place: number): boolean => readings.some((reading) => reading.place === place && reading.person?.id === me);
  return { open: unsettled.filter((place) => !isTheirs(place)), waiting: unsettled.filter(isTheirs) };
}

/** A name under which a place can be read off, and from when, in milliseconds. */
export interface Readable {
  name: string;
  place: number;
  opens: number;
  isFallback: boolean;
}

/** So long after an earlier one's close another may stand in for it, as the server has it. */
const STAND_IN_AFTER_MS = 15 * 3_600_000;

/** The source itself, from its close, and those that may stand in for it. */
export function readables({ name, closes, fallback }: Source, place: number): Readable[] {
  const all = [{ name, closes }, ...fallback];
  const opens = (at: number): number => Math.max(Date.parse(all[at].closes), ...all.slice(0, at).map((earlier) => Date.parse(earlier.closes) + STAND_IN_AFTER_MS));
  return all.map((one, at) => ({ name: one.name, place, opens: opens(at), isFallback: at > 0 }));
}
