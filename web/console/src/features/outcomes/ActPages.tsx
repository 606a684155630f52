/** Approves, declines, withdraws: each on a page of its own that says what will happen. */
import { Input } from "antd";
import { useId, useState } from "react";
import { api, ask } from "../../api/client";
import { ActPage } from "../../ui/ActPage";
import { DescriptionList } from "../../ui/DescriptionList";
import { NEAR } from "../../ui/near";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { DecisionView } from "./DecisionView";
import { titleOf } from "./Naming";
import { OfOutcome, parentOf } from "./OfOutcome";
import { type Outcome, useToOutcome } from "./calls";
import { plain } from "./form-values";
import { LONGEST } from "./limits";

/** What is decided on: a case's decision, or the proposal. */
function About({ outcome: { kind, name, to, text, findings, decision, state } }: { outcome: Outcome }) {
  const word = useWords();
  return (
    <div className="above">
      <DescriptionList items={[
        [word("outcomes-subject"), name], [word("outcomes-kind"), word(`outcome-kind-${kind}`)], ...(to ? [[word("outcomes-to"), to] as [string, string]] : []),
        [word("outcomes-findings"), findings.map(({ item, question, found }) => `${item} ${question}${found ? `：${found}` : ""}`).join("\n") || null], [word(`outcomes-text-${kind}`), text],
      ].map(([label, value]) => [label as string, typeof value === "string" ? <span className="lines">{value}</span> : value])} />
      {state === "deciding" && decision ? <section className="panel"><h2>{word("outcomes-decision-view")}</h2><DecisionView decision={decision} /></section> : null}
    </div>
  );
}

/** What will happen, as the words' keys say it: a decision's approval ends the case, a proposal's begins it. */
function effectsOf({ kind, state }: Outcome, verb: "approve" | "decline" | "withdraw"): string[] {
  const isDecision = state === "deciding";
  if (verb === "withdraw") return ["outcomes-withdraw-effect", "outcomes-withdraw-effect-kept"];
  if (verb === "decline") return isDecision ? ["outcomes-decline-decision-effect"] : ["outcomes-decline-effect", "outcomes-decline-effect-again"];
  return isDecision ? ["outcomes-approve-decision-effect", "outcomes-approve-effect-public"] : [`outcomes-approve-${kind}-effect`, kind === "referral" ? "outcomes-approve-effect-secret" : "outcomes-approve-effect-public"];
}

function useStep(outcome: Outcome, verb: "approve" | "decline" | "withdraw") {
  const word = useWords();
  const leave = useToOutcome();
  const sure = verb === "approve" && outcome.state === "deciding" ? "outcomes-approve-decision-sure" : `outcomes-${verb}-sure`;
  return {
    title: word(`outcomes-${verb}-of`, { name: `${titleOf(outcome, word)} ${outcome.name}` }), parent: parentOf(outcome, word), actLabel: word(`outcomes-${verb}`), subject: <About outcome={outcome} />,
    effects: effectsOf(outcome, verb).map((effect) => word(effect)), told: [word("told-journal")], confirmation: { kind: "tick" as const, label: word(sure) }, onDone: leave,
  };
}

function Reason({ label, onChange }: { label: string; onChange: (text: string) => void }) {
  const id = useId();
  return <div className="sure"><label htmlFor={id}>{label}</label><Input.TextArea id={id} rows={3} maxLength={LONGEST} showCount={NEAR} autoComplete="off" onChange={({ target }) => onChange(plain(target.value))} /></div>;
}

/** Approves a proposal or a decision. */
export function ApprovePage() {
  return <OfOutcome>{(outcome) => <Approve key={outcome.version} outcome={outcome} />}</OfOutcome>;
}

function Approve({ outcome }: { outcome: Outcome }) {
  const step = useStep(outcome, "approve");
  return <ActPage<Outcome> {...step} act={(key) => ask(api.POST("/api/v1/outcomes/{id}/approve", { ...at(outcome.id), body: { version: outcome.version }, ...keyed(key) }))} />;
}

/** Declines it. */
export function DeclinePage() {
  return <OfOutcome>{(outcome) => <WithReason key={outcome.version} outcome={outcome} verb="decline" />}</OfOutcome>;
}

/** Takes an outcome back. */
export function WithdrawPage() {
  return <OfOutcome>{(outcome) => <WithReason key={outcome.version} outcome={outcome} verb="withdraw" />}</OfOutcome>;
}

function WithReason({ outcome, verb }: { outcome: Outcome; verb: "decline" | "withdraw" }) {
  const word = useWords();
  const [reason, setReason] = useState("");
  const step = useStep(outcome, verb);
  return (
    <ActPage<Outcome> {...step} isFinal={outcome.state !== "deciding"} isReady={reason !== ""} act={(key) => ask(api.POST(`/api/v1/outcomes/{id}/${verb}`, { ...at(outcome.id), body: { version: outcome.version, reason }, ...keyed(key) }))}>
      <Reason label={word(`outcomes-${verb}-reason`)} onChange={setReason} />
    </ActPage>
  );
}
