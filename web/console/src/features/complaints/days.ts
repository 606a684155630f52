/** How much time a complaint has left. */

const DAY_MS = 24 * 3600 * 1000;

/** Whole days from one date `YYYY-MM-DD` to another; negative when that has passed. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The date so many days after another. */
export function dayAfter(from: string, days: number): string {
  return new Date(Date.parse(from) + days * DAY_MS).toISOString().slice(0, 10);
}
