/** Whom a scheme names: left out, in pools, not to meet. Whoever approves it sees them all. */
import type { ReactNode } from "react";
import { Stacked } from "../../ui/Stacked";
import { type Word, useWordOf, useWords } from "../../words/words";
import type { Scheme } from "./calls";

/** The tables there are. */
export function Named({ scheme: { left_out, bench, recusals } }: { scheme: Scheme }) {
  const word = useWords();
  const wordOf = useWordOf();
  const why = (code: string): string => { const said = wordOf(`draw-why-${code}`); return said && said !== `draw-why-${code}` ? `${said}（${code}）` : code; };
  const tables: [title: string, heads: string[], rows: ReactNode[][]][] = [
    [word("draw-left-subjects"), ["draw-code", "draw-left-why"], left_out.map(({ code, reason }) => [code, why(reason)])],
    [word("draw-pools"), ["draw-pool-name", "draw-pool-unit", "draw-pool-qualification", "draw-pool-experts"], bench.pools.map((pool) => [pool.name, pool.unit || "—", pool.qualification || "—", pool.experts ? word("draw-yes") : "—"])],
    [word("draw-left-people"), ["draw-certificate", "draw-left-why"], bench.left_out.map(({ code, reason }) => [code, why(reason)])],
    [word("draw-pairs"), ["draw-certificate", "draw-code", "draw-left-why"], recusals.map(({ certificate, code, reason }) => [certificate, code, why(reason)])],
  ];
  return <>{tables.filter(([, , rows]) => rows.length > 0).map(([title, heads, rows]) => <Table key={title} title={title} heads={heads} rows={rows} word={word} />)}</>;
}

function Table({ title, heads, rows, word }: { title: string; heads: string[]; rows: ReactNode[][]; word: Word }) {
  return (
    <section className="compare" tabIndex={0} aria-label={title}>
      <h2>{title}</h2>
      <Stacked>
        <thead><tr>{heads.map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
        <tbody>{rows.map((row, at) => <tr key={at}>{row.map((cell, column) => (column === 0 ? <th key={column} scope="row">{cell}</th> : <td key={column}>{cell}</td>))}</tr>)}</tbody>
      </Stacked>
    </section>
  );
}
