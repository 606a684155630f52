/** How far a record is, and whether it is saved: beside the form, and in a bar that stays in sight. */
import { CheckOutlined, ExclamationOutlined } from "@ant-design/icons";
import { Button, Form, type FormInstance } from "antd";
import { beyond } from "../../ui/day-range";
import type { Fault } from "../../ui/faults";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { SaveState } from "./SaveState";
import type { Standing } from "./autosave";
import type { Visit } from "./calls";
import { partOf } from "./faults";
import { type Values, partsDone, progressOf } from "./form-values";

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
  return (
    <nav className="record_parts" aria-label={word("write-parts")}>
      <ol>
        {[...done].map(([part, isDone]) => (
          <li key={part} data-done={isDone && !faulty.has(part)} data-faulty={faulty.has(part)}>
            <a href={`#part-${part}`}>
              <span className="record_tick">{faulty.has(part) ? <ExclamationOutlined aria-label={word("write-part-faulty")} /> : isDone ? <CheckOutlined aria-label={word("write-part-done")} /> : null}</span>
              {part.startsWith("item-") ? (visit.items[Number(part.slice("item-".length))]?.name ?? "") : word(`write-part-${part}`)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
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
