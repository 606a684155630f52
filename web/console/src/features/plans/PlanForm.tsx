/** A new plan, or what a draft says besides its lines. */
import { Input, InputNumber, Radio } from "antd";
import { api, ask } from "../../api/client";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { NEAR } from "../../ui/near";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfPlan, parentOf, useToPlan } from "./OfPlan";
import type { Head, Whole } from "./calls";

/** What is typed: the effort in days, not in hundredths. */
interface Values extends Omit<Head, "effort_hundredths"> {
  effort_days: number;
}

interface NewValues extends Values {
  year: number;
  from: "empty" | "last-year";
}

function headOf({ title, basis, note, cap, cooldown_months, horizon_years, effort_days }: Values): Head {
  return { title, basis, note, cap, cooldown_months, horizon_years, effort_hundredths: Math.round(effort_days * 100) };
}

function valuesOf({ effort_hundredths, ...head }: Head): Values {
  return { ...head, effort_days: effort_hundredths / 100 };
}

function HeadFields() {
  const word = useWords();
  return (
    <>
      <Field name="title" label={word("plan-title")} required><Input maxLength={200} showCount={NEAR} /></Field>
      <Field name="basis" label={word("plan-basis")} help={word("plan-basis-help")} required><Input.TextArea rows={3} maxLength={2000} showCount={NEAR} /></Field>
      <Field name="note" label={word("plan-note")} help={word("plan-note-help")}><Input.TextArea rows={2} maxLength={2000} showCount={NEAR} /></Field>
      <Field name="cap" label={word("plan-cap")} help={word("plan-cap-help")} required><InputNumber min={1} max={12} precision={0} /></Field>
      <Field name="cooldown_months" label={word("plan-cooldown")} help={word("plan-cooldown-help")} required><InputNumber min={0} max={24} precision={0} /></Field>
      <Field name="horizon_years" label={word("plan-horizon")} help={word("plan-horizon-help")} required><InputNumber min={1} max={10} precision={0} /></Field>
      <Field name="effort_days" label={word("plan-effort")} help={word("plan-effort-help")} required><InputNumber min={0.01} max={20} step={0.25} precision={2} /></Field>
    </>
  );
}

/** The form of a new one. */
export function NewPlan() {
  const word = useWords();
  const leave = useToPlan();
  const initial: NewValues = { year: Number(today().slice(0, 4)) + 1, from: "last-year", title: "", basis: "", note: "", cap: 2, cooldown_months: 6, horizon_years: 5, effort_days: 0.25 };
  return (
    <FormPage<NewValues, Whole>
      name="plan" title={word("plan-new")} help={word("plan-new-lead")} parent={{ title: word("nav-plans"), to: "/plans" }} initial={initial}
      submitLabel={word("plan-begin")} onDone={({ plan }) => leave(plan.id)}
      submit={({ year, from, ...values }, key) => ask(api.POST("/api/v1/plans", { body: { year, from, head: headOf(values) }, ...keyed(key) }))}
    >
      <Field name="year" label={word("plan-year")} required><InputNumber min={2016} max={2100} precision={0} /></Field>
      <HeadFields />
      <Field name="from" label={word("plan-from")} required>
        <Radio.Group options={[{ value: "last-year", label: word("plan-from-last-year") }, { value: "empty", label: word("plan-from-empty") }]} />
      </Field>
    </FormPage>
  );
}

/** The form of a draft. */
export function EditPlan() {
  const word = useWords();
  const leave = useToPlan();
  return (
    <OfPlan>
      {({ plan }, reload) => (
        <FormPage<Values, Whole>
          key={plan.version} name={`plan-${plan.id}`} title={word("plan-edit")} parent={parentOf(plan, word)} initial={valuesOf(plan.head)}
          submitLabel={word("save")} onDone={() => leave(plan.id)} onReload={reload}
          submit={(values, key) => ask(api.POST("/api/v1/plans/{id}", { ...at(plan.id), body: { head: headOf(values), version: plan.version }, ...keyed(key) }))}
        >
          <HeadFields />
        </FormPage>
      )}
    </OfPlan>
  );
}
