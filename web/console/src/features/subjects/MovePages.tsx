/** What is moved about a subject on a page of its own: risk class, status, tags, licences. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Radio, Select } from "antd";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import { DateInput } from "../../ui/DateInput";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { NEAR } from "../../ui/near";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfSubject, parentOf } from "./OfSubject";
import { RISKS, STATUSES, type Subject, useTags, useToSubject } from "./calls";

type Licence = components["schemas"]["LicenceBody"];

/** Another risk class, with its reason. */
export function RiskPage() {
  const word = useWords();
  const leave = useToSubject();
  return (
    <OfSubject>
      {(subject, reload) => (
        <FormPage<{ to: Subject["risk"]; reason: string; basis: string }, Subject>
          key={subject.version} name={`risk-${subject.id}`} title={word("subjects-risk-of", { name: subject.name })} help={word("subjects-risk-lead")} parent={parentOf(subject)}
          initial={{ to: subject.risk, reason: "", basis: "" }} submitLabel={word("subjects-risk-go")} onDone={({ id }) => leave(id)} onReload={reload}
          submit={(values, key) => ask(api.POST("/api/v1/subjects/{id}/risk", { ...at(subject.id), body: { ...values, version: subject.version }, ...keyed(key) }))}
        >
          <Field name="to" label={word("subject-risk")} required><Radio.Group options={RISKS.map((risk) => ({ value: risk, label: word("subjects-risk-class", { risk }) }))} /></Field>
          <Field name="reason" label={word("subjects-reason")} help={word("subjects-reason-help")} required><Input maxLength={500} showCount={NEAR} /></Field>
          <Field name="basis" label={word("subjects-basis")} help={word("subjects-basis-help")}><Input maxLength={300} showCount={NEAR} /></Field>
        </FormPage>
      )}
    </OfSubject>
  );
}

/** How it stands, with its reason. */
export function StatusPage() {
  const word = useWords();
  const leave = useToSubject();
  return (
    <OfSubject>
      {(subject, reload) => (
        <FormPage<{ to: Subject["status"]; reason: string }, Subject>
          key={subject.version} name={`status-${subject.id}`} title={word("subjects-status-of", { name: subject.name })} help={word("subjects-status-lead")} parent={parentOf(subject)}
          initial={{ to: subject.status, reason: "" }} submitLabel={word("save")} onDone={({ id }) => leave(id)} onReload={reload}
          submit={({ to, reason }, key) => ask(api.POST("/api/v1/subjects/{id}/status", { ...at(subject.id), body: { to, reason: reason.trim(), version: subject.version }, ...keyed(key) }))}
        >
          <Field name="to" label={word("subject-status")} required><Radio.Group options={STATUSES.filter((status) => status !== "merged").map((status) => ({ value: status, label: word(`subject-status-${status}`) }))} /></Field>
          <Field name="reason" label={word("subjects-status-reason")} help={word("subjects-status-reason-help")} required><Input maxLength={500} showCount={NEAR} /></Field>
        </FormPage>
      )}
    </OfSubject>
  );
}

/** Its tags. */
export function TagsPage() {
  const word = useWords();
  const leave = useToSubject();
  const { data: known = [] } = useTags();
  return (
    <OfSubject>
      {(subject, reload) => (
        <FormPage<{ tags: string[] }, Subject>
          key={subject.version} name={`tags-${subject.id}`} title={word("subjects-tags-of", { name: subject.name })} parent={parentOf(subject)} initial={{ tags: subject.tags }}
          submitLabel={word("save")} onDone={({ id }) => leave(id)} onReload={reload}
          submit={({ tags }, key) => ask(api.POST("/api/v1/subjects/{id}/tags", {
            ...at(subject.id), ...keyed(key), body: { add: tags.filter((tag) => !subject.tags.includes(tag)), remove: subject.tags.filter((tag) => !tags.includes(tag)), version: subject.version },
          }))}
        >
          <Field name="tags" label={word("subject-tags")} help={word("subjects-tags-help")}><Select mode="tags" options={known.map((tag) => ({ value: tag, label: tag }))} suffixIcon={null} /></Field>
        </FormPage>
      )}
    </OfSubject>
  );
}

interface LicenceRow {
  kind: string;
  code: string;
  valid_to?: string | null;
}

function licenceOf({ kind, code, valid_to: end }: LicenceRow): Licence {
  return { kind: kind.trim(), code: code.trim(), valid_to: end ?? null };
}

/** Its licences. */
export function LicencesPage() {
  const word = useWords();
  const leave = useToSubject();
  return (
    <OfSubject>
      {(subject, reload) => (
        <FormPage<{ licences: LicenceRow[] }, Subject>
          key={subject.version} name={`licences-${subject.id}`} title={word("subjects-licences-of", { name: subject.name })} parent={parentOf(subject)} initial={{ licences: subject.licences }}
          submitLabel={word("save")} onDone={({ id }) => leave(id)} onReload={reload}
          submit={({ licences }, key) => ask(api.POST("/api/v1/subjects/{id}/licences", { ...at(subject.id), body: { licences: licences.map(licenceOf), version: subject.version }, ...keyed(key) }))}
        >
          <LicenceRows />
        </FormPage>
      )}
    </OfSubject>
  );
}

function LicenceRows() {
  const word = useWords();
  return (
    <Form.List name="licences">
      {(rows, acts) => (
        <>
          {rows.map(({ key, name }) => (
            <div key={key} className="rows_row" role="group" aria-label={word("subjects-licence-at", { place: name + 1 })}>
              <div className="rows_cells pair">
                <Field name={[name, "kind"]} label={word("subject-licence-kind")} required><Input maxLength={50} /></Field>
                <Field name={[name, "code"]} label={word("subject-licence-code")} required><Input maxLength={100} showCount={NEAR} /></Field>
                <Field name={[name, "valid_to"]} label={word("subject-licence-valid-to")}><DateInput placeholder={word("subjects-licence-endless")} /></Field>
              </div>
              <Button icon={<DeleteOutlined aria-hidden />} aria-label={word("subjects-licence-remove", { place: name + 1 })} onClick={() => acts.remove(name)} />
            </div>
          ))}
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => acts.add({ kind: "", code: "", valid_to: null })}>{word("subjects-licence-add")}</Button>
        </>
      )}
    </Form.List>
  );
}
