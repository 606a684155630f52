/** The lines of a draft, edited as a table. All of them are saved at once, or none. */
import { Button, Input, InputNumber, Select } from "antd";
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import { problemIn } from "../../api/problem";
import { LeaveWarning } from "../../ui/LeaveWarning";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { NEAR } from "../../ui/near";
import { useAct } from "../../ui/useAct";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfPlan, parentOf, useToPlan } from "./OfPlan";
import { type Choices, type Whole, useChoices } from "./calls";
import { RISKS, type Typed, flawsOf, fresh, sent, typed } from "./draft-lines";

const DOMAINS = ["enterprise", "agriculture", "education", "medical", "tourism"] as const;
const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1);

/** The page. */
export function LinesPage() {
  return <OfPlan>{(whole) => <Known key={whole.plan.version} whole={whole} />}</OfPlan>;
}

function Known({ whole }: { whole: Whole }) {
  const word = useWords();
  const { data, error, refetch } = useChoices(whole.plan.id);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  return data ? <Editor whole={whole} choices={data} /> : <p role="status">{word("loading")}</p>;
}

function Editor({ whole: { plan, lines: before }, choices }: { whole: Whole; choices: Choices }) {
  const word = useWords();
  const navigate = useNavigate();
  const leave = useToPlan();
  const next = useRef(before.length);
  const [lines, setLines] = useState<Typed[]>(() => before.map(({ line }, key) => typed(line, key)));
  const [isDirty, setDirty] = useState(false);
  const [isTried, setTried] = useState(false);
  const isSent = useRef(false);
  const save = useAct(
    (key) => ask(api.POST("/api/v1/plans/{id}/lines", { ...at(plan.id), body: { lines: lines.map(sent), version: plan.version }, ...keyed(key) })),
    () => { isSent.current = true; leave(plan.id); },
  );
  const change = (changed: Typed[]): void => { setLines(changed); setDirty(true); };
  const flaws = flawsOf(lines);
  const add = (): void => change([...lines, fresh(next.current++, choices.edition ?? "", plan.organisation)]);
  const submit = (): void => { setTried(true); if (flaws.length === 0) save.run(); };
  return (
    <article>
      <PageHead title={word("plan-lines-edit")} help={word("plan-lines-help")} parent={parentOf(plan, word)} />
      <LeaveWarning when={isDirty && save.result === undefined} isSent={isSent} text={word("plan-lines-leave")} />
      {isTried && flaws.length > 0 ? <Faults faults={flaws.map(({ line, key }) => word("plan-line-fault", { line, fault: word(key) }))} /> : null}
      {save.error ? <Refused error={save.error} /> : null}
      {choices.edition ? null : <p role="alert">{word("plan-no-edition")}</p>}
      <div className="plan_lines">
        {lines.map((line, place) => (
          <LineCard
            key={line.key} place={place + 1} line={line} choices={choices}
            onChange={(changed) => change(lines.map((one) => (one.key === line.key ? changed : one)))}
            onRemove={() => change(lines.filter((one) => one.key !== line.key))}
          />
        ))}
      </div>
      <div className="form_buttons">
        <Button icon={<PlusOutlined aria-hidden />} disabled={!choices.edition || lines.length >= 200} onClick={add}>{word("plan-line-add")}</Button>
        <Button type="primary" loading={save.isRunning} disabled={!isDirty} onClick={submit}>{word("save")}</Button>
        <Button onClick={() => void navigate(`/plans/${plan.id}`)}>{word("cancel")}</Button>
      </div>
    </article>
  );
}

function Faults({ faults }: { faults: string[] }) {
  return <div role="alert" className="faults"><ul>{faults.map((fault) => <li key={fault}>{fault}</li>)}</ul></div>;
}

/** The server's refusal: fault by fault where it names lines, whole otherwise. */
function Refused({ error }: { error: unknown }) {
  const word = useWords();
  const faults = (problemIn(error).fields ?? []).map(({ field, message }) => {
    const line = /^lines\.(\d+)\./.exec(field)?.[1];
    return line ? word("plan-line-fault", { line: Number(line), fault: message }) : message;
  });
  return faults.length > 0 ? <Faults faults={faults} /> : <ProblemView error={error} />;
}

interface CardProps {
  place: number;
  line: Typed;
  choices: Choices;
  onChange: (line: Typed) => void;
  onRemove: () => void;
}

