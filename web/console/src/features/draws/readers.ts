/** Whose turn it is to read a source off. The server decides; this only says who needn't be asked. */
import type { Draw } from "./calls";

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
