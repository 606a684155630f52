/** Who is left out by a rule, by name; those that the scheme names stand in the scheme. */
import { Pagination } from "antd";
import { useState } from "react";
import { useWordOf, useWords } from "../../words/words";
import type { Draw, Preview } from "./calls";
import { unnamed } from "./loads";

/** So many rows are shown at once. */
const ROWS = 20;

/** The list; of an unannounced draw, why there is none. */
export function RuledOut({ draw, seen }: { draw: Draw; seen: Preview }) {
  const word = useWords();
  const wordOf = useWordOf();
  const [page, setPage] = useState(1);
  const said = (reason: string): string => wordOf(`draw-reason-${reason}`) ?? reason;
  if (!seen.ruled_out) return draw.scheme.disclosure ? <p className="fine">{word("draw-ruled-out-kept")}</p> : null;
  const rows = seen.ruled_out;
  const more = unnamed(seen);
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{word("draw-ruled-out", { n: rows.length })}</summary>
      {more.length > 0 ? <p className="fine">{word("draw-ruled-out-most", { most: seen.ruled_out_most, more: more.map(([reason, count]) => word("draw-ruled-out-of", { reason: said(reason), count })).join(word("list-apart")) })}</p> : null}
      <table>
        <thead><tr>{["draw-ruled-out-name", "draw-code", "draw-left-why"].map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
        <tbody>{rows.slice((page - 1) * ROWS, page * ROWS).map(({ code, name, reason }) => <tr key={code}><th scope="row">{name}</th><td className="number">{code}</td><td>{said(reason)}</td></tr>)}</tbody>
      </table>
      {rows.length > ROWS ? <Pagination size="small" current={page} pageSize={ROWS} total={rows.length} showSizeChanger={false} onChange={setPage} /> : null}
    </details>
  );
}
