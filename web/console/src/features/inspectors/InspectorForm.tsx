/** A new inspector, or one that is corrected. */
import { AutoComplete, Checkbox, Input, Select } from "antd";
import { api, ask } from "../../api/client";
import { useMe } from "../../api/query";
import { DateInput } from "../../ui/DateInput";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { useWords } from "../../words/words";
import { OrganisationSelect } from "../accounts/OrganisationSelect";
import { at, keyed } from "../accounts/calls";
import { OfInspector, parentOf } from "./OfInspector";
import { type Inspector, useSaidBefore, useToInspector } from "./calls";
import { type Values, said, valuesOf } from "./form-values";

const SECRETS = ["phone", "id_number"] as const;
const BETWEEN = ["、", "，", ",", "；", ";"];

/** A text; what stands in the register already is offered. */
function Text({ name, offered, help }: { name: string; offered: string[]; help?: string }) {
  const word = useWords();
  const options = offered.map((value) => ({ value }));
  const label = word(`inspector-field-${name}`);
  return <Field name={name} label={label} help={help}><AutoComplete className="wide" options={options} showSearch={{ filterOption: (text, option) => option?.value.includes(text.trim()) ?? false }} /></Field>;
}

function Texts({ name, offered }: { name: string; offered: string[] }) {
  const word = useWords();
  const options = offered.map((value) => ({ value, label: value }));
  return <Field name={name} label={word(`inspector-field-${name}`)} help={word(`inspector-help-${name}`)}><Select mode="tags" options={options} tokenSeparators={BETWEEN} suffixIcon={null} /></Field>;
}

function Certificate() {
  const word = useWords();
  const { issuer } = useSaidBefore();
  return (
    <fieldset className="part">
      <legend>{word("inspectors-certificate")}</legend>
      <div className="pair">
        <Field name="name" label={word("inspector-field-name")} help={word("inspector-help-name")} required><Input maxLength={50} autoComplete="off" /></Field>
        <Field name="certificate" label={word("inspector-field-certificate")} help={word("inspector-help-certificate")} required><Input maxLength={30} autoComplete="off" /></Field>
        <Field name="valid_from" label={word("inspector-field-valid-from")} help={word("inspector-help-valid-from")}><DateInput /></Field>
        <Field name="valid_to" label={word("inspector-field-valid-to")} help={word("inspector-help-valid-to")} required><DateInput /></Field>
      </div>
      <Text name="issuer" offered={issuer} />
    </fieldset>
  );
}

function Station() {
  const word = useWords();
  const { unit, post, level, area } = useSaidBefore();
  return (
    <fieldset className="part">
      <legend>{word("inspectors-station")}</legend>
      <Field name="organisation" label={word("inspector-field-organisation")} required><OrganisationSelect /></Field>
      <div className="pair">
        <Text name="unit" offered={unit} help={word("inspector-help-unit")} />
        <Text name="area" offered={area} help={word("inspector-help-area")} />
        <Text name="post" offered={post} help={word("inspector-help-post")} />
        <Text name="level" offered={level} help={word("inspector-help-level")} />
      </div>
    </fieldset>
  );
}

function Abilities() {
  const word = useWords();
  const { fields, qualifications, languages } = useSaidBefore();
  return (
    <fieldset className="part">
      <legend>{word("inspectors-abilities")}</legend>
      <Texts name="fields" offered={fields} />
      <Texts name="qualifications" offered={qualifications} />
      <Texts name="languages" offered={languages} />
      <Field name="expert" label={word("inspector-field-expert")} valueProp="checked"><Checkbox>{word("inspectors-is-expert")}</Checkbox></Field>
    </fieldset>
  );
}

/** What is kept encrypted. */
function Secrets({ inspector }: { inspector?: Inspector }) {
  const word = useWords();
  return (
    <fieldset className="part">
      <legend>{word("inspectors-secrets")}</legend>
      <div className="pair">
        {SECRETS.map((field) => {
          const key = field.replace("_", "-");
          const kept = inspector?.[field];
          const help = kept ? word("inspectors-secret-kept", { masked: kept }) : word(`inspector-help-${key}`);
          return (
            <div key={field}>
              <Field name={field} label={word(`inspector-field-${key}`)} help={help}><Input autoComplete="off" inputMode={field === "phone" ? "tel" : undefined} /></Field>
              {kept ? <Field name={`clears_${field}`} label={word("inspectors-clear")} valueProp="checked"><Checkbox>{word(`inspectors-clear-${key}`)}</Checkbox></Field> : null}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

function Parts({ inspector }: { inspector?: Inspector }) {
  return <><Certificate /><Station /><Abilities /><Secrets inspector={inspector} /></>;
}

/** The form of a new one. */
export function NewInspector() {
  const word = useWords();
  const leave = useToInspector();
  const { organisation } = useMe();
  return (
    <FormPage<Values, Inspector>
      name="inspector" title={word("inspectors-new")} parent={{ title: word("nav-inspectors"), to: "/inspectors" }} initial={{ organisation: organisation.id, expert: false }} secrets={[...SECRETS]}
      submitLabel={word("inspectors-create")} onDone={({ id }) => leave(id)} submit={(values, key) => ask(api.POST("/api/v1/inspectors", { body: said(values), ...keyed(key) }))}
    >
      <Parts />
    </FormPage>
  );
}

/** The form of one that is there. */
export function EditInspector() {
  const word = useWords();
  const leave = useToInspector();
  return (
    <OfInspector>
      {(inspector, reload) => (
        <FormPage<Values, Inspector>
          key={inspector.version} name={`inspector-${inspector.id}`} title={word("inspectors-edit-of", { name: inspector.name })} parent={parentOf(inspector)} initial={valuesOf(inspector)} secrets={[...SECRETS]}
          submitLabel={word("save")} onDone={({ id }) => leave(id)} onReload={reload}
          submit={(values, key) => ask(api.POST("/api/v1/inspectors/{id}", { ...at(inspector.id), body: { ...said({ ...valuesOf(inspector), ...values }), version: inspector.version }, ...keyed(key) }))}
        >
          <Parts inspector={inspector} />
        </FormPage>
      )}
    </OfInspector>
  );
}
