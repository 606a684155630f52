/** An amendment after the draw: asked for on one page, decided on another by somebody else, or taken back by who asked. */
import { Button, Form, type FormInstance, Input, Radio, Select } from "antd";
import { type ReactNode, useId, useState } from "react";
import { useLocation, useParams } from "react-router";
import { api, ask } from "../../api/client";
import { ActPage } from "../../ui/ActPage";
import { DescriptionList } from "../../ui/DescriptionList";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { NEAR } from "../../ui/near";
import { useAct } from "../../ui/useAct";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { NoticesText, aboutText, useAmendments } from "./Amendments";
import { OfDraw, nameOf, parentOf, useToDraw } from "./OfDraw";
import type { Verb } from "./amending";
import type { Amendment, Draw, Target } from "./calls";

type Kind = Amendment["kind"];
type Reason = Amendment["reason"];

/** The reasons that go with each kind. */
const REASONS: Record<Kind, Reason[]> = {
  recuse: ["interest", "applied-for"],
  absent: ["illness", "other-duty", "left-post"],
  gone: ["deregistered", "closed", "moved-away", "unreachable"],
};
const KINDS = Object.keys(REASONS) as Kind[];

interface Values {
  kind: Kind;
  subject?: string;
  inspector?: string;
  reason?: Reason;
  words: string;
}

/** Ask for one. */
export function AskAmendment() {
  return <OfDraw>{(draw) => <WithTargets draw={draw}>{(targets) => <AskForm draw={draw} targets={targets} />}</WithTargets>}</OfDraw>;
}

/** Who was drawn, which takes a press of a button, as it is on record before the draw is published. */
function WithTargets({ draw, children }: { draw: Draw; children: (targets: Target[]) => ReactNode }) {
  const word = useWords();
  const open = useAct((key) => ask(api.POST("/api/v1/draws/{id}/open", { ...at(draw.id), ...keyed(key) })));
  if (open.result) return children(open.result.filter(({ gone }) => gone === null || gone === undefined));
  return (
    <article>
      <PageHead title={word("draw-step-of", { step: word("draw-amend-ask"), name: nameOf(draw) })} parent={parentOf(draw)} />
      <p>{word("draw-amend-first")}{draw.state === "drawn" ? ` ${word("draw-result-secret")}` : ""}</p>
      <Button type="primary" onClick={open.run} loading={open.isRunning}>{word("draw-result-open")}</Button>
      {open.error ? <ProblemView error={open.error} /> : null}
    </article>
  );
}

function AskForm({ draw, targets }: { draw: Draw; targets: Target[] }) {
  const word = useWords();
  const leave = useToDraw();
  return (
    <FormPage<Values, Amendment>
      name={`amend-${draw.id}`} draftsIn="window" title={word("draw-step-of", { step: word("draw-amend-ask"), name: nameOf(draw) })} help={`${word("draw-amended-about")} ${word("draw-amend-who")}`} parent={parentOf(draw)}
      initial={{ kind: "recuse", words: "" }} submitLabel={word("draw-amend-send")} onDone={() => leave(draw.id)}
      submit={({ kind, subject = "", inspector = "", reason, words }, key) => ask(api.POST("/api/v1/draws/{id}/amendments", {
        ...at(draw.id), ...keyed(key),
        body: { kind, subject: kind === "absent" ? "" : subject, inspector: kind === "gone" ? "" : inspector, reason: reason ?? REASONS[kind][0] as Reason, words },
      }))}
    >
      {(form) => <AskFields form={form} targets={targets} />}
    </FormPage>
  );
}

function AskFields({ form, targets }: { form: FormInstance<Values>; targets: Target[] }) {
  const word = useWords();
  const kind = Form.useWatch("kind", form) ?? "recuse";
  const subject = Form.useWatch("subject", form);
  const teams = kind === "recuse" ? targets.filter(({ code }) => code === subject) : targets;
  const members = new Map(teams.flatMap(({ team }) => team).map((member) => [member.code, member]));
  const people = [...members.values()].sort((a, b) => (a.code < b.code ? -1 : 1)).map(({ code, name, certificate }) => ({ value: code, label: `${name}（${certificate}，${code}）` }));
  return (
    <>
      <Field name="kind" label={word("draw-amended-kind")} help={word(`draw-amend-help-${kind}`)} required>
        <Radio.Group options={KINDS.map((value) => ({ value, label: word(`draw-amended-kind-${value}`) }))} onChange={() => form.setFieldsValue({ inspector: undefined, reason: undefined })} />
      </Field>
      {kind === "absent" ? null : (
        <Field name="subject" label={word("draw-amend-subject")} required>
          <Select showSearch={{ optionFilterProp: "label" }} options={targets.map(({ code, name }) => ({ value: code, label: `${name} ${code}`.trim() }))} onChange={() => form.setFieldsValue({ inspector: undefined })} />
        </Field>
      )}
      {kind === "gone" ? null : <Field name="inspector" label={word("draw-amend-inspector")} required><Select showSearch={{ optionFilterProp: "label" }} options={people} /></Field>}
      <Field name="reason" label={word("draw-amended-reason")} help={word("draw-amend-reason-help")} required><Select options={REASONS[kind].map((value) => ({ value, label: word(`draw-amended-why-${value}`) }))} /></Field>
      <Field name="words" label={word("draw-amend-words")} help={word("draw-amend-words-help")} required><Input maxLength={120} showCount={NEAR} /></Field>
    </>
  );
}

