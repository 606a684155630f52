/** A record's fields, in the order in which things happen on site. */
import { Button, Form, type FormInstance, Input, Select } from "antd";
import { type ReactElement, type ReactNode, useState } from "react";
import { DateInput } from "../../ui/DateInput";
import { useDayFault } from "../../ui/day-range";
import { NEAR } from "../../ui/near";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { Answer, ClockInput, NotApplicable, Present, Results, Signed } from "./RecordParts";
import { type FormItem, type FormRow, RESULTS, type Visit, methodsOf } from "./calls";
import { type Values, isDeserted, unanswered } from "./form-values";

const LONGEST = 2_000;
const ABSENCE = 500;

interface AskProps {
  name: string | (string | number)[];
  label?: string;
  help?: string;
  required?: boolean;
  children: ReactElement;
}

/** A field without rules of its own: what is lacking the server says, of all fields at once. Only a day that can't be is told where it is typed. */
function Ask({ name, label, help, required, children }: AskProps) {
  return <Form.Item name={name} label={label} extra={help} required={required}>{children}</Form.Item>;
}

function Panel({ part, title, help, children }: { part: string; title: string; help?: string; children: ReactNode }) {
  return (
    <section className="panel" id={`part-${part}`} aria-labelledby={`title-${part}`}>
      <h2 id={`title-${part}`}>{title}</h2>
      {help ? <p className="fine">{help}</p> : null}
      {children}
    </section>
  );
}

/** All of it. What a press fills in, rather than a hand, is told by `onFill` as the form tells its changes. */
export function RecordForm({ visit, form, onFill }: { visit: Visit; form: FormInstance<Values>; onFill: (change: object) => void }) {
  const word = useWords();
  return (
    <>
      <Panel part="when" title={word("write-part-when")}>
        <div className="trio">
          <Visited />
          <Ask name="from" label={word("write-from")} required><ClockInput label={word("write-from")} /></Ask>
          <Ask name="to" label={word("write-to")} required><ClockInput label={word("write-to")} from={() => form.getFieldValue("from") as string | undefined} /></Ask>
        </div>
        <Ask name="place" label={word("write-place")} required><Input maxLength={LONGEST} showCount={NEAR} /></Ask>
        <Ask name="method" label={word("write-method")} required><Select options={methodsOf(visit).map((value) => ({ value, label: word(`method-${value}`) }))} /></Ask>
      </Panel>
      <Panel part="present" title={word("write-part-present")} help={word("write-present-help")}>
        <Ask name="present"><Present team={visit.team} /></Ask>
        <Absence visit={visit} form={form} />
      </Panel>
      {visit.items.map((item, at) => <Checklist key={item.code} item={item} at={at} form={form} onFill={onFill} />)}
      <Panel part="results" title={word("write-part-results")} help={word("write-results-help")}>
        <Ask name="results"><Results all={RESULTS} /></Ask>
        <Ask name="findings" label={word("write-findings")} help={word("write-findings-help")}><Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={LONGEST} showCount={NEAR} /></Ask>
      </Panel>
      <Panel part="subject" title={word("write-part-subject")} help={word("write-subject-help")}><Subject form={form} /></Panel>
    </>
  );
}

function Visited() {
  const word = useWords();
  const last = today();
  const fault = useDayFault();
  const check = (_rule: unknown, value: string | undefined): Promise<void> => {
    const found = fault(value, { last });
    return found === null ? Promise.resolve() : Promise.reject(new Error(found));
  };
  return <Form.Item name="visited" label={word("write-visited")} required rules={[{ validator: check }]} validateTrigger="onChange"><DateInput last={last} canClear={false} /></Form.Item>;
}

/** Why not everybody who was drawn was there; where everybody was there is nothing to say. */
function Absence({ visit, form }: { visit: Visit; form: FormInstance<Values> }) {
  const word = useWords();
  const present = Form.useWatch<string[] | undefined>("present", form) ?? [];
  if (visit.team.every(({ code }) => present.includes(code))) return null;
  return <Ask name="absent_why" label={word("write-absent-why")} help={word("write-absent-why-help")} required><Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={ABSENCE} showCount={NEAR} /></Ask>;
}

