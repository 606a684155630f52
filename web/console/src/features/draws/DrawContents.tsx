/** The parts of a scheme's form, beside it. */
import { Form, type FormInstance } from "antd";
import { Contents } from "../../ui/Contents";
import type { Fault } from "../../ui/faults";
import { useWords } from "../../words/words";
import { type FormPart, PARTS, partOf, partsDone } from "./form-parts";
import type { Values } from "./scheme-values";

interface Props<V extends Values> {
  form: FormInstance<V>;
  /** What the form begins with, until it is there. */
  begun: V;
  faults: Fault[];
  hasRates: boolean;
  /** Whether a line of the plan has settled what the form then shows folded, behind what is still to be seen to. */
  isFromPlan?: boolean;
}

/** What a line of the plan settles. */
const SETTLED: FormPart[] = ["strata", "exclusions", "people"];

/** The list. */
export function DrawContents<V extends Values>({ form, begun, faults, hasRates, isFromPlan = false }: Props<V>) {
  const word = useWords();
  Form.useWatch([], form);
  const typed = form.getFieldsValue(true) as Partial<V>;
  const done = partsDone(typed.seats === undefined ? begun : (typed as V), hasRates);
  const faulty = new Set(faults.map(({ path }) => partOf(path)));
  const isFolded = (id: FormPart): boolean => isFromPlan && SETTLED.includes(id);
  const order = [...PARTS].sort((one, other) => Number(isFolded(one)) - Number(isFolded(other)));
  const title = (id: FormPart): string => (isFolded(id) ? word("draw-part-folded", { part: word(`draw-part-${id}`) }) : word(`draw-part-${id}`));
  // What is folded nobody has looked at yet, so that it has no tick.
  const parts = order.map((id) => ({ id, title: title(id), isDone: done[id] && !isFolded(id), isFaulty: faulty.has(id) }));
  return <Contents label={word("draw-parts")} parts={[...parts, { id: "preview", title: word("draw-part-preview"), isDone: false, isFaulty: false, isLater: true }]} />;
}