/** Approve or decline one, or take back one's own. */
export function DecideAmendment({ verb }: { verb: Verb }) {
  return <OfDraw>{(draw) => <Known draw={draw}>{(row) => <Decide draw={draw} row={row} verb={verb} />}</Known>}</OfDraw>;
}

/** The amendment that the address names: brought along from the list, or looked up at the press of a button. */
function Known({ draw, children }: { draw: Draw; children: (row: Amendment) => ReactNode }) {
  const word = useWords();
  const { amendment = "" } = useParams();
  const brought = useLocation().state as Amendment | null;
  const open = useAmendments(draw);
  const row = brought?.id === amendment ? brought : open.result?.find(({ id }) => id === amendment);
  if (row) return children(row);
  return (
    <article>
      <PageHead title={word("draw-amended")} parent={parentOf(draw)} />
      <Button type="primary" onClick={open.run} loading={open.isRunning}>{word("draw-amend-open")}</Button>
      {open.error ? <ProblemView error={open.error} /> : null}
    </article>
  );
}

/** What is to be known of it. */
function About({ row }: { row: Amendment }) {
  const word = useWords();
  return (
    <DescriptionList items={[
      [word("draw-amended-kind"), word(`draw-amended-kind-${row.kind}`)], [word("draw-amend-about"), aboutText(row)],
      [word("draw-amended-reason"), word(`draw-amended-why-${row.reason}`)], [word("draw-amend-words"), row.words], [word("account-asked-by"), row.asker.name],
      [word("draw-amend-asked-at"), <DateText key="asked" value={row.asked_at} />],
      ...(row.notices ? [[word("draw-amend-notices"), <NoticesText key="notices" row={row} />] as [string, ReactNode]] : []),
    ]} />
  );
}

function Decide({ draw, row, verb }: { draw: Draw; row: Amendment; verb: Verb }) {
  const word = useWords();
  const id = useId();
  const leave = useToDraw();
  const [answer, setAnswer] = useState("");
  const step = { approve: word("draw-approve"), decline: word("draw-amend-decline"), withdraw: word("draw-amend-withdraw") }[verb];
  const label = { approve: word("draw-amend-answer"), decline: word("draw-reason"), withdraw: word("draw-amend-withdraw-why") }[verb];
  const effects = {
    approve: [word(`draw-amend-effect-${row.kind}`), word("draw-amend-effect-record")],
    decline: [word("draw-amend-effect-declined")], withdraw: [word("draw-amend-effect-withdrawn")],
  }[verb];
  const path = { params: { path: { id: draw.id, amendment: row.id } } };
  // On the page of an announced draw everybody reads what was declined or taken back, too.
  const told = [word("told-journal"), ...(draw.state === "announced" ? [word("draw-told-public")] : [])];
  return (
    <ActPage
      title={word("draw-step-of", { step: `${step}${word("draw-amended")}`, name: nameOf(draw) })} parent={parentOf(draw)} subject={<About row={row} />} isFinal={verb === "approve"}
      effects={effects} told={told}
      confirmation={{ kind: "tick", label: word("draw-sure") }} isReady={verb === "approve" || answer !== ""} actLabel={step} onDone={() => leave(draw.id)}
      act={(key) => ask(api.POST(`/api/v1/draws/{id}/amendments/{amendment}/${verb}`, { ...path, body: { answer }, ...keyed(key) }))}
    >
      <div className="sure"><label htmlFor={id}>{label}</label><Input.TextArea id={id} rows={2} maxLength={120} showCount={NEAR} onChange={({ target }) => setAnswer(target.value.replace(/\s+/g, " ").trim())} /></div>
    </ActPage>
  );
}
