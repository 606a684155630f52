/** A new draw, or what a draft says besides its rates. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { useLocation, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { DateInput } from "../../ui/DateInput";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { ProblemView } from "../../ui/ProblemView";
import type { Fault } from "../../ui/faults";
import { NEAR } from "../../ui/near";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { keyed } from "../accounts/calls";
import { CountedStrata } from "./CountedStrata";
import { DrawContents } from "./DrawContents";
import { LeftOutSubjects, PeopleTables } from "./NamedFields";
import { NewFollowing } from "./NewFollowing";
import { NewFromPlan } from "./NewFromPlan";
import { OfDraw, parentOf, useToDraft } from "./OfDraw";
import { type Draw, type PartyDraft, useItems } from "./calls";
import type { FormPart } from "./form-parts";
import { tableKey } from "./lack-words";
import { namedBefore } from "./party-names";
import { type Values, bandsOf, blank, partiesOf, placeOf, schemeOf, SHARES, valuesOf } from "./scheme-values";

const DOMAINS = ["enterprise", "agriculture", "education", "medical", "tourism"] as const;
const RISKS = ["A", "B", "C", "D"] as const;
const BANDS = [6, 12, 24, 36, 60] as const;
const ROUNDINGS = ["at-least", "exact"] as const;
const AXES = ["risk", "domain", "region", "complaints"] as const;

type Items = NonNullable<ReturnType<typeof useItems>["data"]>;

/** The published catalogue first: without it nothing can be inspected. */
export function WithItems({ children }: { children: (items: Items) => React.ReactElement }) {
  const word = useWords();
  const { data, error, refetch } = useItems();
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  return data ? children(data) : <p role="status">{word("loading")}</p>;
}

/** A part of the form, to which the list beside it leads. */
function Part({ part, children }: { part: FormPart; children: React.ReactNode }) {
  const word = useWords();
  return <section id={`part-${part}`} className="formpart" aria-labelledby={`title-${part}`}><h2 id={`title-${part}`}>{word(`draw-part-${part}`)}</h2>{children}</section>;
}

/** All that a scheme says but its rates. What a line of the plan has settled stands folded behind what is still to be seen to. `counted` is the draft whose strata are shown. */
export function Fields({ items, line, counted }: { items: Items; line?: number; counted?: Draw }) {
  const word = useWords();
  const isFromPlan = line !== undefined;
  return (
    <>
      <Part part="scope">
        <Field name="task" label={word("draws-task")} help={word("draw-task-help")} required><Input maxLength={120} showCount={NEAR} /></Field>
        <Field name="items" label={word("draw-items")} help={word(items.edition ? "draw-items-help" : "draw-items-none")} required>
          <Select mode="multiple" showSearch={{ optionFilterProp: "label" }} options={items.items.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))} />
        </Field>
        <Field name="from" label={word("draw-from")} help={word("draw-from-help")} required><DateInput first={today()} /></Field>
        <Field name="to" label={word("draw-to")} required check={(to, other) => (to < String(other("from") ?? "") ? word("draw-to-early") : null)}><DateInput first={today()} /></Field>
        {isFromPlan ? null : <Scope />}
      </Part>
      {isFromPlan ? <Seed /> : null}
      {isFromPlan ? <details className="folded"><summary>{word("draw-from-plan-folded", { line })}</summary><Scope /><Settled counted={counted} /></details> : <Settled counted={counted} />}
      {isFromPlan ? null : <Seed />}
    </>
  );
}

/** Whom it is about. */
function Scope() {
  const word = useWords();
  return (
    <>
      <Field name="domains" label={word("draw-domains")} help={word("draw-none-is-all")}><Select mode="multiple" options={DOMAINS.map((value) => ({ value, label: word(`subject-domain-${value}`) }))} /></Field>
      <Field name="risks" label={word("draw-risks")} help={word("draw-none-is-all")}><Select mode="multiple" options={RISKS.map((value) => ({ value, label: value }))} /></Field>
      <Field name="regions" label={word("draw-regions")} help={word("draw-regions-help")}><Typed /></Field>
      <Field name="industries" label={word("draw-industries")} help={word("draw-industries-help")}><Typed /></Field>
      <Field name="tags" label={word("draw-tags")} help={word("draw-none-is-all")}><Typed /></Field>
    </>
  );
}

/** When it becomes public, and who reveals. */
function Seed() {
  const word = useWords();
  return (
    <Part part="seed">
      <Field name="disclosure" label={word("draw-disclose-on")} help={word("draw-disclose-help")}><DateInput first={today()} /></Field>
      <Parties />
    </Part>
  );
}

/** Strata, who is left out, and who goes. */
function Settled({ counted }: { counted?: Draw }) {
  const word = useWords();
  return (
    <>
      <Part part="strata">
        <p className="fine">{word("draw-part-strata-help")}</p>
        <Field name="axes" label={word("draw-axes")} help={word("draw-axes-help")}><Checkbox.Group options={AXES.map((value) => ({ value, label: word(`draw-axis-${value}`) }))} /></Field>
        <Field name="visited" label={word("draw-visited")} help={word("draw-visited-help")} check={(value) => (bandsOf(value as unknown as string[]) ? null : word("draw-visited-form"))}>
          <Select mode="tags" tokenSeparators={[",", "，", " "]} options={BANDS.map((months) => ({ value: String(months), label: word("draw-visited-months", { months }) }))} />
        </Field>
        <Field name="rounding" label={word("draw-rounding")} help={word("draw-rounding-help")}><Radio.Group options={ROUNDINGS.map((value) => ({ value, label: word(`draw-rounding-${value}`) }))} /></Field>
        <CountedStrata draw={counted} />
      </Part>
      <Part part="exclusions">
        <Field name="visits_most" label={word("draw-visits-most")} help={word("draw-visits-most-help")}><InputNumber min={1} max={366} precision={0} /></Field>
        <Field name="cooldown_days" label={word("draw-cooldown")} help={word("draw-cooldown-help")}><InputNumber min={0} max={3660} precision={0} /></Field>
        <LeftOutSubjects />
      </Part>
      <Part part="people">
        <Field name="fields" label={word("draw-fields")} help={word("draw-fields-help")}><Typed /></Field>
        <PeopleTables />
        <Field name="slack" label={word("draw-slack")} help={word("draw-slack-help")} required><InputNumber min={0} max={1000} precision={0} /></Field>
        <Field name="capacity" label={word("draw-capacity")} required><InputNumber min={1} max={1000} precision={0} /></Field>
        <Field name="reserves" label={word("draw-reserves")} help={word("draw-reserves-help")} required><InputNumber min={0} max={1000} precision={0} /></Field>
      </Part>
    </>
  );
}

