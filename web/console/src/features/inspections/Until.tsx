/** Until when a visit is to be made. */
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import type { Row } from "./calls";

/** The last day, and that it is over. */
export function Until({ row: { last_day, overdue } }: { row: Pick<Row, "last_day" | "overdue"> }) {
  const word = useWords();
  return <><DateText value={last_day} />{overdue ? <> <Mark tone="bad">{word("visits-overdue")}</Mark></> : null}</>;
}
