/** What becomes public of a result, and whether somebody may make it so. */
import type { Visit } from "../inspections/calls";

/** A row answered *no*, with what was found. */
export interface Finding {
  item: string;
  row: string;
  found: string;
}

/** The version of a record that was reviewed under this number. */
export function recordOf({ records }: Pick<Visit, "records">, id: string) {
  return records.find((record) => record.id === id);
}

/** The findings of a record, in the checklist's order. */
export function findingsOf({ items, records }: Pick<Visit, "items" | "records">, id: string): Finding[] {
  const said = recordOf({ records }, id)?.record.items ?? [];
  return items.flatMap(({ code, rows }) => rows.flatMap(({ text }, at) => {
    const row = said.find(({ item }) => item === code)?.rows?.[at];
    return row?.tick === "no" ? [{ item: code, row: text, found: row.found ?? "" }] : [];
  }));
}

/** Whether somebody was there, wrote in it or reviewed it: who did doesn't publish it too. */
export function isOwn({ mine, records }: Pick<Visit, "mine" | "records">, person: string): boolean {
  return Boolean(mine) || records.some(({ recorder, reviewer }) => recorder.id === person || reviewer?.id === person);
}
