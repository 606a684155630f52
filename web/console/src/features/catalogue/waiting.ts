/** Where an edition waits for somebody, by what they may do. */
import type { State } from "./calls";

interface Hands {
  mayDraft: boolean;
  mayApprove: boolean;
  mayPublish: boolean;
}

/** The states in which it does, in the order of an edition's life. */
export function waiting({ mayDraft, mayApprove, mayPublish }: Hands): State[] {
  return [...(mayDraft ? ["draft" as const] : []), ...(mayApprove ? ["submitted" as const] : []), ...(mayPublish ? ["approved" as const] : [])];
}
