/** Which column of a file fills which field. */
import type { Import } from "../../api/types";

/** By field, the column's index. */
export type Mapping = Record<string, number>;

/** The mapping that was checked before, else the one the server guessed; a column that was guessed for two fields fills the first. */
export function guessed({ columns, fields, mapping: before = {} }: Pick<Import, "columns" | "fields"> & { mapping?: Mapping }): Mapping {
  const isOfThese = Object.values(before).every((index) => index < columns.length);
  if (isOfThese && Object.keys(before).length > 0) return before;
  const mapping: Mapping = {};
  for (const { name } of fields) {
    const column = columns.find(({ guess }) => guess === name);
    if (column) mapping[name] = column.index;
  }
  return mapping;
}

/** The mapping with one field filled by another column, or by none; the column leaves the field it filled before. */
export function assigned(mapping: Mapping, field: string, column: number | null): Mapping {
  const others = Object.entries(mapping).filter(([name, index]) => name !== field && index !== column);
  return Object.fromEntries(column === null ? others : [...others, [field, column]]);
}

/** The fields that must be filled and aren't. */
export function missing(mapping: Mapping, fields: Import["fields"]): string[] {
  return fields.filter(({ name, required }) => required && mapping[name] === undefined).map(({ name }) => name);
}

/** The columns that fill nothing. */
export function unused(mapping: Mapping, columns: Import["columns"]): Import["columns"] {
  const used = new Set(Object.values(mapping));
  return columns.filter(({ index }) => !used.has(index));
}

/** How a field came to its column: guessed by its head, chosen by a person, or not at all. */
export function originOf(mapping: Mapping, field: string, columns: Import["columns"]): "guessed" | "chosen" | "none" {
  const index = mapping[field];
  if (index === undefined) return "none";
  return columns.find((column) => column.index === index)?.guess === field ? "guessed" : "chosen";
}

/** A column's name for people: its head, else its letter as in a spreadsheet. */
export function columnName({ index, header }: Pick<Import["columns"][number], "index" | "header">): string {
  return header.trim() || letter(index);
}

function letter(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? letter(rest) : "") + String.fromCharCode(65 + (index % 26));
}
