/** The one shape of all forms: one column, faults beside the field and in a summary on top, nothing typed is lost. */
import { Button, Form, type FormInstance } from "antd";
import { type ReactNode, createContext, useContext, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { problemIn } from "../api/problem";
import { useWords } from "../words/words";
import { DraftOffer, FaultSummary, RefusalBox, StaleDialog } from "./FormParts";
import { PageHead, type Parent } from "./PageHead";
import { type Fault, faultsIn, faultsOfRules } from "./faults";
import { LeaveWarning } from "./LeaveWarning";
import { useAct } from "./useAct";
import { windowShelf } from "./drafts";
import { useDraft } from "./useDraft";

/** Everything that makes one form different from another. */
export interface FormPageProps<V extends object, R> {
  /** The form's name, by which its draft is found: with the id of what it edits. */
  name: string;
  title: string;
  help?: ReactNode;
  parent?: Parent;
  initial: V;
  /** Faults that were found elsewhere, to be mended here. */
  faults?: Fault[];
  /** Fields that are never kept in a draft. */
  secrets?: string[];
  /** Where drafts are kept: on this computer, or where they hold what mustn't lie there, in this window alone. */
  draftsIn?: "computer" | "window";
  submitLabel: string;
  /** False where there is nothing to go back to. */
  canCancel?: boolean;
  submit: (values: V, key: string) => Promise<R>;
  /** What comes when it is saved; `isEarly` where a part of the form wanted it before all of it was there. */
  onDone: (result: R, isEarly: boolean) => void;
  /** Fetches the newest version after `stale`; what was typed is offered as a draft. */
  onReload?: () => void;
  /** What stands beside a long form: its parts, by what is typed and what is at fault. */
  contents?: (form: FormInstance<V>, faults: Fault[]) => ReactNode;
  children: ReactNode | ((form: FormInstance<V>) => ReactNode);
}

/** Saves what is typed before all of it is there: only these fields are judged. */
export type SaveEarly = (fields: readonly string[]) => void;

const Early = createContext<SaveEarly>(() => undefined);

/** For a part of a form that needs what is typed to be saved before it can go on. */
export function useSaveEarly(): SaveEarly {
  return useContext(Early);
}

/** What a form's own rules found. */
interface Failed {
  errorFields: { name: (string | number)[]; errors: string[] }[];
}

/** A form. */
export function FormPage<V extends object, R>(props: FormPageProps<V, R>) {
  const { name, title, help, parent, initial, secrets, draftsIn = "computer", submitLabel, canCancel = true } = props;
  const word = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<V>();
  const draft = useDraft(form, { name, initial, secrets, shelf: draftsIn === "window" ? windowShelf : undefined });
  const isEarly = useRef(false);
  const sending = useSending(props, form, () => { draft.done(); return isEarly.current; });
  const { act, faults } = sending;
  const save = (early: boolean): void => {
    isEarly.current = early;
    act.run();
  };
  const fail = ({ errorFields }: Failed): void => sending.setFaults(faultsOfRules(errorFields, form));
  const saveEarly: SaveEarly = (fields) => void form.validateFields([...fields] as never).then(() => save(true), fail);
  return (
    <article className={props.contents ? "formpage has_contents" : "formpage"}>
      <PageHead title={title} help={help} parent={parent} />
      <LeaveWarning when={draft.isDirty && act.result === undefined} isSent={draft.isSent} text={word(`leave-do-${draftsIn}`)} />
      {draft.offer ? <DraftOffer at={draft.offer.at} onRestore={draft.restore} onDrop={draft.drop} /> : null}
      {faults.length > 0 ? <FaultSummary faults={faults} onGo={(path) => goTo(form, path)} /> : null}
      {act.error && faults.length === 0 ? <RefusalBox error={act.error} takesFocus={!sending.isStale} /> : null}
      <Beside contents={props.contents?.(form, faults)}>
        <Form<V>
          form={form} name="form" layout="vertical" requiredMark initialValues={initial} disabled={draft.offer !== null || act.isRunning}
          onValuesChange={draft.note} onFinish={() => save(false)} onFinishFailed={fail}
          autoComplete="off" className="form"
        >
          <Early.Provider value={saveEarly}>{typeof props.children === "function" ? props.children(form) : props.children}</Early.Provider>
          <div className="form_buttons">
            <Button type="primary" htmlType="submit" loading={act.isRunning}>{submitLabel}</Button>
            {canCancel ? <Button onClick={() => void (parent ? navigate(parent.to) : navigate(-1))} disabled={act.isRunning}>{word("cancel")}</Button> : null}
            {draft.keptAt ? <span className="fine" role="status">{word(`draft-kept-${draftsIn}`)}</span> : null}
          </div>
        </Form>
      </Beside>
      <StaleDialog open={sending.isStale} onStay={() => sending.setStale(false)} onReload={props.onReload && (() => { sending.setStale(false); props.onReload?.(); })} />
    </article>
  );
}

/** The form, beside its contents where it has some. */
function Beside({ contents, children }: { contents?: ReactNode; children: ReactNode }) {
  return contents === undefined ? children : <div className="record_grid">{contents}{children}</div>;
}

/** `finished` says whether it was saved early. */
function useSending<V extends object, R>(props: FormPageProps<V, R>, form: FormInstance<V>, finished: () => boolean) {
  const [faults, setFaults] = useState<Fault[]>(props.faults ?? []);
  // Beside their fields too, once those are there; what is typed later is another matter.
  useEffect(() => void form.setFields((props.faults ?? []).map(({ path, message }) => ({ name: path as never, errors: [message] }))), []);
  const [isStale, setStale] = useState(false);
  const send = async (key: string): Promise<R> => {
    setFaults([]);
    try {
      return await props.submit(form.getFieldsValue(true) as V, key);
    } catch (error) {
      const problem = problemIn(error);
      setFaults(faultsIn(problem, form));
      setStale(problem.code === "stale");
      throw error;
    }
  };
  const act = useAct(send, (result) => props.onDone(result, finished()));
  return { act, faults, setFaults, isStale, setStale };
}

function goTo<V>(form: FormInstance<V>, path: (string | number)[]): void {
  // Nobody is led to what is folded away.
  for (const fold of document.querySelectorAll<HTMLDetailsElement>(".formpage details:not([open])")) fold.open = true;
  form.scrollToField(path as never, { block: "center" });
  (form.getFieldInstance(path as never) as { focus?: () => void } | undefined)?.focus?.();
}
