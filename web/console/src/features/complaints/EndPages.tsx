/** Steps that are decided on: refused, transferred, withdrawn, sent back, closed; and the complainant's data erased. */
import { Input } from "antd";
import { useId, useState } from "react";
import { api, ask } from "../../api/client";
import { ActPage, type Confirmation } from "../../ui/ActPage";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfComplaint, nameOf, parentOf } from "./OfComplaint";
import { type Complaint, OUTCOME_TONES, useToComplaint } from "./calls";

/** The steps that only need a reason. */
type Reasoned = "refuse" | "withdraw" | "send-back" | "erase";

const EFFECTS: Record<Reasoned | "transfer" | "close", string[]> = {
  refuse: ["complaints-refuse-effect", "complaints-end-effect", "complaints-answer-effect"],
  transfer: ["complaints-transfer-effect", "complaints-end-effect", "complaints-answer-effect"],
  withdraw: ["complaints-withdraw-effect", "complaints-end-effect"],
  "send-back": ["complaints-send-back-effect", "complaints-send-back-effect-kept"],
  close: ["complaints-close-effect", "complaints-close-effect-counts", "complaints-close-effect-signal"],
  erase: ["complaints-erase-effect", "complaints-erase-effect-texts", "complaints-erase-effect-journal", "complaints-erase-effect-kept"],
};

function useStep(complaint: Complaint, verb: keyof typeof EFFECTS) {
  const word = useWords();
  const leave = useToComplaint();
  const confirmation: Confirmation = verb === "erase" ? { kind: "type", text: complaint.number } : { kind: "tick", label: word(`complaints-${verb}-sure`) };
  return {
    title: word(`complaints-${verb}-of`, { name: nameOf(complaint, word) }), parent: parentOf(complaint, word), actLabel: word(`complaints-${verb}`), confirmation,
    subject: <About complaint={complaint} isHandled={verb === "close" || verb === "send-back"} />, effects: EFFECTS[verb].map((effect) => word(effect)), told: [word("told-journal")], onDone: () => leave(complaint.id),
  };
}

/** What is decided on. */
function About({ complaint: { subject_name, content, outcome, disposal, visited, handler }, isHandled }: { complaint: Complaint; isHandled: boolean }) {
  const word = useWords();
  const short = <span key="content" className="lines">{content}</span>;
  return (
    <div className="above">
      <DescriptionList items={isHandled ? [
        [word("complaint-subject-name"), subject_name], [word("complaint-handler"), handler?.name],
        [word("complaint-outcome"), outcome ? <Mark key="outcome" tone={OUTCOME_TONES[outcome]}>{word(`complaint-outcome-${outcome}`)}</Mark> : null],
        [word("complaints-visited"), <DateText key="visited" value={visited} />], [word("complaints-content"), short], [word("complaints-disposal"), <span key="disposal" className="lines">{disposal}</span>],
      ] : [[word("complaint-subject-name"), subject_name], [word("complaints-content"), short]]} />
    </div>
  );
}

function Text({ label, most, rows, onChange }: { label: string; most: number; rows?: number; onChange: (text: string) => void }) {
  const id = useId();
  const props = { id, maxLength: most, autoComplete: "off", onChange: ({ target }: { target: { value: string } }) => onChange(target.value.trim()) };
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

/** Closes it. */
export function ClosePage() {
  return <OfComplaint>{(complaint) => <Close complaint={complaint} />}</OfComplaint>;
}

function Close({ complaint }: { complaint: Complaint }) {
  const step = useStep(complaint, "close");
  return <ActPage<Complaint> {...step} act={(key) => ask(api.POST("/api/v1/complaints/{id}/close", { ...at(complaint.id), body: { version: complaint.version }, ...keyed(key) }))} />;
}
