/** The forms of what is kept beside an inspector. */
import { Input, InputNumber, Radio, Select } from "antd";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import { DateInput } from "../../ui/DateInput";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { NEAR } from "../../ui/near";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfInspector, parentOf } from "./OfInspector";
import { SubjectInput } from "./SubjectInput";
import { CONFLICT_KINDS, type Inspector, LEAVE_KINDS, useToInspector } from "./calls";

type Schemas = components["schemas"];

/** A training. */
export function NewTraining() {
  const word = useWords();
  const leave = useToInspector();
  return (
    <OfInspector>
      {(inspector) => (
        <FormPage<Partial<Schemas["NewTraining"]>, Inspector>
          name={`inspector-training-${inspector.id}`} title={word("inspectors-trainings-of", { name: inspector.name })} help={word("inspectors-trainings-lead")} parent={parentOf(inspector)} initial={{ passed: true }}
          submitLabel={word("inspectors-trainings-add")} onDone={({ id }) => leave(id)}
          submit={(values, key) => ask(api.POST("/api/v1/inspectors/{id}/trainings", { ...at(inspector.id), body: values as Schemas["NewTraining"], ...keyed(key) }))}
        >
          <Field name="course" label={word("inspectors-course")} help={word("inspectors-course-help")} required><Input maxLength={100} showCount={NEAR} /></Field>
          <div className="pair">
            <Field name="day" label={word("inspectors-training-day")} help={word("inspectors-training-day-help")} required><DateInput /></Field>
            <Field name="hours" label={word("inspectors-hours")} required><InputNumber className="wide" min={1} max={1000} precision={0} /></Field>
          </div>
          <Field name="passed" label={word("inspectors-result")} help={word("inspectors-result-help")} required><Radio.Group options={[{ value: true, label: word("inspectors-passed") }, { value: false, label: word("inspectors-failed") }]} /></Field>
        </FormPage>
      )}
    </OfInspector>
  );
}

/** A conflict. */
export function NewConflict() {
  const word = useWords();
  const leave = useToInspector();
  return (
    <OfInspector>
      {(inspector) => (
        <FormPage<Partial<Schemas["NewConflict"]>, Inspector>
          name={`inspector-conflict-${inspector.id}`} title={word("inspectors-conflicts-of", { name: inspector.name })} help={word("inspectors-conflicts-lead")} parent={parentOf(inspector)}
          initial={{ kind: "former-employer", declared_by: inspector.name }} submitLabel={word("inspectors-conflicts-add")} onDone={({ id }) => leave(id)}
          submit={(values, key) => ask(api.POST("/api/v1/inspectors/{id}/conflicts", { ...at(inspector.id), body: values as Schemas["NewConflict"], ...keyed(key) }))}
        >
          {(form) => (
            <>
              <Field name="kind" label={word("inspectors-conflict-kind")} required><Radio.Group className="column" options={CONFLICT_KINDS.map((kind) => ({ value: kind, label: word(`inspectors-conflict-${kind}`) }))} /></Field>
              <Field name="subject_name" label={word("inspectors-conflict-name")} help={word("inspectors-conflict-name-help")}><SubjectInput onCode={(code) => form.setFieldValue("subject_code", code)} /></Field>
              <Field name="subject_code" label={word("inspectors-conflict-code")} help={word("inspectors-conflict-code-help")}><Input maxLength={18} autoComplete="off" /></Field>
              <div className="pair">
                <Field name="declared_by" label={word("inspectors-declared-by")} required><Input maxLength={50} /></Field>
                <Field name="until" label={word("inspectors-conflict-until")} help={word("inspectors-conflict-until-help")}><DateInput placeholder={word("inspectors-endless")} /></Field>
              </div>
              <Field name="remark" label={word("inspectors-remark")}><Input.TextArea rows={2} maxLength={200} showCount={NEAR} /></Field>
            </>
          )}
        </FormPage>
      )}
    </OfInspector>
  );
}

/** A leave. */
export function NewLeave() {
  const word = useWords();
  const leave = useToInspector();
  return (
    <OfInspector>
      {(inspector) => (
        <FormPage<Partial<Schemas["NewLeave"]>, Inspector>
          name={`inspector-leave-${inspector.id}`} title={word("inspectors-leaves-of", { name: inspector.name })} help={word("inspectors-leaves-lead")} parent={parentOf(inspector)} initial={{ kind: "annual" }}
          submitLabel={word("inspectors-leaves-add")} onDone={({ id }) => leave(id)}
          submit={(values, key) => ask(api.POST("/api/v1/inspectors/{id}/leaves", { ...at(inspector.id), body: values as Schemas["NewLeave"], ...keyed(key) }))}
        >
          <Field name="kind" label={word("inspectors-leave-kind")} required><Select options={LEAVE_KINDS.map((kind) => ({ value: kind, label: word(`leave-kind-${kind}`) }))} /></Field>
          <div className="pair">
            <Field name="first_day" label={word("inspectors-first-day")} required><DateInput /></Field>
            <Field name="last_day" label={word("inspectors-last-day")} help={word("inspectors-last-day-help")} required><DateInput /></Field>
          </div>
        </FormPage>
      )}
    </OfInspector>
  );
}
