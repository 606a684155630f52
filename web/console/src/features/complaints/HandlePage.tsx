/** The handler's report: what was found and done. */
import { Alert, Input, Radio } from "antd";
import { api, ask } from "../../api/client";
import { DateInput } from "../../ui/DateInput";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { NEAR } from "../../ui/near";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { SubjectSelect } from "../subjects/SubjectSelect";
import { Kept } from "./Kept";
import { OfComplaint, nameOf, parentOf } from "./OfComplaint";
import { type Complaint, OUTCOMES, type Outcome, useToComplaint } from "./calls";
import { sentBackFor } from "./story";

interface Values {
  outcome?: Outcome;
  disposal?: string;
  visited?: string;
  subject?: string;
}

/** The page. */
export function HandlePage() {
  return <OfComplaint>{(complaint, reload) => <Handle key={complaint.version} complaint={complaint} reload={reload} />}</OfComplaint>;
}

function Handle({ complaint, reload }: { complaint: Complaint; reload: () => void }) {
  const word = useWords();
  const leave = useToComplaint();
  const why = sentBackFor(complaint.notes);
  return (
    <FormPage<Values, Complaint>
      name={`handle-${complaint.id}`} title={word("complaints-handle-of", { name: nameOf(complaint, word) })} help={word("complaints-handle-lead")} parent={parentOf(complaint, word)} draftsIn="window"
      initial={{ outcome: complaint.outcome ?? undefined, visited: complaint.visited ?? undefined }} submitLabel={word("complaints-handle-go")} onDone={({ id }) => leave(id)} onReload={reload}
      submit={({ outcome, disposal, visited, subject }, key) => ask(api.POST("/api/v1/complaints/{id}/handle", {
        ...at(complaint.id), ...keyed(key), body: { handling: { outcome: outcome as Outcome, disposal: disposal === complaint.disposal ? undefined : disposal?.trim(), visited: visited || null }, subject: subject || null, version: complaint.version },
      }))}
    >
      {why ? <Alert type="warning" showIcon className="problem" title={word("complaints-sent-back-for", { reason: why })} /> : null}
      <Field name="outcome" label={word("complaint-outcome")} help={word("complaints-outcome-help")} required>
        <Radio.Group className="column" options={OUTCOMES.map((outcome) => ({ value: outcome, label: word(`complaint-outcome-${outcome}`) }))} />
      </Field>
      {complaint.subject ? null : <Field name="subject" label={word("complaints-in-registry")} help={word("complaints-link-help")}><SubjectSelect /></Field>}
      <Kept name="disposal" label={word("complaints-disposal")} help={word("complaints-disposal-help")} shown={complaint.disposal} begin={complaint.disposal ?? ""} required><Input.TextArea rows={7} maxLength={5000} showCount={NEAR} /></Kept>
      <Field name="visited" label={word("complaints-visited")} help={word("complaints-visited-help")}><DateInput first={complaint.received} last={today()} /></Field>
    </FormPage>
  );
}
