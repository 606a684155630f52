/** What is checked of an item, and how hard what is found is judged, as tables. */
import type { ReactNode } from "react";
import { Stacked } from "../../ui/Stacked";
import { useWords } from "../../words/words";
import type { ItemText } from "./calls";

interface Props {
  title: string;
  heads: string[];
  rows: ReactNode[][];
}

function Rows({ title, heads, rows }: Props) {
  return (
    <section className="compare" tabIndex={0} aria-label={title}>
      <h2>{title}</h2>
      <Stacked>
        <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        {/* The rows have no name of their own, and their order is the catalogue's. */}
        <tbody>{rows.map((cells, place) => <tr key={place}>{cells.map((cell, at) => <td key={heads[at]}>{cell}</td>)}</tr>)}</tbody>
      </Stacked>
    </section>
  );
}

/** The tables an item has. */
export function ItemTables({ text: { checklist, discretion } }: { text: ItemText }) {
  const word = useWords();
  return (
    <div className="aside">
      {checklist.length > 0 ? (
        <Rows
          title={word("item-checklist")} heads={[word("check-text"), word("check-answer"), word("check-basis")]}
          rows={checklist.map((row) => [row.text, word(`answer-${row.answer}`), row.basis])}
        />
      ) : null}
      {discretion.length > 0 ? (
        <Rows
          title={word("item-discretion")} heads={[word("discretion-violation"), word("discretion-grade"), word("discretion-range"), word("discretion-basis")]}
          rows={discretion.map((row) => [row.violation, word(`grade-${row.grade}`), row.range, row.basis])}
        />
      ) : null}
    </div>
  );
}
