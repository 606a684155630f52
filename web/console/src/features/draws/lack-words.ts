/** What a field of the wire is called in the form. */
import type { Word } from "../../words/words";
import { placeOf } from "./scheme-values";

const LABELS: Record<string, string> = {
  task: "draws-task", edition: "draw-items", items: "draw-items", from: "draw-from", to: "draw-to", domains: "draw-domains", risks: "draw-risks", regions: "draw-regions", industries: "draw-industries",
  tags: "draw-tags", axes: "draw-axes", strata: "draw-strata", rounding: "draw-rounding", visits_most: "draw-visits-most", cooldown_days: "draw-cooldown", left_out: "draw-left-subjects", recusals: "draw-pairs",
  seats: "draw-seats", slack: "draw-slack", capacity: "draw-capacity", fields: "draw-fields", pools: "draw-pools", reserves: "draw-reserves", disclosure: "draw-disclose-on", parties: "draw-parties", rule: "draw-rules", plan: "draw-of-plan",
};

/** The words' key for a table of the form. */
export function tableKey(table: string): string {
  return `draw-table-${table.replace("bench.", "bench-").replace("_", "-")}`;
}

/** The field's name for people; with the row, where it stands in a table. A field that has none is told as the wire has it. */
export function fieldWord(field: string, word: Word): string {
  const { path, table, row } = placeOf(field);
  if (table && row) return word("draw-row", { table: word(tableKey(table)), row });
  const key = LABELS[String(path[0] === "bench" ? path[1] : path[0])];
  return key ? word(key) : field;
}