function LineCard({ place, line, choices, onChange, onRemove }: CardProps) {
  const word = useWords();
  const set = (part: Partial<Typed>): void => onChange({ ...line, ...part });
  const named = (key: string): { "aria-label": string } => ({ "aria-label": word("plan-line-field", { line: place, field: word(key) }) });
  const items = choices.items.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
  // A line of an earlier edition keeps its item until another is chosen, which is one of the edition in force.
  const known = line.item && !items.some(({ value }) => value === line.item) ? [{ value: line.item, label: line.item }, ...items] : items;
  const methods = choices.items.find(({ code }) => code === line.item)?.methods ?? [line.method];
  const chooseItem = (item: string): void => {
    const able = choices.items.find(({ code }) => code === item)?.methods ?? [];
    set({ item, edition: choices.edition ?? line.edition, method: able.includes(line.method) ? line.method : (able[0] ?? line.method) });
  };
  return (
    <section className="plan_line" aria-label={word("plan-line-nth", { line: place })}>
      <div className="plan_line_head">
        <strong>{place}</strong>
        <Select {...named("plan-item")} className="plan_item" showSearch={{ optionFilterProp: "label" }} placeholder={word("plan-item")} value={line.item} options={known} onChange={chooseItem} />
        <Button icon={<DeleteOutlined aria-hidden />} aria-label={word("plan-line-remove", { line: place })} onClick={onRemove} />
      </div>
      <div className="plan_line_fields">
        <Labelled label={word("plan-domains")}><Select {...named("plan-domains")} mode="multiple" value={line.domains} placeholder={word("plan-all")} options={DOMAINS.map((value) => ({ value, label: word(`subject-domain-${value}`) }))} onChange={(domains) => set({ domains })} /></Labelled>
        {(["regions", "industries", "tags"] as const).map((list) => (
          <Labelled key={list} label={word(`plan-${list}`)}><Select {...named(`plan-${list}`)} mode="tags" open={false} suffixIcon={null} value={line[list]} placeholder={word("plan-all")} tokenSeparators={[",", "，", "、", " "]} onChange={(values: string[]) => set({ [list]: values })} /></Labelled>
        ))}
        {RISKS.map((risk) => (
          <Labelled key={risk} label={word("plan-rate-and-least", { risk })}>
            <span className="plan_rate">
              <Input {...named(`plan-class-${risk}`)} value={line.rates[risk]} placeholder={word("plan-not-drawn")} onChange={({ target }) => set({ rates: { ...line.rates, [risk]: target.value } })} />
              <InputNumber aria-label={word("plan-line-minimum", { line: place, risk })} min={0} max={1_000_000} precision={0} value={line.minimums[risk]} onChange={(value) => set({ minimums: { ...line.minimums, [risk]: value ?? 0 } })} />
            </span>
          </Labelled>
        ))}
        <Labelled label={word("plan-months")}><Select {...named("plan-months")} mode="multiple" value={line.months} options={MONTHS.map((value) => ({ value, label: String(value) }))} onChange={(months: number[]) => set({ months: [...months].sort((a, b) => a - b) })} /></Labelled>
        <Labelled label={word("plan-organisation")}><Select {...named("plan-organisation")} value={line.organisation} options={choices.organisations.map(({ id, name }) => ({ value: id, label: name }))} onChange={(organisation) => set({ organisation })} /></Labelled>
        <Labelled label={word("plan-seats")}><InputNumber {...named("plan-seats")} min={2} max={10} precision={0} value={line.seats} onChange={(seats) => set({ seats: seats ?? 2 })} /></Labelled>
        <Labelled label={word("plan-method")}><Select {...named("plan-method")} value={line.method} options={methods.map((value) => ({ value, label: word(`method-${value}`) }))} onChange={(method) => set({ method })} /></Labelled>
        <Labelled label={word("plan-line-note")}><Input {...named("plan-line-note")} maxLength={200} showCount={NEAR} value={line.note} onChange={({ target }) => set({ note: target.value })} /></Labelled>
      </div>
    </section>
  );
}

function Labelled({ label, children }: { label: string; children: React.ReactNode }) {
  return <div className="plan_field"><span className="fine" aria-hidden="true">{label}</span>{children}</div>;
}
