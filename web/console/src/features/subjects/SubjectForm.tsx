/** A new subject, or one that is changed. */
import { Input, InputNumber, Select } from "antd";
import { api, ask } from "../../api/client";
import { useMe } from "../../api/query";
import type { components } from "../../api/schema";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { NEAR } from "../../ui/near";
import { useWords } from "../../words/words";
import { OrganisationSelect } from "../accounts/OrganisationSelect";
import { at, keyed } from "../accounts/calls";
import { OfSubject, parentOf } from "./OfSubject";
import { DOMAINS, KINDS, type Subject, useToSubject } from "./calls";

type Draft = components["schemas"]["SubjectDraft"];

interface Values {
  organisation?: string;
  subject: Partial<Draft>;
}

function draftOf(subject: Subject): Draft {
  const { name, code, code_kind, kind, domain, industry, region, grid, address, latitude, longitude, representative, liaison, visits_most, cooldown_days } = subject;
  return { name, code, code_kind, kind, domain, industry, region, grid, address, latitude, longitude, representative, liaison, visits_most, cooldown_days };
}

/** What was left open isn't said; a phone nobody typed stays as it is. */
function said(values: Partial<Draft>): Draft {
  const entries = Object.entries(values).map(([key, value]) => [key, typeof value === "string" ? value.trim() : value]);
  return Object.fromEntries(entries.filter(([key, value]) => value !== undefined && !(key === "phone" && value === ""))) as Draft;
}

function Fields() {
  const word = useWords();
  const options = (values: string[], family: string) => values.map((value) => ({ value, label: word(`${family}-${value}`) }));
  return (
    <>
      <Field name="name" label={word("subject-name")} required><Input maxLength={200} showCount={NEAR} /></Field>
      <Field name="code" label={word("subject-code")} help={word("subjects-code-help")} required><Input maxLength={32} /></Field>
      <div className="pair">
        <Field name="kind" label={word("subject-kind")} required><Select options={options(KINDS, "subject-kind")} /></Field>
        <Field name="domain" label={word("subject-domain")} required><Select options={options(DOMAINS, "subject-domain")} /></Field>
        <Field name="region" label={word("subject-region")} help={word("organisations-region-help")} required><Input inputMode="numeric" maxLength={6} /></Field>
        <Field name="industry" label={word("subject-industry")} help={word("subjects-industry-help")}><Input maxLength={5} /></Field>
      </div>
      <Field name="address" label={word("subject-address")}><Input /></Field>
      <div className="pair">
        <Field name="grid" label={word("subject-grid")}><Input /></Field>
        <Field name="representative" label={word("subject-representative")}><Input /></Field>
        <Field name="liaison" label={word("subject-liaison")}><Input /></Field>
        <Field name="phone" label={word("subject-phone")} help={word("subjects-phone-help")}><Input autoComplete="off" inputMode="tel" /></Field>
        <Field name="visits_most" label={word("subject-visits-most")} help={word("subjects-caps-help")}><InputNumber className="wide" min={0} max={366} precision={0} /></Field>
        <Field name="cooldown_days" label={word("subject-cooldown-days")}><InputNumber className="wide" min={0} max={3660} precision={0} /></Field>
      </div>
    </>
  );
}

/** The form of a new one. */
export function NewSubject() {
  const word = useWords();
  const leave = useToSubject();
  const { organisation } = useMe();
  return (
    <FormPage<Partial<Draft> & { organisation: string }, Subject>
      name="subject" title={word("subjects-new")} parent={{ title: word("nav-subjects"), to: "/subjects" }} initial={{ organisation: organisation.id, kind: "enterprise", domain: "enterprise" }} secrets={["phone"]}
      submitLabel={word("subjects-create")} onDone={({ id }) => leave(id)}
      submit={({ organisation: of, ...subject }, key) => ask(api.POST("/api/v1/subjects", { body: { organisation: of, subject: said(subject) } satisfies Required<Values> & { subject: Draft }, ...keyed(key) }))}
    >
      <Field name="organisation" label={word("subjects-organisation")} required><OrganisationSelect /></Field>
      <Fields />
    </FormPage>
  );
}

/** The form of one that is there. */
export function EditSubject() {
  const word = useWords();
  const leave = useToSubject();
  return (
    <OfSubject>
      {(subject, reload) => (
        <FormPage<Partial<Draft>, Subject>
          key={subject.version} name={`subject-${subject.id}`} title={word("subjects-edit-of", { name: subject.name })} parent={parentOf(subject)} initial={draftOf(subject)} secrets={["phone"]}
          submitLabel={word("save")} onDone={({ id }) => leave(id)} onReload={reload}
          submit={(values, key) => ask(api.POST("/api/v1/subjects/{id}", { ...at(subject.id), body: { subject: said({ ...draftOf(subject), ...values }), version: subject.version }, ...keyed(key) }))}
        >
          <Fields />
        </FormPage>
      )}
    </OfSubject>
  );
}
