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
export function waiting({ mayPropose, mayApprove }: { mayPropose: boolean; mayApprove: boolean }): Waits[] {
  const mine: Waits[] = [
    { label: "outcomes-card-mine-overdue", narrowing: { mine: true, overdue: true }, to: "/outcomes?mine=true&overdue=true", presses: true },
    { label: "outcomes-card-mine-open", narrowing: { mine: true, state: "open" }, to: "/outcomes?mine=true&state=open" },
  ];
  const others: Waits[] = [
    { label: "outcomes-card-proposed", narrowing: { state: "proposed" }, to: "/outcomes?state=proposed" },
    { label: "outcomes-card-deciding", narrowing: { state: "deciding" }, to: "/outcomes?state=deciding" },
  ];
  return [...(mayPropose ? mine : []), ...(mayApprove ? others : [])];
}
