/** Steps that are decided on: refused, transferred, withdrawn, sent back; and the complainant's data erased. */
import { Input } from "antd";
import { useId, useState } from "react";
import { Link } from "react-router";
import { api, ask } from "../../api/client";
import { ActPage, type Confirmation } from "../../ui/ActPage";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { NEAR } from "../../ui/near";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { useSubject } from "../subjects/calls";
import { OfComplaint, nameOf, parentOf } from "./OfComplaint";
import { type Complaint, OUTCOME_TONES, useToComplaint } from "./calls";

/** The steps that only need a reason. */
type Reasoned = "refuse" | "withdraw" | "send-back" | "erase";

const EFFECTS: Record<Reasoned | "transfer" | "close" | "link", string[]> = {
  refuse: ["complaints-refuse-effect", "complaints-end-effect", "complaints-answer-effect"],
  transfer: ["complaints-transfer-effect", "complaints-end-effect", "complaints-answer-effect"],
  withdraw: ["complaints-withdraw-effect", "complaints-end-effect"],
  "send-back": ["complaints-send-back-effect", "complaints-send-back-effect-kept"],
  close: ["complaints-close-effect", "complaints-close-effect-counts", "complaints-close-effect-signal"],
  link: ["complaints-link-effect", "complaints-link-effect-signal"],
  erase: ["complaints-erase-effect", "complaints-erase-effect-texts", "complaints-erase-effect-journal", "complaints-erase-effect-kept"],
};

/** All that a step's page tells. */
export function useStep(complaint: Complaint, verb: keyof typeof EFFECTS) {
  const word = useWords();
  const leave = useToComplaint();
  const confirmation: Confirmation = verb === "erase" ? { kind: "type", text: complaint.number } : { kind: "tick", label: word(`complaints-${verb}-sure`) };
  return {
    title: word(`complaints-${verb}-of`, { name: nameOf(complaint, word) }), parent: parentOf(complaint, word), actLabel: word(`complaints-${verb}`), confirmation,
    subject: <About complaint={complaint} isHandled={verb === "close" || verb === "send-back" || (verb === "link" && complaint.outcome != null)} />, effects: EFFECTS[verb].map((effect) => word(effect)), told: [word("told-journal")], onDone: () => leave(complaint.id),
  };
}

/** The entry of the registry that a complaint names, to compare. */
function Entry({ id }: { id: string }) {
  const { data } = useSubject(id, true);
  return <Link to={`/subjects/${id}`}>{data ? `${data.name} ${data.code} ${data.address}` : id}</Link>;
}

/** What is decided on. */
function About({ complaint: { subject, subject_name, content, outcome, disposal, visited, handler }, isHandled }: { complaint: Complaint; isHandled: boolean }) {
  const word = useWords();
  const short = <span key="content" className="lines">{content}</span>;
  return (
    <div className="above">
      <DescriptionList items={isHandled ? [
        [word("complaint-subject-name"), subject_name], [word("complaints-in-registry"), subject ? <Entry key="subject" id={subject} /> : word("complaints-not-in-registry")], [word("complaint-handler"), handler?.name],
        [word("complaint-outcome"), outcome ? <Mark key="outcome" tone={OUTCOME_TONES[outcome]}>{word(`complaint-outcome-${outcome}`)}</Mark> : null],
        [word("complaints-visited"), <DateText key="visited" value={visited} />], [word("complaints-content"), short], [word("complaints-disposal"), <span key="disposal" className="lines">{disposal}</span>],
      ] : [[word("complaint-subject-name"), subject_name], [word("complaints-content"), short]]} />
    </div>
  );
}

/** A text that a step needs. */
export function Text({ label, most, rows, onChange }: { label: string; most: number; rows?: number; onChange: (text: string) => void }) {
  const id = useId();
  const props = { id, maxLength: most, showCount: NEAR, autoComplete: "off", onChange: ({ target }: { target: { value: string } }) => onChange(target.value.trim()) };
  return <div className="sure"><label htmlFor={id}>{label}</label>{rows ? <Input.TextArea {...props} rows={rows} /> : <Input {...props} />}</div>;
}

/** A step with a reason. */
export function ReasonedPage({ verb }: { verb: Reasoned }) {
  return <OfComplaint>{(complaint) => <WithReason complaint={complaint} verb={verb} />}</OfComplaint>;
}

function WithReason({ complaint, verb }: { complaint: Complaint; verb: Reasoned }) {
  const word = useWords();
  const [reason, setReason] = useState("");
  const step = useStep(complaint, verb);
  return (
    <ActPage<Complaint>
      {...step} isFinal={verb !== "send-back"} isReady={reason !== ""}
      act={(key) => ask(api.POST(`/api/v1/complaints/{id}/${verb}`, { ...at(complaint.id), body: { reason, version: complaint.version }, ...keyed(key) }))}
    >
      <Text label={word(`complaints-${verb}-reason`)} most={500} rows={3} onChange={setReason} />
    </ActPage>
  );
}

/** Hands it to the authority that is competent. */
export function TransferPage() {
  return <OfComplaint>{(complaint) => <Transfer complaint={complaint} />}</OfComplaint>;
}

function Transfer({ complaint }: { complaint: Complaint }) {
  const word = useWords();
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const step = useStep(complaint, "transfer");
  return (
    <ActPage<Complaint>
      {...step} isReady={to !== "" && reason !== ""}
      act={(key) => ask(api.POST("/api/v1/complaints/{id}/transfer", { ...at(complaint.id), body: { to, reason, version: complaint.version }, ...keyed(key) }))}
    >
      <Text label={word("complaints-transferred-to")} most={100} onChange={setTo} />
      <Text label={word("complaints-transfer-reason")} most={500} rows={3} onChange={setReason} />
    </ActPage>
  );
}
