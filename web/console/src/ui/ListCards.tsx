/** A list's rows on a telephone: each a card, the whole of it the way in. */
import { Checkbox } from "antd";
import type { Key, ReactNode } from "react";
import { Link } from "react-router";
import { useWords } from "../words/words";

interface Props<Row> {
  rows: Row[];
  rowKey: (row: Row) => string;
  rowName: (row: Row) => string;
  open: (row: Row) => string;
  card: (row: Row) => ReactNode;
  chosen?: Key[];
  bulkable?: (row: Row) => boolean;
  onChoose: (keys: Key[]) => void;
}

/** The cards. */
export function ListCards<Row>({ rows, rowKey, rowName, open, card, chosen, bulkable = () => true, onChoose }: Props<Row>) {
  const word = useWords();
  const choose = (key: string, isOn: boolean): void => onChoose(isOn ? [...(chosen ?? []), key] : (chosen ?? []).filter((one) => one !== key));
  return (
    <ul className="linecards">
      {rows.map((row) => (
        <li key={rowKey(row)}>
          {chosen && bulkable(row) ? <Checkbox className="linecard_choice" aria-label={word("list-select", { name: rowName(row) })} checked={chosen.includes(rowKey(row))} onChange={({ target }) => choose(rowKey(row), target.checked)} /> : null}
          <Link to={open(row)} className="linecard">{card(row)}</Link>
        </li>
      ))}
    </ul>
  );
}