interface ChecklistProps {
  item: FormItem;
  at: number;
  form: FormInstance<Values>;
  onFill: (change: object) => void;
}

function Checklist({ item, at, form, onFill }: ChecklistProps) {
  const word = useWords();
  return (
    <Panel part={`item-${at}`} title={word("write-part-item", { code: item.code, name: item.name })} help={word("write-keys")}>
      <AllYes item={item} at={at} form={form} onFill={onFill} />
      {item.rows.map((row, place) => <Row key={place} row={row} path={["items", at, "rows", place]} no={place + 1} form={form} />)}
    </Panel>
  );
}

/** Answers what isn't answered yet with *yes*, at one press; the next press takes those answers back. What was answered by hand stays. */
function AllYes({ item, at, form, onFill }: ChecklistProps) {
  const word = useWords();
  const [filled, setFilled] = useState<number[]>([]);
  const said = Form.useWatch<Values["items"][number]["rows"] | undefined>(["items", at, "rows"], form);
  const open = unanswered(item.rows, said);
  if (open.length === 0 && filled.length === 0) return null;
  const put = (places: number[], tick: "yes" | null): void => {
    for (const place of places) form.setFieldValue(["items", at, "rows", place, "tick"], tick);
    onFill({ items: { [at]: { rows: Object.fromEntries(places.map((place) => [place, { tick }])) } } });
  };
  const press = (): void => {
    if (filled.length > 0) put(filled.filter((place) => said?.[place]?.tick === "yes"), null);
    else put(open, "yes");
    setFilled(filled.length > 0 ? [] : open);
  };
  return (
    <p className="filled">
      <Button onClick={press}>{filled.length > 0 ? word("write-all-undo", { n: filled.length }) : word("write-all-yes")}</Button>
      <span className="unseen" role="status">{filled.length > 0 ? word("write-all-done", { n: filled.length }) : ""}</span>
    </p>
  );
}

function Row({ row, path, no, form }: { row: FormRow; path: (string | number)[]; no: number; form: FormInstance<Values> }) {
  const word = useWords();
  const tick = Form.useWatch<string | null | undefined>([...path, "tick"], form);
  return (
    <div className="ask" data-answer={tick ?? undefined}>
      <p className="ask_said"><span className="ask_no" aria-hidden="true">{no}</span><span>{row.text}{row.basis ? <small>{row.basis}</small> : null}</span></p>
      {row.answer === "yes-no" ? <Ask name={[...path, "tick"]}><Answer label={row.text} /></Ask> : (
        <div className="ask_value">
          <Ask name={[...path, "value"]}><Input aria-label={row.text} placeholder={word("write-value")} maxLength={LONGEST} showCount={NEAR} disabled={tick === "not-applicable"} /></Ask>
          <Ask name={[...path, "tick"]}><NotApplicable label={row.text} /></Ask>
        </div>
      )}
      {tick === "no" ? (
        <Ask name={[...path, "found"]} label={word("write-found")} required><Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={LONGEST} showCount={NEAR} placeholder={word("write-found-help")} /></Ask>
      ) : null}
    </div>
  );
}

function Subject({ form }: { form: FormInstance<Values> }) {
  const word = useWords();
  const signing = Form.useWatch<string | null | undefined>(["subject", "signing"], form);
  const isNobody = isDeserted(Form.useWatch("results", form) ?? []);
  return (
    <>
      <Ask name={["subject", "who"]} label={word("write-who")} help={word("write-who-help")} required={!isNobody}><Input maxLength={LONGEST} showCount={NEAR} /></Ask>
      <Ask name={["subject", "statement"]} label={word("write-statement")} help={word("write-statement-help")}><Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} maxLength={LONGEST} showCount={NEAR} /></Ask>
      <Ask name={["subject", "signing"]} label={word("write-signing")} required={!isNobody}><Signed /></Ask>
      {signing === "refused" ? (
        <>
          <Ask name={["subject", "reason"]} label={word("write-refused-why")} required><Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={LONGEST} showCount={NEAR} /></Ask>
          <Ask name={["subject", "witness"]} label={word("write-witness")} help={word("write-witness-help")} required><Input maxLength={LONGEST} showCount={NEAR} /></Ask>
        </>
      ) : null}
    </>
  );
}
