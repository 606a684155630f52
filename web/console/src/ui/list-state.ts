/** What a list shows, as the address says it: a list can be sent to a colleague, and Back goes back. */

/** Search, order, filters and the place in the list. */
export interface ListState {
  q: string;
  sort: string;
  filters: Record<string, string>;
  after: string;
  page: number;
}

/** The pages before this one, each by where it began; kept in the history's entry. */
export type Trail = string[];

const PAGE = /^[1-9]\d{0,6}$/;

/** Reads the address; what it doesn't say is as the list begins. */
export function readList(params: URLSearchParams, filterKeys: string[], firstSort: string): ListState {
  const filters: Record<string, string> = {};
  for (const key of filterKeys) {
    const value = params.get(key);
    if (value) filters[key] = value;
  }
  const page = params.get("page") ?? "";
  const after = params.get("after") ?? "";
  return { q: params.get("q") ?? "", sort: params.get("sort") ?? firstSort, filters, after, page: after && PAGE.test(page) ? Number(page) : 1 };
}

/** Writes the address; what is as the list begins isn't said. Parameters that aren't the list's are left alone. */
export function writeList(params: URLSearchParams, state: ListState, filterKeys: string[], firstSort: string): URLSearchParams {
  const written = new URLSearchParams(params);
  const put = (key: string, value: string): void => (value ? written.set(key, value) : written.delete(key));
  put("q", state.q);
  put("sort", state.sort === firstSort ? "" : state.sort);
  for (const key of filterKeys) put(key, state.filters[key] ?? "");
  put("after", state.after);
  put("page", state.after ? String(state.page) : "");
  return written;
}

/** Another search, order or filter begins at the first page. */
export function changed(state: ListState, change: Partial<Pick<ListState, "q" | "sort" | "filters">>): ListState {
  return { ...state, ...change, after: "", page: 1 };
}

/** The next page, and the trail that leads back. */
export function forward(state: ListState, trail: Trail, next: string): { state: ListState; trail: Trail } {
  return { state: { ...state, after: next, page: state.page + 1 }, trail: [...trail, state.after] };
}

/** The page before. Where the trail is unknown, as in an address sent by a colleague, that is the first page. */
export function backward(state: ListState, trail: Trail): { state: ListState; trail: Trail } {
  if (trail.length === 0) return { state: { ...state, after: "", page: 1 }, trail: [] };
  return { state: { ...state, after: trail[trail.length - 1], page: Math.max(1, state.page - 1) }, trail: trail.slice(0, -1) };
}

/** The order a click on a column's head asks for, and what the column shows of it. */
export function sortOf(column: string, direction: "ascend" | "descend" | null | undefined): string {
  if (!direction) return "";
  return direction === "descend" ? `-${column}` : column;
}

/** How a column stands in an order. */
export function directionOf(sort: string, column: string): "ascend" | "descend" | null {
  if (sort === column) return "ascend";
  return sort === `-${column}` ? "descend" : null;
}

/** The query an API call takes: only what is set. */
export function queryOf(state: ListState, limit: number): Record<string, string | number> {
  const query: Record<string, string | number> = { ...state.filters, limit };
  if (state.q) query.q = state.q;
  if (state.sort) query.sort = state.sort;
  if (state.after) query.after = state.after;
  return query;
}

/** What a list is narrowed by, from its address, for an export of it: what isn't said isn't asked, and a truth is one on the wire. */
export function askedOf(params: URLSearchParams, filters: readonly string[], truths: readonly string[] = []): { q: string | null; filters: Record<string, string | boolean> } {
  const said = filters.map((key) => [key, params.get(key)] as const).filter(([, value]) => value);
  return { q: params.get("q"), filters: Object.fromEntries(said.map(([key, value]) => [key, truths.includes(key) ? value === "true" : String(value)])) };
}
