/** What waits for somebody, by what they may do. */
import type { State } from "./calls";

/** One thing that waits, and the list that shows it. */
export interface Waits {
  /** The words' key. */
  label: string;
  state: State;
}

interface Hands {
  mayApprove: boolean;
  mayOperate: boolean;
  mayAnnounce: boolean;
}

/** The rows of the card, in the order of a draw's life. */
export function waiting({ mayApprove, mayOperate, mayAnnounce }: Hands): Waits[] {
  return [
    ...(mayApprove ? [{ label: "draws-card-submitted", state: "submitted" as const }] : []),
    ...(mayOperate ? [{ label: "draws-card-approved", state: "approved" as const }] : []),
    ...(mayAnnounce ? [{ label: "draws-card-drawn", state: "drawn" as const }] : []),
  ];
}
