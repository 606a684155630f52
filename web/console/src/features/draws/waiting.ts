/** What waits for somebody, by what they may do. */
import type { Narrowing, Rule } from "./calls";

/** One thing that waits, and the list that shows it. */
export interface Waits {
  /** The words' key. */
  label: string;
  to: string;
  narrowing: Narrowing;
}

interface Hands {
  mayApprove: boolean;
  mayOperate: boolean;
  mayAnnounce: boolean;
  mayDispatch: boolean;
}

/** The rows of the card, in the order of a draw's life. A draw that is drawn waits from the day on which it may be published; one that is announced, or may not be yet, until all its targets have a visit. */
export function waiting({ mayApprove, mayOperate, mayAnnounce, mayDispatch }: Hands): Waits[] {
  const one = (label: string, state: Narrowing["state"]): Waits => ({ label: `draws-card-${label}`, narrowing: { state }, to: `/draws?state=${String(state)}` });
  const drawn: Waits = { label: "draws-card-drawn", narrowing: { state: "drawn", disclosable: true }, to: "/draws?state=drawn&disclosable=true" };
  const announced: Waits = { label: "draws-card-announced", narrowing: { state: "announced", undispatched: true }, to: "/draws?state=announced&undispatched=true" };
  const unannounced: Waits = { label: "draws-card-unannounced", narrowing: { state: "drawn", disclosable: false, undispatched: true }, to: "/draws?state=drawn&disclosable=false&undispatched=true" };
  return [...(mayApprove ? [one("submitted", "submitted")] : []), ...(mayOperate ? [one("approved", "approved")] : []), ...(mayAnnounce ? [drawn] : []), ...(mayDispatch ? [unannounced, announced] : [])];
}

/** How many standing rules wait for a person's approval: nobody approves their own. */
export function awaiting(rules: Pick<Rule, "approved_at" | "drafter">[], me: string): number {
  return rules.filter(({ approved_at, drafter }) => !approved_at && drafter !== me).length;
}
