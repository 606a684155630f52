/** Writes a case's decision; somebody else approves it. Amounts are written in yuan. */
import { Alert, Checkbox, Form, Input } from "antd";
import { api, ask } from "../../api/client";
import { DateInput } from "../../ui/DateInput";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { NEAR } from "../../ui/near";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { titleOf } from "./Naming";
import { OfOutcome, parentOf } from "./OfOutcome";
import { fenOf, yuanOf } from "./amounts";
import { type Outcome, SANCTIONS, type Sanction, useToOutcome } from "./calls";
import { type Deciding, decisionBody, withSanction } from "./form-values";
import { LONGEST, LONGEST_NUMBER } from "./limits";
import { declinedFor, writtenIn } from "./turns";

/** The page. */
export function DecisionPage() {
  return <OfOutcome>{(outcome, reload) => <Decide key={outcome.version} outcome={outcome} reload={reload} />}</OfOutcome>;
}

/** What was written before, if it was declined. */
function beginningOf(outcome: Outcome): Deciding {
  const decision = writtenIn(outcome);
  if (!decision) return { number: "", day: today(), sanctions: [], text: "" };
  return { ...decision, fine: yuanOf(decision.fine), confiscated: yuanOf(decision.confiscated) };
}

function Decide({ outcome, reload }: { outcome: Outcome; reload: () => void }) {
  const word = useWords();
  const leave = useToOutcome();
  const why = declinedFor(outcome);
  return (
    <FormPage<Deciding, Outcome>
      name={`outcome-decision-${outcome.id}`} title={word("outcomes-decision-of", { name: `${titleOf(outcome, word)} ${outcome.name}` })} help={word("outcomes-decision-lead")} parent={parentOf(outcome, word)}
      initial={beginningOf(outcome)} submitLabel={word("outcomes-decision-go")} onDone={leave} onReload={reload}
      submit={(values, key) => ask(api.POST("/api/v1/outcomes/{id}/decision", { ...at(outcome.id), body: decisionBody(values, outcome.version), ...keyed(key) }))}
    >
      {why ? <Alert type="warning" showIcon className="problem" title={word("outcomes-declined-for", { reason: why })} /> : null}
      <div className="pair">
        <Field name="number" label={word("outcomes-decision-number")} help={word("outcomes-decision-number-help")} required><Input maxLength={LONGEST_NUMBER} showCount={NEAR} /></Field>
        <Field name="day" label={word("outcomes-decision-day")} required><DateInput first={outcome.opened_at ? today(new Date(outcome.opened_at)) : undefined} last={today()} /></Field>
      </div>
      <Field name="sanctions" label={word("outcomes-sanctions")} help={word("outcomes-sanctions-help")} required><SanctionsInput /></Field>
      <Amounts />
      <Field name="text" label={word("outcomes-decision-text")} help={word("outcomes-decision-text-help")} required><Input.TextArea rows={7} maxLength={LONGEST} showCount={NEAR} /></Field>
    </FormPage>
  );
}

/** A form's choice of sanctions. */
function SanctionsInput({ id, value = [], onChange }: { id?: string; value?: Sanction[]; onChange?: (chosen: Sanction[]) => void }) {
  const word = useWords();
  return <div id={id}><Checkbox.Group<Sanction> className="sanctions" value={value} onChange={(chosen) => onChange?.(withSanction(value, chosen))} options={SANCTIONS.map((one) => ({ value: one, label: word(`outcome-sanction-${one}`) }))} /></div>;
}

/** Each amount is asked for with its sanction. */
function Amounts() {
  const word = useWords();
  const sanctions = Form.useWatch<Sanction[] | undefined>("sanctions") ?? [];
  const check = (text: string): string | null => (fenOf(text) === null ? word("outcomes-amount-wrong") : null);
  const amount = (name: string) => <Field name={name} label={word(`outcomes-${name}`)} help={word("outcomes-amount-help")} required check={check}><Input prefix="¥" suffix={word("outcomes-yuan")} inputMode="decimal" maxLength={20} /></Field>;
  return <>{sanctions.includes("fine") ? amount("fine") : null}{sanctions.includes("confiscation") ? amount("confiscated") : null}</>;
}
