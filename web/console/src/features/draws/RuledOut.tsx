/** Who is left out by a rule, by name; those that the scheme names stand in the scheme. All of them are a file, and taking it is on record. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Pagination } from "antd";
import { useState } from "react";
import { KEY_HEADER } from "../../api/client";
import { newKey } from "../../api/key";
import { Stacked } from "../../ui/Stacked";
import { useDownload } from "../../ui/useDownload";
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
      <AsFile draw={draw} />
      <Stacked>
        <thead><tr>{["draw-ruled-out-name", "draw-code", "draw-left-why"].map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
        <tbody>{rows.slice((page - 1) * ROWS, page * ROWS).map(({ code, name, reason }) => <tr key={code}><th scope="row">{name}</th><td className="number">{code}</td><td>{said(reason)}</td></tr>)}</tbody>
      </Stacked>
      {rows.length > ROWS ? <Pagination size="small" current={page} pageSize={ROWS} total={rows.length} showSizeChanger={false} onChange={setPage} /> : null}
    </details>
  );
}

/** All of them, by the registries as they are when the button is pressed. */
function AsFile({ draw: { id, version } }: { draw: Draw }) {
  const word = useWords();
  const { run, isRunning } = useDownload();
  const take = (): void => {
    const init = { method: "POST", body: JSON.stringify({ version }), headers: { "Content-Type": "application/json", [KEY_HEADER]: newKey() } };
    void run({ path: `/api/v1/draws/${id}/ruled-out`, name: `${id}-ruled-out.csv`, init });
  };
  return (
    <div className="form_buttons">
      <Button icon={<DownloadOutlined aria-hidden />} loading={isRunning} onClick={take}>{word("draw-ruled-out-file")}</Button>
      <span className="fine">{word("draw-ruled-out-file-help")}</span>
    </div>
  );
}
