/** What waits for somebody, by what they may do. */
import type { Narrowing } from "./calls";

/** One thing that waits, and the list that shows it. */
export interface Waits {
  /** The words' key. */
  label: string;
  to: string;
  narrowing: Narrowing;
  presses?: boolean;
}

/** The rows of the card, what presses first. */
export function waiting({ mayRecord, mayReview }: { mayRecord: boolean; mayReview: boolean }): Waits[] {
  const mine: Waits[] = [
    { label: "visits-card-overdue", narrowing: { mine: true, overdue: true }, to: "/visits?mine=true&overdue=true", presses: true },
    { label: "visits-card-noticed", narrowing: { mine: true, state: "noticed" }, to: "/visits?mine=true&state=noticed" },
    { label: "visits-card-unconfirmed", narrowing: { unconfirmed: true }, to: "/visits?unconfirmed=true" },
    { label: "visits-card-assigned", narrowing: { mine: true, state: "assigned" }, to: "/visits?mine=true&state=assigned" },
  ];
  const others: Waits[] = [{ label: "visits-card-recorded", narrowing: { state: "recorded" }, to: "/visits?state=recorded" }];
  return [...(mayRecord ? mine : []), ...(mayReview ? others : [])];
}
