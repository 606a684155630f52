/** A recheck, a later due day, an answer that came: each a form of its own. */
import { Form, Input, Radio } from "antd";
import { api, ask } from "../../api/client";
import { DateInput } from "../../ui/DateInput";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { NEAR } from "../../ui/near";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { DueInput } from "./DueInput";
import { titleOf } from "./Naming";
import { OfOutcome, parentOf } from "./OfOutcome";
import { type Outcome, useToOutcome } from "./calls";
import { dayAfter, plain } from "./form-values";
import { LONGEST, LONGEST_NAME, MOST_DAYS } from "./limits";

/** What all these forms have alike. */
function useForm(outcome: Outcome, verb: "recheck" | "extend" | "acknowledge") {
  const word = useWords();
  const leave = useToOutcome();
  return {
    name: `outcome-${verb}-${outcome.id}`, title: word(`outcomes-${verb}-of`, { name: `${titleOf(outcome, word)} ${outcome.name}` }), help: word(`outcomes-${verb}-lead`), parent: parentOf(outcome, word),
    submitLabel: word(`outcomes-${verb}-go`), onDone: leave,
  };
}

/** The day it was opened, in China. */
function openedOf({ opened_at }: Outcome): string | undefined {
  return opened_at ? today(new Date(opened_at)) : undefined;
}

interface Props {
  outcome: Outcome;
  reload: () => void;
}

interface Rechecked {
  day?: string;
  cleared?: boolean;
  due?: string;
  text: string;
}

/** Looks whether an order was followed. */
export function RecheckPage() {
  return <OfOutcome>{(outcome, reload) => <Recheck key={outcome.version} outcome={outcome} reload={reload} />}</OfOutcome>;
}

function Recheck({ outcome, reload }: Props) {
  const word = useWords();
  const form = useForm(outcome, "recheck");
  return (
    <FormPage<Rechecked, Outcome>
      {...form} onReload={reload} initial={{ day: today(), text: "" }}
      submit={({ day = "", cleared = false, due, text }, key) => ask(api.POST("/api/v1/outcomes/{id}/recheck", { ...at(outcome.id), body: { version: outcome.version, day, cleared, text: plain(text), due: cleared ? undefined : due }, ...keyed(key) }))}
    >
      <Field name="day" label={word("outcomes-recheck-day")} required><DateInput first={openedOf(outcome)} last={today()} /></Field>
      <Field name="cleared" label={word("outcomes-cleared")} required><Radio.Group className="column" options={[{ value: true, label: word("outcomes-cleared-yes") }, { value: false, label: word("outcomes-cleared-no") }]} /></Field>
      <NewDue />
      <Field name="text" label={word("outcomes-recheck-text")} help={word("outcomes-recheck-text-help")} required><Input.TextArea rows={5} maxLength={LONGEST} showCount={NEAR} /></Field>
    </FormPage>
  );
}

/** What isn't cleared gets a new day. */
function NewDue() {
  const word = useWords();
  const cleared = Form.useWatch<boolean | undefined>("cleared");
  const day = Form.useWatch<string | undefined>("day") ?? today();
  return cleared === false ? <Field name="due" label={word("outcomes-new-due")} required><DueInput first={dayAfter(day, 1)} last={dayAfter(day, MOST_DAYS)} /></Field> : null;
}

interface Extended {
  due?: string;
  reason: string;
}

/** Gives an order more time. */
export function ExtendPage() {
  return <OfOutcome>{(outcome, reload) => <Extend key={outcome.version} outcome={outcome} reload={reload} />}</OfOutcome>;
}

function Extend({ outcome, reload }: Props) {
  const word = useWords();
  const form = useForm(outcome, "extend");
  const due = outcome.due ?? today();
  return (
    <FormPage<Extended, Outcome>
      {...form} onReload={reload} initial={{ reason: "" }}
      submit={({ due = "", reason }, key) => ask(api.POST("/api/v1/outcomes/{id}/extend", { ...at(outcome.id), body: { version: outcome.version, due, reason: plain(reason) }, ...keyed(key) }))}
    >
      <Field name="due" label={word("outcomes-new-due")} help={word("outcomes-extend-due-help")} required><DueInput first={dayAfter(due, 1)} last={dayAfter(due, MOST_DAYS)} /></Field>
      <Field name="reason" label={word("outcomes-extend-reason")} required><Input.TextArea rows={4} maxLength={LONGEST} showCount={NEAR} /></Field>
    </FormPage>
  );
}

interface Answered {
  day?: string;
  by: string;
  accepted?: boolean;
  text: string;
}

/** Keeps what the receiving department answered. */
export function AcknowledgePage() {
  return <OfOutcome>{(outcome, reload) => <Acknowledge key={outcome.version} outcome={outcome} reload={reload} />}</OfOutcome>;
}

function Acknowledge({ outcome, reload }: Props) {
  const word = useWords();
  const form = useForm(outcome, "acknowledge");
  return (
    <FormPage<Answered, Outcome>
      {...form} onReload={reload} initial={{ by: outcome.to ?? "", text: "" }}
      submit={({ day = "", by, accepted = false, text }, key) => ask(api.POST("/api/v1/outcomes/{id}/acknowledge", { ...at(outcome.id), body: { version: outcome.version, day, by: plain(by), accepted, text: plain(text) }, ...keyed(key) }))}
    >
      <div className="pair">
        <Field name="day" label={word("outcomes-acknowledge-day")} required><DateInput first={openedOf(outcome)} last={today()} /></Field>
        <Field name="by" label={word("outcomes-acknowledge-by")} required><Input maxLength={LONGEST_NAME} showCount={NEAR} /></Field>
      </div>
      <Field name="accepted" label={word("outcomes-accepted")} required><Radio.Group className="column" options={[{ value: true, label: word("outcomes-accepted-yes") }, { value: false, label: word("outcomes-accepted-no") }]} /></Field>
      <Answer />
    </FormPage>
  );
}

/** What they say: required where they don't take it. */
function Answer() {
  const word = useWords();
  const accepted = Form.useWatch<boolean | undefined>("accepted");
  return <Field name="text" label={word("outcomes-acknowledge-text")} help={word("outcomes-acknowledge-text-help")} required={accepted === false}><Input.TextArea rows={4} maxLength={LONGEST} showCount={NEAR} /></Field>;
}
