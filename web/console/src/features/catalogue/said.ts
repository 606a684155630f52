/** What an item says, as text for people. */
import type { Values, Word } from "../../words/words";
import type { ItemText } from "./calls";
import { rateText } from "./rate";

/** How often, in one line. */
export function frequencyText({ at_least: least, at_most: most, note }: ItemText["frequency"], word: Word): string {
  const said = ((): string => {
    if (least && most) return least === most ? word("frequency-exact", { n: least }) : word("frequency-between", { least, most });
    if (least) return word("frequency-least", { n: least });
    return most ? word("frequency-most", { n: most }) : "";
  })();
  return [said, note].filter(Boolean).join("，");
}

/** Which words name the columns of a sheet. */
const COLUMNS: Record<string, string> = { items: "item", checklist: "check", discretion: "discretion" };

/** Where in a file something is wrong: the server writes `items.2.rate` for a sheet, a row as a spreadsheet counts, and a column. */
export function faultPlace(field: string, wordOf: (key: string, values?: Values) => string | null): string {
  const [sheet, row, column] = field.split(".");
  const [sheetName, columnName] = [wordOf(`sheet-${sheet}`), wordOf(`${COLUMNS[sheet]}-${column}`)];
  return sheetName && columnName ? (wordOf("catalogue-fault-place", { sheet: sheetName, row, column: columnName }) ?? field) : "";
}

/** One field of an item, one line a row. */
export function fieldText(field: string, value: unknown, word: Word): string {
  const text = { [field]: value } as unknown as ItemText;
  switch (field) {
    case "bases": return text.bases.map(({ law, article }) => law + article).join("\n");
    case "methods": return text.methods.map((method) => word(`method-${method}`)).join("、");
    case "class": return word(`class-${text.class}`);
    case "rate": return rateText(text.rate);
    case "frequency": return frequencyText(text.frequency, word);
    case "materials": return text.materials.join("\n");
    case "checklist": return text.checklist.map((row) => `${row.text}（${word(`answer-${row.answer}`)}，${row.basis}）`).join("\n");
    case "discretion": return text.discretion.map((row) => `${row.violation}：${word(`grade-${row.grade}`)}，${row.range}（${row.basis}）`).join("\n");
    default: return String(value ?? "");
  }
}
