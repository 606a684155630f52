/** A record's fields, in the order in which things happen on site. */
import { Form, type FormInstance, Input, Select } from "antd";
import type { ReactElement, ReactNode } from "react";
import { DateInput } from "../../ui/DateInput";
import { useDayFault } from "../../ui/day-range";
import { NEAR } from "../../ui/near";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { Answer, ClockInput, NotApplicable, Present, Results, Signed } from "./RecordParts";
import { type FormItem, type FormRow, RESULTS, type Visit, methodsOf } from "./calls";
import { type Values, isDeserted } from "./form-values";

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

/** All of it. */
export function RecordForm({ visit, form }: { visit: Visit; form: FormInstance<Values> }) {
  const word = useWords();
  return (
    <>
      <Panel part="when" title={word("write-part-when")}>
        <div className="trio">
          <Visited />
          <Ask name="from" label={word("write-from")} required><ClockInput /></Ask>
          <Ask name="to" label={word("write-to")} required><ClockInput /></Ask>
        </div>
        <Ask name="place" label={word("write-place")} required><Input maxLength={LONGEST} showCount={NEAR} /></Ask>
        <Ask name="method" label={word("write-method")} required><Select options={methodsOf(visit).map((value) => ({ value, label: word(`method-${value}`) }))} /></Ask>
      </Panel>
      <Panel part="present" title={word("write-part-present")} help={word("write-present-help")}>
        <Ask name="present"><Present team={visit.team} /></Ask>
        <Absence visit={visit} form={form} />
      </Panel>
      {visit.items.map((item, at) => <Checklist key={item.code} item={item} at={at} form={form} />)}
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

function Checklist({ item, at, form }: { item: FormItem; at: number; form: FormInstance<Values> }) {
  const word = useWords();
  return (
    <Panel part={`item-${at}`} title={word("write-part-item", { code: item.code, name: item.name })} help={word("write-keys")}>
      {item.rows.map((row, place) => <Row key={place} row={row} path={["items", at, "rows", place]} no={place + 1} form={form} />)}
    </Panel>
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
