/** The parts of a scheme's form, beside it. */
import { Form, type FormInstance } from "antd";
import { Contents } from "../../ui/Contents";
import type { Fault } from "../../ui/faults";
import { useWords } from "../../words/words";
import { PARTS, partOf, partsDone } from "./form-parts";
import type { Values } from "./scheme-values";

interface Props<V extends Values> {
  form: FormInstance<V>;
  /** What the form begins with, until it is there. */
  begun: V;
  faults: Fault[];
  hasRates: boolean;
}

/** The list. */
export function DrawContents<V extends Values>({ form, begun, faults, hasRates }: Props<V>) {
  const word = useWords();
  Form.useWatch([], form);
  const typed = form.getFieldsValue(true) as Partial<V>;
  const done = partsDone(typed.seats === undefined ? begun : (typed as V), hasRates);
  const faulty = new Set(faults.map(({ path }) => partOf(path)));
  const parts = PARTS.map((id) => ({ id, title: word(`draw-part-${id}`), isDone: done[id], isFaulty: faulty.has(id) }));
  return <Contents label={word("draw-parts")} parts={[...parts, { id: "preview", title: word("draw-part-preview"), isDone: false, isFaulty: false, isLater: true }]} />;
}
