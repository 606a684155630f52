/** A record, and what one version of it says otherwise than another. */
import type { components } from "../../api/schema";

type Schemas = components["schemas"];

export type Record = Schemas["VisitRecord"];
export type RowSaid = Schemas["VisitRowSaid"];
export type Result = Schemas["VisitResult"];

/** A row of which nothing was said. */
export const UNSAID: RowSaid = { tick: null, value: "", found: "" };

/** What was said of an item's rows. */
export function rowsIn(record: Record, code: string): RowSaid[] {
  return record.items.find(({ item }) => item === code)?.rows ?? [];
}

/** What one version says otherwise than another: its parts by name, rows by item and place. */
export function changedIn(record: Record, other: Record | undefined): Set<string> {
  if (other === undefined) return new Set();
  const differ = (one: unknown, another: unknown): boolean => JSON.stringify(one) !== JSON.stringify(another);
  const isRowOther = (row: RowSaid, { tick, value, found } = UNSAID): boolean => differ([row.tick, row.value, row.found], [tick, value, found]);
  const parts: [string, (of: Record) => unknown][] = [
    ["when", ({ visited, from, to }) => [visited, from, to]], ["place", ({ place }) => place], ["method", ({ method }) => method], ["present", ({ present, absent_why }) => [[...present].sort(), absent_why]],
    ["results", ({ results }) => [...results].sort()], ["findings", ({ findings }) => findings], ["subject", ({ subject: { who, statement, signing, reason, witness } }) => [who, statement, signing, reason, witness]],
  ];
  const rows = record.items.flatMap(({ item, rows: said }) => said.flatMap((row, at) => (isRowOther(row, rowsIn(other, item)[at]) ? [`${item} ${at}`] : [])));
  return new Set([...parts.filter(([, of]) => differ(of(record), of(other))).map(([part]) => part), ...rows]);
}
