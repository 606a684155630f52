/** What an outcome is about: rows of a record that were answered *no*; and what a visit's results ask for. */
import type { FormItem } from "../inspections/calls";
import type { Record, Result } from "../inspections/record";
import { rowsIn } from "../inspections/record";
import type { Kind, Row } from "./calls";

/** A row that was answered *no*. */
export interface Finding {
  /** The item's code and the row's place: `JG-20 0`. */
  key: string;
  item: string;
  row: number;
  question: string;
  found: string;
}

/** All of a record, in its order. */
export function findingsIn(record: Record, items: Pick<FormItem, "code" | "rows">[]): Finding[] {
  return items.flatMap(({ code, rows }) => rowsIn(record, code).flatMap(({ tick, found }, row) => (tick === "no" ? [{ key: `${code} ${row}`, item: code, row, question: rows[row]?.text ?? "", found }] : [])));
}

/** Whether an outcome of this kind names a row, if there is one to name. */
export function namesRows(kind: Kind | undefined): boolean {
  return kind === "rectification" || kind === "case";
}

/** The results that say that something was found: something follows. */
const FOUND: Result[] = ["not-published", "falsely-published", "rectification-ordered", "obstructed", "pending"];

/** What a reviewed visit's results ask for and it hasn't got yet. */
export function wantsOf(results: Result[], outcomes: Pick<Row, "kind" | "state">[]): Waits | null {
  if (results.includes("rectification-ordered") && !outcomes.some(({ kind, state }) => kind === "rectification" && state !== "withdrawn")) return "rectification";
  if (results.some((result) => FOUND.includes(result)) && outcomes.every(({ state }) => state === "declined" || state === "withdrawn")) return "any";
  return null;
}

/** Whether a record says that nothing was found: then nothing follows. */
export function isClean(results: Result[]): boolean {
  return results.length > 0 && results.every((result) => result === "nothing-found");
}

/** An order, or anything. */
export type Waits = "rectification" | "any";

/** Where an outcome is begun. */
export function beginPath(visit: string, wants?: Waits): string {
  return `/visits/${visit}/outcomes/new${wants === "rectification" ? "?kind=rectification" : ""}`;
}
