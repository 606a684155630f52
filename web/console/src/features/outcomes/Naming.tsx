/** What an outcome is called, and where it stands. */
import { Mark } from "../../ui/Mark";
import { type Word, useWords } from "../../words/words";
import { type Row, TONES } from "./calls";

/** Its number: 〔2026〕第3号; nothing before it has one. */
export function numberOf({ number }: Pick<Row, "number">, word: Word): string | null {
  return number ? word("outcomes-number-is", { year: String(number.year), number: String(number.number) }) : null;
}

/** Its kind, with its number where it has one: 责令改正〔2026〕第3号. */
export function titleOf(row: Pick<Row, "kind" | "number">, word: Word): string {
  return `${word(`outcomes-kind-${row.kind}`)}${numberOf(row, word) ?? ""}`;
}

/** Its state. */
export function Standing({ row: { state } }: { row: Pick<Row, "state"> }) {
  const word = useWords();
  return <Mark tone={TONES[state]}>{word(`outcomes-state-${state}`)}</Mark>;
}
