/** A standing rule as it is typed. */
import type { StandingRule } from "./calls";

export interface RuleValues {
  text: string;
  reveal_s: number;
  delay_s: number;
  beacons: StandingRule["beacons"];
  has_dice: boolean;
  dice: { throws: number; faces: number };
  closed: { from: string; to: string }[];
}

/** The beacons there are. */
export const BEACONS: StandingRule["beacons"] = ["kl8", "ssq", "drand-quicknet", "drand-default"];

/** What most begin with: two hours to reveal, 快乐8 the same evening. */
export function blankRule(): RuleValues {
  return { text: "", reveal_s: 7200, delay_s: 10_800, beacons: ["kl8"], has_dice: false, dice: { throws: 20, faces: 10 }, closed: [] };
}

/** A rule to be changed into the next one. */
export function ruleValues({ text, reveal_s, delay_s, beacons, dice, closed }: StandingRule): RuleValues {
  return { text, reveal_s, delay_s, beacons, has_dice: Boolean(dice), dice: dice ?? blankRule().dice, closed };
}

/** What the wire has. */
export function ruleOf({ text, reveal_s, delay_s, beacons, has_dice, dice, closed }: RuleValues): StandingRule {
  const spans = closed.map(({ from, to }) => ({ from: from.trim(), to: to.trim() || from.trim() }));
  // With parties alone the delay means nothing, and the form doesn't ask for it; on the wire it is behind the reveals, as ever.
  const delay = beacons.length === 0 && !has_dice ? reveal_s + 1 : delay_s;
  return { text: text.trim(), reveal_s, delay_s: delay, beacons, dice: has_dice ? dice : null, closed: spans };
}

/** A day as sheets write it, as the wire does: `2026/10/1` and `2026年10月1日` are `2026-10-01`. */
export function dayOf(text: string): string {
  const [, year, month, day] = /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$/.exec(text) ?? [];
  return year && month && day ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
}
