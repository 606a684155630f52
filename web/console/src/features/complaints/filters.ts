/** The filters of the list of complaints, in the address and on the wire. */

export const FILTERS = ["state", "kind", "mine", "handler", "clock", "outcome", "domain", "organisation", "subject", "from", "to"] as const;

/** What an export takes out: the list as the address filters it. */
export function exportOf(params: URLSearchParams): { q: string | null; filters: Record<string, string | boolean> } {
  const set = FILTERS.map((key) => [key, params.get(key)] as const).filter(([, value]) => value);
  return { q: params.get("q"), filters: Object.fromEntries(set.map(([key, value]) => [key, key === "mine" ? value === "true" : String(value)])) };
}
