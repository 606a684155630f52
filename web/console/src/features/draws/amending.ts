/** What somebody may do about an amendment that nobody has decided, and what whoever decides it should know. */
import type { Amendment } from "./calls";

/** What becomes of one that waits. */
export type Verb = "approve" | "decline" | "withdraw";

/** What somebody may do about it: who asked takes it back, others decide. */
export function verbsOf({ state, asker }: Pick<Amendment, "state" | "asker">, me: string, may: { approve: boolean; amend: boolean }): Verb[] {
  if (state !== "asked") return [];
  if (asker.id === me) return may.amend ? ["withdraw"] : [];
  return may.approve ? ["approve", "decline"] : [];
}

/** How it stands with the notices of the visits that it is about, as the last part of a word's key; null once it is over. */
export function noticesKey({ notices, asked_at }: Pick<Amendment, "notices" | "asked_at">): "none" | "not" | "before" | "after" | null {
  if (!notices) return null;
  if (notices.visits === 0) return "none";
  const first = notices.first_at;
  if (first === null || first === undefined) return "not";
  return Date.parse(first) < Date.parse(asked_at) ? "before" : "after";
}
