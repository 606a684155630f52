/** What an item says, as text for people. */
import type { Word } from "../../words/words";
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
