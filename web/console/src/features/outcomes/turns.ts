/** Whose turn it is, and what somebody can do: the server says which acts; this says in which order, and which of them comes first. */
import type { Decision, Outcome, Step, Verb } from "./calls";

/** In the order in which they are offered. */
const ORDER: Verb[] = ["approve", "decline", "recheck", "decision", "acknowledge", "extend", "withdraw"];

/** What usually comes next, where it can be done. */
const FIRST: Verb[] = ["approve", "recheck", "decision", "acknowledge"];

/** The acts that are offered. */
export function offered(can: Verb[]): { verb: Verb; isFirst: boolean }[] {
  return ORDER.filter((verb) => can.includes(verb)).map((verb) => ({ verb, isFirst: FIRST.includes(verb) }));
}

/** Whose turn it is, as the words' key says it. */
export function turnOf({ kind, state, can }: Pick<Outcome, "kind" | "state" | "can">): string {
  const first = FIRST.find((verb) => can.includes(verb));
  if (first) return state === "deciding" ? "outcomes-turn-approve-decision" : `outcomes-turn-${first}`;
  return state === "open" || state === "closed" ? `outcomes-${state}-${kind}` : `outcomes-waits-${state}`;
}

/** Whether nothing changes any more. */
export function isOver({ state }: Pick<Outcome, "state">): boolean {
  return state === "closed" || state === "declined" || state === "withdrawn";
}

/** Why a decision is to be written anew: the last step, if it declined one. */
export function declinedFor({ state, steps }: Pick<Outcome, "state" | "steps">): string | null {
  const last = steps.at(-1);
  return state === "open" && last?.act === "outcome.declined" ? last.text : null;
}

/** The decision that was written last, also if it was declined. */
export function writtenIn({ steps }: Pick<Outcome, "steps">): Decision | null {
  return steps.map(({ decision }) => decision).filter(Boolean).at(-1) ?? null;
}

/** How a step is looked at. */
export function toneOf({ act, cleared }: Pick<Step, "act" | "cleared">): "plain" | "good" | "bad" {
  if (act === "outcome.declined" || act === "outcome.withdrawn") return "bad";
  if (act === "outcome.rechecked") return cleared ? "good" : "bad";
  return act === "outcome.approved" || act === "outcome.acknowledged" ? "good" : "plain";
}

/** A step's words' key. */
export function keyOf({ act, cleared }: Pick<Step, "act" | "cleared">): string {
  const name = act.replace("outcome.", "");
  if (name === "rechecked") return cleared ? "outcomes-step-cleared" : "outcomes-step-not-cleared";
  return `outcomes-step-${name}`;
}

/** Kinds of which something is printed, once they have their number. */
export function hasPaper({ kind, number }: Pick<Outcome, "kind" | "number">): boolean {
  return Boolean(number) && (kind === "rectification" || kind === "transfer" || kind === "referral");
}
