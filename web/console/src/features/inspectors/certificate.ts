/** How a certificate stands on a day. */
import type { Tone } from "../../ui/Mark";

/** A certificate that ends within so many days is warned of, as the server does. */
export const WARNED_DAYS = 60;

const DAY_MS = 24 * 3600 * 1000;

/** Whether it has ended, ends soon, or neither; and in how many days it ends. */
export interface Standing {
  state: "expired" | "soon" | "good";
  days: number;
}

/** How a certificate with this last day stands on a day, both `YYYY-MM-DD`. On its last day it still holds. */
export function standingOf(validTo: string, on: string): Standing {
  const days = Math.round((Date.parse(validTo) - Date.parse(on)) / DAY_MS);
  if (days < 0) return { state: "expired", days };
  return { state: days <= WARNED_DAYS ? "soon" : "good", days };
}

/** How it is looked at. */
export const STANDING_TONES: Record<Standing["state"], Tone> = { expired: "bad", soon: "warn", good: "good" };

/** Of those whose certificate ends by a day, the first few to end. */
export function mostPressing<R extends { valid_to: string }>(rows: R[], until: string, most: number): R[] {
  return rows.filter(({ valid_to: end }) => end <= until).sort((a, b) => (a.valid_to < b.valid_to ? -1 : 1)).slice(0, most);
}
