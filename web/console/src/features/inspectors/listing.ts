/** What the list asks the server for. */
import type { ListQuery } from "../../ui/ListPage";

/** The filters of the list, in the address and on the wire. */
export const FILTERS = ["drawable_on", "drawable", "unit", "field", "state", "expiring"] as const;

/** What is asked: a day alone judges everybody on it rather than narrowing the list; a judgement without a day means today. */
export function asked(query: ListQuery, today: string): ListQuery {
  if (query.drawable_on) return { ...query, drawable: query.drawable ?? "all" };
  return query.drawable ? { ...query, drawable_on: today } : query;
}

/** The address of the list as a file, by what the list's own address says. */
export function exportAddress(format: "csv" | "xlsx", params: URLSearchParams, today: string): string {
  const said = ["q", ...FILTERS].flatMap((key) => (params.get(key) ? [[key, params.get(key) ?? ""]] : []));
  const query = new URLSearchParams(Object.entries(asked(Object.fromEntries(said) as ListQuery, today)).map(([key, value]) => [key, String(value)]));
  return `/api/v1/inspectors/export.${format}${query.size > 0 ? `?${query.toString()}` : ""}`;
}

/** An inspector's page; it judges on the day that the list judges on. */
export function pageOf(id: string, day: string | null): string {
  return `/inspectors/${id}${day ? `?on=${encodeURIComponent(day)}` : ""}`;
}
