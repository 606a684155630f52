/** The steps of a draw, each on a page of its own that says what will happen. */
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import { problemIn } from "../../api/problem";
import type { Problem } from "../../api/types";
import { ActPage } from "../../ui/ActPage";
import { DescriptionList } from "../../ui/DescriptionList";
import { JobProgress } from "../../ui/JobProgress";
import { NEAR } from "../../ui/near";
import { Count, DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { Drawn } from "./Drawn";
import { OfDraw, nameOf, parentOf, useToDraw } from "./OfDraw";
import { Parties } from "./Parties";
import { PartiesTold } from "./PartiesTold";
import { PreviewPanel } from "./PreviewPanel";
import { type Draw, useRules } from "./calls";
import { missing } from "./next-step";
import { seedEffects } from "./rule-words";

type Plain = "submit" | "approve" | "announce";
type Reasoned = "return" | "discard" | "annul";
type FieldFault = NonNullable<Problem["fields"]>[number];
type Verb = Plain | Reasoned | "commit";

const EFFECTS: Record<Verb, string[]> = {
  submit: ["draw-submit-effect", "draw-submit-effect-who"],
  approve: ["draw-approve-effect", "draw-approve-effect-next"],
  return: ["draw-return-effect"],
  discard: ["draw-discard-effect"],
  commit: ["draw-commit-effect", "draw-commit-effect-public"],
  announce: ["draw-announce-effect", "draw-announce-effect-bundle"],
  annul: ["draw-annul-effect", "draw-annul-effect-two"],
};
const FINAL: Verb[] = ["discard", "commit", "announce", "annul"];
const PUBLIC: Verb[] = ["commit", "announce", "annul"];

/** A step. */
export function StepPage({ verb }: { verb: Verb }) {
  return <OfDraw>{(draw, reload) => (verb === "commit" ? <Commit draw={draw} reload={reload} /> : isReasoned(verb) ? <WithReason draw={draw} verb={verb} /> : <PlainStep draw={draw} verb={verb} />)}</OfDraw>;
}

function isReasoned(verb: Verb): verb is Reasoned {
  return verb === "return" || verb === "discard" || verb === "annul";
}

function useStep(draw: Draw, verb: Verb) {
  const word = useWords();
  const leave = useToDraw();
  return {
    title: word("draw-step-of", { step: word(`draw-${verb}`), name: nameOf(draw) }), parent: parentOf(draw), actLabel: word(`draw-${verb}`), isFinal: FINAL.includes(verb),
    effects: EFFECTS[verb].map((effect) => word(effect)), told: [word("told-journal"), ...(PUBLIC.includes(verb) ? [word("draw-told-public")] : [])],
    confirmation: verb === "commit" || verb === "announce" ? { kind: "type" as const, text: draw.task } : { kind: "tick" as const, label: word("draw-sure") },
    onDone: () => leave(draw.id),
  };
}

function PlainStep({ draw, verb }: { draw: Draw; verb: Plain }) {
  const word = useWords();
  const navigate = useNavigate();
  const step = useStep(draw, verb);
  const [faults, setFaults] = useState<FieldFault[]>([]);
  const act = async (key: string): Promise<Draw> => {
    try {
      return await ask(api.POST(`/api/v1/draws/{id}/${verb}`, { ...at(draw.id), body: { version: draw.version }, ...keyed(key) }));
    } catch (error) {
      setFaults(problemIn(error).fields ?? []);
      throw error;
    }
  };
  // What has changed since is looked at anew.
  const subject = verb === "announce" ? <><Announced draw={draw} /><Drawn draw={draw} /></> : <><PartiesTold draw={draw} /><PreviewPanel key={draw.version} draw={draw} isAuto /></>;
  // What is wrong with a scheme is mended in its form, where each fault stands beside its field.
  const isOver = verb === "announce" && draw.state === "announced";
  return <ActPage {...step} isReady={!isOver} notReady={isOver ? word("draw-announced-already") : undefined} subject={subject} act={act}>{faults.length > 0 ? <Button onClick={() => void navigate(`/draws/${draw.id}/edit`, { state: { faults } })}>{word("draw-mend")}</Button> : null}</ActPage>;
}

/** What becomes public, in figures; who it is stands behind a press of a button, since each look before is on record. */
function Announced({ draw }: { draw: Draw }) {
  const word = useWords();
  return (
    <DescriptionList items={[
      [word("draws-targets"), <Count key="targets" value={draw.targets} />], [word("draws-subjects"), <Count key="subjects" value={draw.subjects} />],
      [word("draw-items"), draw.scheme.items.join("、")], [word("draw-period"), <span key="period"><DateText value={draw.scheme.from} /> – <DateText value={draw.scheme.to} /></span>],
      ...(draw.open_seats > 0 ? [[word("draw-open-seats"), <Count key="open" value={draw.open_seats} />] as [string, React.ReactNode]] : []),
    ]} />
  );
}

function WithReason({ draw, verb }: { draw: Draw; verb: Reasoned }) {
  const word = useWords();
  const id = useId();
  const [reason, setReason] = useState("");
  const step = useStep(draw, verb);
  return (
    <ActPage {...step} isReady={reason !== ""} act={(key) => ask(api.POST(`/api/v1/draws/{id}/${verb}`, { ...at(draw.id), body: { reason, version: draw.version }, ...keyed(key) }))}>
      <div className="sure"><label htmlFor={id}>{word("draw-reason")}</label><Input.TextArea id={id} rows={2} maxLength={120} showCount={NEAR} onChange={({ target }) => setReason(target.value.replace(/\s+/g, " ").trim())} /></div>
    </ActPage>
  );
}

/** The commit is a job: its end brings one back to the draw. */
function Commit({ draw, reload }: { draw: Draw; reload: () => void }) {
  const word = useWords();
  const step = useStep(draw, "commit");
  const { data: rules } = useRules();
  const rule = rules?.find(({ in_force, organisation }) => in_force && organisation === draw.organisation);
  const [frozen, ...rest] = step.effects;
  const [job, setJob] = useState<string | null>(null);
  const hashless = draw.state === "approved" ? missing(draw, "hashed_at").length : 0;
  return (
    <ActPage {...step} isReady={hashless === 0} notReady={word("draw-commit-why", { n: hashless })} effects={[frozen, ...seedEffects(rule?.rule, word), ...rest]} onDone={(begun) => setJob((begun as { job: string }).job)} act={(key) => ask(api.POST("/api/v1/draws/{id}/commit", { ...at(draw.id), body: { version: draw.version }, ...keyed(key) }))}>
      {hashless > 0 ? <Parties draw={draw} onChange={reload} /> : null}
      {job ? <JobProgress id={job} title={word("draw-committing")} canCancel={false} onDone={step.onDone} /> : null}
    </ActPage>
  );
}
