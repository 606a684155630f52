/** Steps that may say which business of the registry a complaint is about: it is closed, or only linked. */
import { useId, useState } from "react";
import { api, ask } from "../../api/client";
import { ActPage } from "../../ui/ActPage";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { SubjectSelect } from "../subjects/SubjectSelect";
import { Text, useStep } from "./EndPages";
import { OfComplaint } from "./OfComplaint";
import { type Complaint, isTrue } from "./calls";

function Subject({ value, onChange }: { value: string; onChange: (subject: string) => void }) {
  const word = useWords();
  const id = useId();
  return <div className="sure"><label htmlFor={id}>{word("complaints-in-registry")}</label><SubjectSelect id={id} value={value} onChange={onChange} /><p className="fine">{word("complaints-link-help")}</p></div>;
}

/** Closes it. */
export function ClosePage() {
  return <OfComplaint>{(complaint) => <Close complaint={complaint} />}</OfComplaint>;
}

function Close({ complaint }: { complaint: Complaint }) {
  const word = useWords();
  const [subject, setSubject] = useState("");
  const [why, setWhy] = useState("");
  const step = useStep(complaint, "close");
  const isAsked = !complaint.subject && isTrue(complaint.outcome) && subject === "";
  return (
    <ActPage<Complaint>
      {...step} isReady={!isAsked || why !== ""}
      act={(key) => ask(api.POST("/api/v1/complaints/{id}/close", { ...at(complaint.id), body: { subject: subject || null, no_subject_why: isAsked ? why : "", version: complaint.version }, ...keyed(key) }))}
    >
      {complaint.subject ? null : <Subject value={subject} onChange={setSubject} />}
      {isAsked ? <><Text label={word("complaints-no-subject-why")} most={500} rows={3} onChange={setWhy} /><p className="fine">{word("complaints-no-subject-why-help")}</p></> : null}
    </ActPage>
  );
}

/** Only says which business it is about. */
export function LinkPage() {
  return <OfComplaint>{(complaint) => <Link complaint={complaint} />}</OfComplaint>;
}

function Link({ complaint }: { complaint: Complaint }) {
  const [subject, setSubject] = useState("");
  const step = useStep(complaint, "link");
  return (
    <ActPage<Complaint>
      {...step} isReady={subject !== ""}
      act={(key) => ask(api.POST("/api/v1/complaints/{id}/link", { ...at(complaint.id), body: { subject, version: complaint.version }, ...keyed(key) }))}
    >
      <Subject value={subject} onChange={setSubject} />
    </ActPage>
  );
}
