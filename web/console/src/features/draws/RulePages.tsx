/** A new standing rule, and what becomes of one that waits: its approval or return by somebody else, or its withdrawal. */
import { useQueryClient } from "@tanstack/react-query";
import { Checkbox, Form, Input, InputNumber } from "antd";
import { useId, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMe } from "../../api/query";
import { ActPage } from "../../ui/ActPage";
import { DateInput } from "../../ui/DateInput";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { ProblemView } from "../../ui/ProblemView";
import { type RowColumn, RowsField } from "../../ui/RowsField";
import { NEAR } from "../../ui/near";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { Beacons } from "./Beacons";
import { RuleChanges } from "./RuleChanges";
import { RuleFacts } from "./RulesPage";
import { type Rule, useRules } from "./calls";
import { type RuleValues, blankRule, dayOf, ruleOf, ruleValues } from "./rule-values";

const MOST_CLOSED = 100;
const LONGEST_MINUTES = 30 * 24 * 60;

function useToRules(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    void queries.invalidateQueries({ queryKey: ["draw-rules"] });
    void navigate("/draw-rules");
  };
}

/** The form; it begins with the rule in force, of which the next mostly differs in a line. */
export function NewRule() {
  const word = useWords();
  const me = useMe();
  const leave = useToRules();
  const { data, error, refetch } = useRules();
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  const before = data.find(({ in_force, organisation }) => in_force && organisation === me.organisation.id);
  return (
    <FormPage<RuleValues, Rule>
      name="draw-rule" title={word("draw-rule-new")} help={word("draw-rule-new-lead")} parent={{ title: word("draw-rules"), to: "/draw-rules" }}
      initial={before ? ruleValues(before.rule) : blankRule()} submitLabel={word("draw-rule-write")} onDone={leave}
      submit={(values, key) => ask(api.POST("/api/v1/draw-rules", { body: { rule: ruleOf(values) }, ...keyed(key) }))}
    >
      <Fields />
    </FormPage>
  );
}

function Fields() {
  const word = useWords();
  const hasDice = Form.useWatch("has_dice") as boolean | undefined;
  const beacons = Form.useWatch("beacons") as RuleValues["beacons"] | undefined;
  // Where parties alone make the seed nothing closes behind them.
  const isAlone = beacons?.length === 0 && !hasDice;
  const closed: RowColumn<RuleValues["closed"][number]>[] = (["from", "to"] as const).map((key) => ({
    key, label: word(`draw-closed-${key}`), read: dayOf, input: (label) => <LabelledDay label={label} />, check: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) || (key === "to" && !text) ? null : word("form-required", { field: word(`draw-closed-${key}`) })),
  }));
  return (
    <>
      <Field name="text" label={word("draw-rule-text")} help={word("draw-rule-text-help")} required><Input.TextArea rows={2} maxLength={130} showCount={NEAR} /></Field>
      <Field name="reveal_s" label={word("draw-rule-reveal-minutes")} help={word("draw-rule-reveal-help")} required><Minutes /></Field>
      {isAlone ? null : <Field name="delay_s" label={word("draw-rule-delay-minutes")} help={word("draw-rule-delay-help")} required><Minutes /></Field>}
      <Field name="beacons" label={word("draw-rule-beacons")} help={word("draw-rule-beacons-help")}><Beacons /></Field>
      <Field name="has_dice" label={word("draw-rule-dice")} valueProp="checked"><Checkbox>{word("draw-rule-with-dice")}</Checkbox></Field>
      {hasDice ? (
        <>
          <Field name={["dice", "throws"]} label={word("draw-rule-throws")} required><InputNumber min={1} max={200} precision={0} /></Field>
          <Field name={["dice", "faces"]} label={word("draw-rule-faces")} required><InputNumber min={2} max={10} precision={0} /></Field>
        </>
      ) : null}
      <RowsField name="closed" title={word("draw-rule-closed")} help={word("draw-rule-closed-help")} columns={closed} blank={{ from: "", to: "" }} addLabel={word("draw-rule-closed-add")} most={MOST_CLOSED} />
    </>
  );
}

/** Minutes to people, seconds on the wire. */
function Minutes({ id, value, onChange }: { id?: string; value?: number; onChange?: (seconds: number | null) => void }) {
  return <InputNumber id={id} min={1} max={LONGEST_MINUTES} value={value === undefined ? null : value / 60} onChange={(minutes) => onChange?.(minutes === null ? null : Math.round(minutes * 60))} />;
}

/** A day in a table's cell, which has no label of its own. */
function LabelledDay({ label, ...given }: { label: string; id?: string; value?: string; onChange?: (day: string | undefined) => void }) {
  return <DateInput {...given} label={label} />;
}

type Verb = "approve" | "return" | "withdraw";

/** A step of a rule that waits: approved or returned by another, withdrawn by who wrote it. */
export function RuleStep({ verb }: { verb: Verb }) {
  const word = useWords();
  const { id = "" } = useParams();
  const { data, error, refetch } = useRules();
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  const rule = data?.find((one) => one.id === id);
  if (!data || !rule) return <p role="status">{word(data ? "draw-rule-gone" : "loading")}</p>;
  const before = data.find(({ in_force, organisation }) => in_force && organisation === rule.organisation);
  return verb === "return" ? <GiveBack rule={rule} before={before} /> : <PlainStep rule={rule} before={before} verb={verb} />;
}

interface Step {
  rule: Rule;
  /** The rule in force, if there is one. */
  before?: Rule;
}

function useStep({ rule, before }: Step, verb: Verb) {
  const word = useWords();
  const onDone = useToRules();
  return {
    title: word(`draw-rule-${verb}-of`, { n: rule.number }), parent: { title: word("draw-rules"), to: "/draw-rules" }, isFinal: false,
    subject: before ? <RuleChanges before={before} after={rule} /> : <RuleFacts rule={rule} />,
    told: [word("told-journal")], confirmation: { kind: "tick" as const, label: word("draw-sure") }, actLabel: word(`draw-rule-${verb}`), onDone,
  };
}

function PlainStep({ verb, ...given }: Step & { verb: "approve" | "withdraw" }) {
  const word = useWords();
  const { rule } = given;
  const step = useStep(given, verb);
  const effects = verb === "withdraw" ? [word("draw-rule-withdraw-effect")] : [word("draw-rule-approve-effect"), word("draw-rule-approve-effect-next")];
  return <ActPage {...step} effects={effects} act={(key) => ask(api.POST(`/api/v1/draw-rules/{id}/${verb}`, { ...at(rule.id), body: { version: rule.version }, ...keyed(key) }))} />;
}

function GiveBack(given: Step) {
  const word = useWords();
  const id = useId();
  const [reason, setReason] = useState("");
  const { rule } = given;
  const step = useStep(given, "return");
  return (
    <ActPage {...step} effects={[word("draw-rule-return-effect")]} isReady={reason !== ""} act={(key) => ask(api.POST("/api/v1/draw-rules/{id}/return", { ...at(rule.id), body: { reason, version: rule.version }, ...keyed(key) }))}>
      <div className="sure"><label htmlFor={id}>{word("draw-reason")}</label><Input.TextArea id={id} rows={2} maxLength={120} showCount={NEAR} onChange={({ target }) => setReason(target.value.replace(/\s+/g, " ").trim())} /></div>
    </ActPage>
  );
}
