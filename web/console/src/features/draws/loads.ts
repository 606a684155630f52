/** Loads in draws that were made up, in words. */
import type { Preview } from "./calls";

export type Load = NonNullable<Preview["replays"]>["loads"][number];

/** How many in one of so many draws on the average, to a hundredth. */
export function meanText(total: number, played: number): string {
  return played === 0 ? "—" : String(Math.round((100 * total) / played) / 100);
}

/** Of which reasons not all who are left out are named: reason and how many there are. */
export function unnamed({ excluded, ruled_out, ruled_out_most }: Pick<Preview, "excluded" | "ruled_out" | "ruled_out_most">): [string, number][] {
  const reasons = new Set((ruled_out ?? []).map(({ reason }) => reason));
  return Object.entries(excluded).filter(([reason, count]) => reasons.has(reason) && count > ruled_out_most);
}
