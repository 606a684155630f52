/** What waits for somebody, by what they may do. */
import type { Narrowing, Rule } from "./calls";

/** One thing that waits, and the list that shows it. */
export interface Waits {
  /** The words' key. */
  label: string;
  to: string;
  narrowing: Narrowing;
  /** Whether it is late, or lost. */
  presses?: boolean;
}

interface Hands {
  mayDraft: boolean;
  mayApprove: boolean;
  mayOperate: boolean;
  mayEnter: boolean;
  mayAnnul: boolean;
  mayAnnounce: boolean;
  mayDispatch: boolean;
}

function narrowedTo(label: string, narrowing: Narrowing, presses?: boolean): Waits {
  const query = Object.entries(narrowing).map(([key, value]) => `${key}=${String(value)}`).join("&");
  return { label: `draws-card-${label}`, narrowing, to: `/draws?${query}`, ...(presses ? { presses } : {}) };
}

/** The rows of the card, in the order of a draw's life. A draw that is drawn waits from the day on which it may be published; one that is announced, or may not be yet, until all its targets have a visit. */
export function waiting({ mayDraft, mayApprove, mayOperate, mayEnter, mayAnnul, mayAnnounce, mayDispatch }: Hands): Waits[] {
  return [
    ...(mayApprove ? [narrowedTo("submitted", { state: "submitted" })] : []),
    ...(mayOperate ? [narrowedTo("approved", { state: "approved" })] : []),
    ...(mayEnter ? [narrowedTo("reading", { waits: "reading" }, true)] : []),
    ...(mayAnnul ? [narrowedTo("annulment", { waits: "annulment" }, true)] : []),
    ...(mayDraft ? [narrowedTo("following", { waits: "following" }, true)] : []),
    ...(mayAnnounce ? [narrowedTo("drawn", { state: "drawn", disclosable: true })] : []),
    ...(mayDispatch ? [narrowedTo("unannounced", { state: "drawn", disclosable: false, undispatched: true }), narrowedTo("announced", { state: "announced", undispatched: true })] : []),
  ];
}

/** How many standing rules wait for a person's approval: nobody approves their own. */
export function awaiting(rules: Pick<Rule, "state" | "drafter">[], me: string): number {
  return rules.filter(({ state, drafter }) => state === "waiting" && drafter !== me).length;
}