/** Words one types, several in one field. */
function Typed(props: { id?: string; value?: string[]; onChange?: (value: string[]) => void }) {
  return <Select {...props} mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", "，", " "]} />;
}

function Parties() {
  const word = useWords();
  // A secret is shared where the draw isn't announced at once; else there is none.
  const hasSecret = Form.useWatch<string | null>("disclosure") != null;
  return (
    <>
      <h3>{word("draw-parties")}</h3>
      <p>{word("draw-parties-help")}</p>
      <Form.List name="parties">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }, at) => (
              <section key={key} className="draw_party" aria-label={word("draw-party-nth", { n: at + 1 })}>
                <Field name={[name, "name"]} label={word("draw-party-name", { n: at + 1 })} required check={(_name, other) => (namedBefore((other("parties") as PartyDraft[] | undefined) ?? [], at) ? word("draw-party-twice", { n: at + 1 }) : null)}><Input maxLength={120} showCount={NEAR} /></Field>
                <Field name={[name, "outside"]} label={word("draw-party-place", { n: at + 1 })} valueProp="checked"><Checkbox>{word("draw-outside")}</Checkbox></Field>
                <Field name={[name, "holds"]} label={word("draw-party-share", { n: at + 1 })} help={word("draw-party-share-help")} isHidden={!hasSecret}><InputNumber min={0} max={SHARES} precision={0} /></Field>
                <Button icon={<DeleteOutlined aria-hidden />} onClick={() => remove(name)}>{word("draw-party-remove", { n: at + 1 })}</Button>
              </section>
            ))}
            <Button icon={<PlusOutlined aria-hidden />} disabled={rows.length >= 14} onClick={() => add({ name: "", outside: true, holds: rows.length < SHARES ? rows.length + 1 : 0 })}>{word("draw-party-add")}</Button>
          </>
        )}
      </Form.List>
    </>
  );
}

/** The form of a new one. */
export function NewDraw() {
  const [asked] = useSearchParams();
  const [plan, before] = [asked.get("plan"), asked.get("follows")];
  if (before) return <NewFollowing id={before} />;
  return plan ? <NewFromPlan plan={plan} place={Number(asked.get("line"))} /> : <NewAlone />;
}

function NewAlone() {
  const word = useWords();
  const leave = useToDraft();
  return (
    <WithItems>
      {(items) => (
        <FormPage<Values, Draw>
          name="draw" title={word("draw-new")} help={word("draw-new-lead")} parent={{ title: word("nav-draws"), to: "/draws" }} initial={blank(today())}
          submitLabel={word("draw-begin")} onDone={leave} contents={(form, faults) => <DrawContents form={form} begun={blank(today())} faults={faults} hasRates={false} />}
          submit={(values, key) => ask(api.POST("/api/v1/draws", { body: { task: values.task, scheme: schemeOf(values, items.edition), parties: partiesOf(values) }, ...keyed(key) }))}
        >
          <Fields items={items} />
        </FormPage>
      )}
    </WithItems>
  );
}

/** What the server found wrong with the scheme when it was to be submitted, each at its field. */
function useFaultsBrought(): Fault[] {
  const word = useWords();
  const { state } = useLocation() as { state: { faults?: { field: string; message: string }[] } | null };
  return (state?.faults ?? []).map(({ field, message }) => {
    const { path, table, row } = placeOf(field);
    return { path, message: table && row ? word("draw-row-fault", { table: word(tableKey(table)), row, fault: message }) : message };
  });
}

/** The form of a draft. */
export function EditDraw() {
  const word = useWords();
  const leave = useToDraft();
  const faults = useFaultsBrought();
  const { state } = useLocation() as { state: { counted?: number } | null };
  return (
    <OfDraw>
      {(draw, reload) => (
        <WithItems>
          {(items) => (
            <FormPage<Values, Draw>
              key={draw.version} name={`draw-${draw.id}`} title={word("draw-edit")} parent={parentOf(draw)} initial={valuesOf(draw.task, draw.scheme, draw.parties)} faults={faults}
              submitLabel={word("save")} onDone={leave} onReload={reload}
              contents={(form, found) => <DrawContents form={form} begun={valuesOf(draw.task, draw.scheme, draw.parties)} faults={found} hasRates={draw.scheme.strata.length > 0} />}
              submit={(values, key) => ask(api.POST("/api/v1/draws/{id}", {
                params: { path: { id: draw.id } }, body: { task: values.task, scheme: schemeOf(values, items.edition, draw.scheme), parties: partiesOf(values), version: draw.version }, ...keyed(key),
              }))}
            >
              <Fields items={items} counted={state?.counted === draw.version ? draw : undefined} />
            </FormPage>
          )}
        </WithItems>
      )}
    </OfDraw>
  );
}
