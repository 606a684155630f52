/** How far a record is, and whether it is saved: beside the form, and in a bar that stays in sight. */
import { Button, Checkbox, Form, type FormInstance } from "antd";
import { useState } from "react";
import { Contents } from "../../ui/Contents";
import { beyond } from "../../ui/day-range";
import type { Fault } from "../../ui/faults";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { SaveState } from "./SaveState";
import type { Standing } from "./autosave";
import type { Visit } from "./calls";
import { partOf } from "./faults";
import { type Values, partsDone, progressOf } from "./form-values";

/** The tick without which nothing is handed in. */
const SURE = "record-sure";

/** What is known of that tick. */
export interface Sure {
  isSure: boolean;
  /** Whether somebody wanted to hand in without it. */
  isMissing: boolean;
  set: (isSure: boolean) => void;
  /** Hands in; without the tick it leads there instead. */
  handIn: () => void;
}

/** Handing in can't be taken back, so that it takes a deliberate yes. */
export function useSure(run: () => void): Sure {
  const [isSure, set] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const handIn = (): void => {
    if (isSure) return run();
    setAsked(true);
    document.getElementById(SURE)?.focus();
  };
  return { isSure, isMissing: isAsked && !isSure, set, handIn };
}

/** What handing in does, and the tick. */
export function HandIn({ sure }: { sure: Sure }) {
  const word = useWords();
  return (
    <section className="panel" aria-labelledby="record-submit">
      <h2 id="record-submit">{word("write-submit")}</h2>
      <p>{word("write-submit-effect")}</p>
      <Checkbox id={SURE} checked={sure.isSure} onChange={({ target }) => sure.set(target.checked)}>{word("write-sure")}</Checkbox>
      {sure.isMissing ? <p className="told_fault" role="alert">{word("write-sure-first")}</p> : null}
    </section>
  );
}

interface Props {
  form: FormInstance<Values>;
  begun: Values;
  visit: Visit;
}

/** What is typed now; before the form is there, what it begins with. */
function useTyped(form: FormInstance<Values>, begun: Values): Values {
  Form.useWatch([], form);
  const typed = form.getFieldsValue(true) as Partial<Values>;
  return typed.subject === undefined ? begun : (typed as Values);
}

/** The parts, each a way there; a tick where nothing seems to be lacking, and another mark where something was found to be. */
export function RecordParts({ form, begun, visit, faults }: Props & { faults: Fault[] }) {
  const word = useWords();
  const typed = useTyped(form, begun);
  const done = partsDone(typed, visit.team);
  const faulty = new Set(faults.map(({ path }) => partOf(path)));
  if (typed.visited && beyond(typed.visited, { last: today() })) faulty.add("when");
  const title = (part: string): string => (part.startsWith("item-") ? (visit.items[Number(part.slice("item-".length))]?.name ?? "") : word(`write-part-${part}`));
  return <Contents label={word("write-parts")} parts={[...done].map(([part, isDone]) => ({ id: part, title: title(part), isDone, isFaulty: faulty.has(part) }))} />;
}

/** The bar. */
export function RecordBar({ form, begun, save, isRunning }: Omit<Props, "visit"> & { save: { standing: Standing; at: string | null; isKept: boolean }; isRunning: boolean }) {
  const word = useWords();
  const { done, total, noes } = progressOf(useTyped(form, begun).items);
  return (
    <div className="record_bar">
      <div className="record_said">
        <SaveState {...save} />
        <p className="fine">{word("write-progress", { done, total, noes })}</p>
      </div>
      <Button type="primary" size="large" htmlType="submit" loading={isRunning}>{word("write-submit")}</Button>
    </div>
  );
}
