/** How many working days are left until a due day, and how that is looked at. */
import type { Tone } from "../../ui/Mark";
import { type Said, isWorked } from "./year";

/** So few working days press. */
const PRESSING = 3;
const DAY_MS = 24 * 3600 * 1000;

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}

/** The working days after one day up to another; negative, how many have passed since. */
export function workingDays(from: string, to: string, years: Said[]): number {
  const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1];
  let count = 0;
  for (let day = dayAfter(first); day <= last; day = dayAfter(day)) count += isWorked(day, years) ? 1 : 0;
  return sign * count;
}

/** The tone of so many working days left. */
export function toneOf(left: number, isLate: boolean): Tone {
  return isLate || left <= PRESSING ? "bad" : "plain";
}

/** The words' key for it, and the number it takes. A day that is over is late, though no working day has passed since. */
export function countdownOf(left: number, isLate: boolean): { key: string; days: number } {
  return isLate ? { key: "disclosures-over", days: Math.abs(left) } : { key: "disclosures-left", days: left };
}
