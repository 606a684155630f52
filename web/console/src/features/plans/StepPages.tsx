/** The steps of a plan, each on a page of its own: drafted, approved, filed and published. */
import { Input } from "antd";
import { useId, useState } from "react";
import { api, ask } from "../../api/client";
import { ActPage } from "../../ui/ActPage";
import { DateInput } from "../../ui/DateInput";
import { useDayFault } from "../../ui/day-range";
import { NEAR } from "../../ui/near";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfPlan, nameOf, parentOf, useToPlan } from "./OfPlan";
import type { Plan, Whole } from "./calls";

type Plain = "submit" | "approve" | "adjust";
type Reasoned = "return" | "discard" | "close";
type Verb = Plain | Reasoned;

const EFFECTS: Record<Verb | "file" | "publish", string[]> = {
  submit: ["plan-submit-effect", "plan-submit-effect-who"],
  approve: ["plan-approve-effect", "plan-approve-effect-who"],
  return: ["plan-return-effect"],
  discard: ["plan-discard-effect"],
  adjust: ["plan-adjust-effect", "plan-adjust-effect-kept"],
  close: ["plan-close-effect", "plan-close-effect-kept"],
  file: ["plan-file-effect", "plan-file-effect-who"],
  publish: ["plan-publish-effect", "plan-publish-effect-before", "plan-publish-effect-kept"],
};

const FINAL: Verb[] = ["discard", "close"];

function isPlain(verb: Verb): verb is Plain {
  return verb === "submit" || verb === "approve" || verb === "adjust";
}

/** A step that asks for nothing, or for a reason. */
export function StepPage({ verb }: { verb: Verb }) {
  return <OfPlan>{({ plan }) => (isPlain(verb) ? <PlainStep plan={plan} verb={verb} /> : <WithReason plan={plan} verb={verb} />)}</OfPlan>;
}

function useStep(plan: Plan, verb: Verb | "file" | "publish") {
  const word = useWords();
  const leave = useToPlan();
  return {
    title: word("plan-step-of", { step: word(`plan-${verb}`), name: nameOf(plan, word) }), parent: parentOf(plan, word), actLabel: word(`plan-${verb}`),
    effects: EFFECTS[verb].map((effect) => word(effect)), onDone: (whole: Whole) => leave(whole.plan.id),
    confirmation: { kind: "tick" as const, label: word("plan-sure") },
  };
}

function PlainStep({ plan, verb }: { plan: Plan; verb: Plain }) {
  const word = useWords();
  const step = useStep(plan, verb);
  return (
    <ActPage
      {...step} isFinal={false} told={[word("told-journal")]}
      act={(key) => ask(api.POST(`/api/v1/plans/{id}/${verb}`, { ...at(plan.id), body: { version: plan.version }, ...keyed(key) }))}
    />
  );
}

function WithReason({ plan, verb }: { plan: Plan; verb: Reasoned }) {
  const word = useWords();
  const id = useId();
  const [reason, setReason] = useState("");
  const step = useStep(plan, verb);
  return (
    <ActPage
      {...step} isFinal={FINAL.includes(verb)} isReady={reason !== ""} told={[word("told-journal"), ...(verb === "close" ? [word("plan-told-public")] : [])]}
      act={(key) => ask(api.POST(`/api/v1/plans/{id}/${verb}`, { ...at(plan.id), body: { reason, version: plan.version }, ...keyed(key) }))}
    >
      <div className="sure"><label htmlFor={id}>{word("plan-reason")}</label><Input.TextArea id={id} rows={2} maxLength={200} showCount={NEAR} onChange={({ target }) => setReason(target.value.replace(/\s+/g, " ").trim())} /></div>
    </ActPage>
  );
}

/** Filing: the superior authority's number and its date. */
export function FilePage() {
  return <OfPlan>{({ plan }) => <File plan={plan} />}</OfPlan>;
}

function File({ plan }: { plan: Plan }) {
  const word = useWords();
  const [numberId, dateId] = [useId(), useId()];
  const [number, setNumber] = useState("");
  const [date, setDate] = useState(() => today());
  const last = today();
  const fault = useDayFault()(date, { last });
  const step = useStep(plan, "file");
  return (
    <ActPage
      {...step} isFinal={false} isReady={number !== "" && date !== "" && fault === null} notReady={fault === null ? undefined : word("day-fault", { field: word("plan-filing-date"), fault })} told={[word("told-journal")]}
      act={(key) => ask(api.POST("/api/v1/plans/{id}/file", { ...at(plan.id), body: { number, date, version: plan.version }, ...keyed(key) }))}
    >
      <div className="sure"><label htmlFor={numberId}>{word("plan-filing-number")}</label><Input id={numberId} maxLength={100} showCount={NEAR} autoComplete="off" onChange={({ target }) => setNumber(target.value.trim())} /></div>
      <div className="sure"><label htmlFor={dateId}>{word("plan-filing-date")}</label><DateInput id={dateId} value={date} last={last} tells onChange={(chosen) => setDate(chosen ?? "")} /></div>
    </ActPage>
  );
}

/** Publishing: the last step. */
export function PublishPage() {
  return <OfPlan>{({ plan }) => <Publish plan={plan} />}</OfPlan>;
}

function Publish({ plan }: { plan: Plan }) {
  const word = useWords();
  const step = useStep(plan, "publish");
  return (
    <ActPage
      {...step} confirmation={{ kind: "type", text: plan.head.title }} told={[word("plan-told-public"), word("plan-told-feed"), word("told-journal")]}
      act={(key) => ask(api.POST("/api/v1/plans/{id}/publish", { ...at(plan.id), body: { version: plan.version }, ...keyed(key) }))}
    />
  );
}
