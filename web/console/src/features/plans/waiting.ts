/** Where a plan waits for somebody, by what they may do. */
import type { State } from "./calls";

interface Hands {
  mayDraft: boolean;
  mayApprove: boolean;
  mayFile: boolean;
  mayPublish: boolean;
}

/** The states in which it does, in the order of a plan's life. */
export function waiting({ mayDraft, mayApprove, mayFile, mayPublish }: Hands): State[] {
  return [...(mayDraft ? ["draft" as const] : []), ...(mayApprove ? ["submitted" as const] : []), ...(mayFile ? ["approved" as const] : []), ...(mayPublish ? ["filed" as const] : [])];
}
