/** Chooses the findings an outcome is about: the rows that were answered *no*. */
import { Checkbox } from "antd";
import type { Finding } from "./findings";

interface Props {
  id?: string;
  all: Finding[];
  value?: string[];
  onChange?: (keys: string[]) => void;
}

/** The choice; a form gives it id, value and onChange. */
export function FindingsInput({ id, all, value, onChange }: Props) {
  const options = all.map(({ key, item, question, found }) => ({ value: key, label: <><span className="number">{item}</span> {question}{found ? <small className="lines">{found}</small> : null}</> }));
  return <div id={id}><Checkbox.Group className="findingchoice" value={value} onChange={onChange} options={options} /></div>;
}
