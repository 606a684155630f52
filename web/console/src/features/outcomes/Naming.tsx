/** What an outcome is called, and where it stands. */
import { Mark } from "../../ui/Mark";
import { type Word, useWords } from "../../words/words";
import { type Row, TONES } from "./calls";

/** Its number: 责改〔2026〕第3号; nothing before it has one. */
export function numberOf({ kind, number }: Pick<Row, "kind" | "number">, word: Word): string | null {
  return number ? word(`outcome-number-${kind}`, { year: String(number.year), number: String(number.number) }) : null;
}

/** Its number, before it has one its kind. */
export function titleOf(row: Pick<Row, "kind" | "number">, word: Word): string {
  return numberOf(row, word) ?? word(`outcome-kind-${row.kind}`);
}

/** Its state. */
export function Standing({ row: { state } }: { row: Pick<Row, "state"> }) {
  const word = useWords();
  return <Mark tone={TONES[state]}>{word(`outcome-state-${state}`)}</Mark>;
}
