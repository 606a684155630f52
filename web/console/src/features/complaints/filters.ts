/** The filters of the list of complaints, in the address and on the wire. */
import { askedOf } from "../../ui/list-state";

export const FILTERS = ["state", "kind", "mine", "handler", "clock", "outcome", "domain", "organisation", "subject", "from", "to"] as const;

/** What an export takes out: the list as the address filters it. */
export function exportOf(params: URLSearchParams): ReturnType<typeof askedOf> {
  return askedOf(params, FILTERS, ["mine"]);
}
