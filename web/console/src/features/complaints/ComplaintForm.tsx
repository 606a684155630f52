/** A new complaint, or one that is changed while nobody handles it. Its drafts never leave the window. */
import { Alert, Checkbox, Form, type FormInstance, Input, Radio, Select } from "antd";
import { Link } from "react-router";
import { api, ask } from "../../api/client";
import { useMe } from "../../api/query";
import { DateInput } from "../../ui/DateInput";
import { type Description, DescriptionList } from "../../ui/DescriptionList";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { NEAR } from "../../ui/near";
import { DateText } from "../../ui/values";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { OrganisationSelect } from "../accounts/OrganisationSelect";
import { at, keyed, useOrganisations } from "../accounts/calls";
import { SubjectSelect } from "../subjects/SubjectSelect";
import { DOMAINS } from "../subjects/calls";
import { Kept } from "./Kept";
import { OfComplaint, nameOf, parentOf } from "./OfComplaint";
import { CHANNELS, type Complaint, KINDS, useToComplaint } from "./calls";
import { type Values, draftOf, needed, valuesOf } from "./form-values";

/** What of a registered complaint stays as it is: by these it is counted. */
function Fixed({ complaint: { kind, channel, received, subject, subject_name } }: { complaint: Complaint }) {
  const word = useWords();
  const linked: Description[] = subject ? [[word("complaints-in-registry"), <Link key="subject" to={`/subjects/${subject}`}>{subject_name}</Link>]] : [];
  return (
    <>
      <Alert type="info" showIcon className="problem" title={word("complaints-fixed")} />
      <DescriptionList items={[
        [word("complaint-kind"), word(`complaint-kind-${kind}`)],
        [word("complaint-channel"), word(`complaint-channel-${channel}`)],
        [word("complaint-received"), <DateText key="received" value={received} />],
        ...linked,
      ]} />
    </>
  );
}

/** What is said when it is registered and stays. */
function Coming() {
  const word = useWords();
  const options = useOptions();
  return (
    <>
      <Field name="kind" label={word("complaint-kind")} help={word("complaints-kind-help")} required><Radio.Group optionType="button" options={options(KINDS, "complaint-kind")} /></Field>
      <div className="pair">
        <Field name="channel" label={word("complaint-channel")} required><Select options={options(CHANNELS, "complaint-channel")} /></Field>
        <Field name="received" label={word("complaint-received")} required><DateInput last={today()} /></Field>
      </div>
    </>
  );
}

function useOptions() {
  const word = useWords();
  return (values: string[], family: string) => values.map((value) => ({ value, label: word(`${family}-${value}`) }));
}

/** What the complaint says. Of one that is there the content is kept, unless it is replaced. */
function Said({ form, known }: { form: FormInstance<Values>; known?: Complaint }) {
  const word = useWords();
  const options = useOptions();
  const content = known?.content;
  return (
    <>
      {known ? <Fixed complaint={known} /> : <Coming />}
      {known?.subject ? null : <Field name="subject" label={word("complaints-in-registry")} help={word("complaints-in-registry-help")}><SubjectSelect onPick={({ name, domain }) => form.setFieldsValue({ subject_name: name, domain })} /></Field>}
      <div className="pair">
        <Field name="subject_name" label={word("complaint-subject-name")} help={word("complaints-subject-name-help")} required><Input maxLength={200} showCount={NEAR} /></Field>
        <Field name="domain" label={word("complaint-domain")} required><Select options={options(DOMAINS, "subject-domain")} /></Field>
      </div>
      <Field name="item" label={word("complaint-item")} help={word("complaints-item-help")}><Input maxLength={50} /></Field>
      <Kept name="content" label={word("complaints-content")} help={word("complaints-content-help")} shown={content} begin={content} required><Input.TextArea rows={6} maxLength={5000} showCount={NEAR} /></Kept>
    </>
  );
}

