/** What a standing rule says, in words. */
import type { Word } from "../../words/words";
import type { StandingRule } from "./calls";

type Beacon = StandingRule["beacons"][number];

/** A span of time, in the largest unit that fits. */
export function spanText(seconds: number, word: Word): string {
  if (seconds % 3600 === 0) return word("draw-hours", { n: seconds / 3600 });
  return seconds % 60 === 0 ? word("draw-minutes", { n: seconds / 60 }) : word("draw-seconds", { n: seconds });
}

/** How often each beacon stood before in the list: a lottery named again means its next issue. */
export function repeats(beacons: Beacon[]): { beacon: Beacon; n: number }[] {
  return beacons.map((beacon, at) => ({ beacon, n: beacons.slice(0, at).filter((before) => before === beacon).length }));
}

/** A beacon's name, where it stands for the n-th time after its first. */
export function beaconText({ beacon, n }: { beacon: Beacon; n: number }, word: Word): string {
  const name = word(`draw-beacon-${beacon}`);
  return n === 0 ? name : word("draw-beacon-again", { name, n });
}

/** What a rule says, line by line; nothing where a line has no meaning for it. */
export function ruleLines(rule: StandingRule, word: Word): { label: string; text: string | null }[] {
  const beacons = repeats(rule.beacons).map((one) => beaconText(one, word));
  // Where parties alone make the seed nothing closes behind them.
  const isAlone = beacons.length === 0 && !rule.dice;
  const after = (seconds: number): string => word("draw-rule-after", { time: spanText(seconds, word) });
  const closed = rule.closed.map(({ from, to }) => (from === to ? from : `${from} – ${to}`));
  return [
    { label: word("draw-rule-text"), text: rule.text },
    { label: word("draw-rule-reveal"), text: after(rule.reveal_s) },
    { label: word("draw-rule-delay"), text: isAlone ? null : after(rule.delay_s) },
    { label: word("draw-rule-beacons"), text: beacons.length > 0 ? beacons.join(word("draw-rule-then")) : word("draw-rule-no-beacon") },
    { label: word("draw-rule-dice"), text: rule.dice ? word("draw-rule-dice-is", { ...rule.dice }) : word("draw-no") },
    { label: word("draw-rule-closed"), text: closed.length > 0 ? closed.join("、") : word("draw-no") },
  ];
}

/** Whether a level of assurance, A to D, is less than the one before, or more. */
export function levelMoves(before: string, after: string): "falls" | "rises" | null {
  if (before === after) return null;
  return after > before ? "falls" : "rises";
}

/** What a level of assurance means. */
export function assuranceText(level: string | null | undefined, word: Word): string {
  return level ? word(`draw-assurance-${level.toLowerCase()}`) : "—";
}

/** What a commit under a rule will do, one sentence each; without a known rule, what is true of every one. */
export function seedEffects(rule: StandingRule | undefined, word: Word): string[] {
  if (!rule) return [word("draw-commit-effect-seed-unknown")];
  const time = spanText(rule.reveal_s, word);
  const drawn = [...repeats(rule.beacons).slice(0, 1).map((one) => beaconText(one, word)), ...(rule.dice ? [word("draw-rule-dice")] : [])];
  if (drawn.length === 0) return [word("draw-commit-effect-seed-parties"), word("draw-commit-effect-reveal", { time })];
  return [word("draw-commit-effect-seed", { names: drawn.join(word("draw-next-and")) }), word("draw-commit-effect-reveal", { time })];
}
