/** An outcome on a card: of whom, what, until when. For a telephone, and for the visit's page. */
import { useWords } from "../../words/words";
import { Due } from "./Due";
import { Standing, numberOf } from "./Naming";
import type { Row } from "./calls";

/** The card's inside; the list makes it the way to the outcome. */
export function OutcomeLine({ row, head = row.name }: { row: Row; head?: string }) {
  const word = useWords();
  return (
    <>
      <span className="linecard_head"><strong>{head}</strong><Standing row={row} /></span>
      {head === row.name ? <span className="linecard_row">{word(`outcome-kind-${row.kind}`)} <span className="number">{numberOf(row, word)}</span></span> : null}
      {row.due ? <span className="linecard_foot"><span>{word("outcomes-due")}</span><span><Due row={row} /></span></span> : null}
    </>
  );
}
