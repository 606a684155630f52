/** Until when an outcome is due. */
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import type { Row } from "./calls";

/** The day, and that it is over. */
export function Due({ row: { due, overdue } }: { row: Pick<Row, "due" | "overdue"> }) {
  const word = useWords();
  return <><DateText value={due} />{overdue ? <> <Mark tone="bad">{word("outcomes-overdue")}</Mark></> : null}</>;
}