/** Who complains, to somebody who didn't take it down. */
function WhoFixed({ complaint: { complainant, registrar } }: { complaint: Complaint }) {
  const word = useWords();
  const { name, phone, has_address: hasAddress } = complainant;
  return (
    <fieldset className="part">
      <legend>{word("complaints-complainant")}</legend>
      <p className="fine">{word("complaints-complainant-fixed", { name: registrar.name })}</p>
      <DescriptionList items={[[word("complaints-name"), name], [word("complaints-phone"), phone], [word("complaints-address"), hasAddress ? "***" : null]]} />
    </fieldset>
  );
}

/** Who complains. What is known of somebody is kept, unless it is replaced. */
function Who({ form, known }: { form: FormInstance<Values>; known?: Complaint["complainant"] }) {
  const word = useWords();
  const kind = Form.useWatch("kind", form) ?? "complaint";
  const must = needed(kind);
  return (
    <fieldset className="part">
      <legend>{word("complaints-complainant")}</legend>
      <p className="fine">{word("complaints-complainant-help")}</p>
      <div className="pair">
        <Kept name={["complainant", "name"]} label={word("complaints-name")} shown={known?.name} required={must.name}><Input maxLength={50} autoComplete="off" /></Kept>
        <Kept name={["complainant", "phone"]} label={word("complaints-phone")} shown={known?.phone} required={must.phone}><Input inputMode="tel" autoComplete="off" /></Kept>
      </div>
      <Kept name={["complainant", "address"]} label={word("complaints-address")} shown={known?.has_address ? "***" : null}><Input maxLength={300} showCount={NEAR} autoComplete="off" /></Kept>
      <Form.Item name={["complainant", "confidential"]} valuePropName="checked" extra={word("complaints-confidential-help")}><Checkbox>{word("complaints-confidential-ask")}</Checkbox></Form.Item>
    </fieldset>
  );
}

/** The form of a new one. */
export function NewComplaint() {
  const word = useWords();
  const leave = useToComplaint();
  const { organisation } = useMe();
  const { data: organisations = [] } = useOrganisations();
  return (
    <FormPage<Values, Complaint>
      name="complaint" title={word("complaints-new")} help={word("complaints-new-lead")} parent={{ title: word("nav-complaints"), to: "/complaints" }} draftsIn="window" submitLabel={word("complaints-register")} onDone={({ id }) => leave(id)}
      initial={{ organisation: organisation.id, kind: "complaint", received: today(), subject_name: "", domain: "enterprise", item: "", content: "", complainant: { confidential: false } }}
      submit={(values, key) => ask(api.POST("/api/v1/complaints", { body: { organisation: values.organisation, complaint: draftOf(values) }, ...keyed(key) }))}
    >
      {(form) => (
        <>
          {organisations.length > 1 ? <Field name="organisation" label={word("complaints-organisation")} required><OrganisationSelect /></Field> : null}
          <Said form={form} />
          <Who form={form} />
        </>
      )}
    </FormPage>
  );
}

/** The form of one that is there. */
export function EditComplaint() {
  const word = useWords();
  const leave = useToComplaint();
  const { id: me } = useMe();
  return (
    <OfComplaint>
      {(complaint, reload) => (
        <FormPage<Values, Complaint>
          key={complaint.version} name={`complaint-${complaint.id}`} title={word("complaints-edit-of", { name: nameOf(complaint, word) })} help={word("complaints-edit-lead")} parent={parentOf(complaint, word)} draftsIn="window" initial={valuesOf(complaint)}
          submitLabel={word("save")} onDone={({ id }) => leave(id)} onReload={reload}
          submit={(values, key) => ask(api.POST("/api/v1/complaints/{id}", { ...at(complaint.id), body: { complaint: draftOf(values, complaint), version: complaint.version }, ...keyed(key) }))}
        >
          {(form) => (
            <>
              <Said form={form} known={complaint} />
              {complaint.registrar.id === me ? <Who form={form} known={complaint.complainant} /> : <WhoFixed complaint={complaint} />}
            </>
          )}
        </FormPage>
      )}
    </OfComplaint>
  );
}
