/** A page for one act that can't be undone: what exactly will happen, who is told, and a deliberate yes. */
import { Button, Checkbox, Input } from "antd";
import { type ReactNode, useId, useState } from "react";
import { useNavigate } from "react-router";
import { useWords } from "../words/words";
import { PageHead, type Parent } from "./PageHead";
import { ProblemView } from "./ProblemView";
import { isTyped } from "./typed";
import { useRepeatedAct } from "./useRepeatedAct";

/** How one says yes: by a tick, or by typing a name, which nobody does by mistake. */
export type Confirmation = { kind: "tick"; label: string } | { kind: "type"; text: string };

/** Everything that makes one act different from another. */
export interface ActPageProps<R> {
  title: string;
  parent: Parent;
  /** What the act is on. */
  subject?: ReactNode;
  /** What will happen, one sentence each. */
  effects: string[];
  /** Who is told, one each. */
  told: string[];
  isFinal?: boolean;
  confirmation: Confirmation;
  /** More that the act needs to know: a reason, a date. */
  children?: ReactNode;
  isReady?: boolean;
  /** Why it isn't ready, where that isn't something left to fill in. */
  notReady?: string;
  actLabel: string;
  act: (key: string) => Promise<R>;
  onDone: (result: R) => void;
}

/** An act. */
export function ActPage<R>(props: ActPageProps<R>) {
  const { title, parent, subject, isFinal = true, confirmation, actLabel, act, onDone, isReady = true } = props;
  const word = useWords();
  const whyId = useId();
  const navigate = useNavigate();
  const [isSure, setSure] = useState(false);
  const { run, isRunning, error, result } = useRepeatedAct(act, onDone);
  const why = !isReady ? (props.notReady ?? word("act-why-ready")) : isSure ? null : word(`act-why-${confirmation.kind}`);
  return (
    <article className="actpage">
      <PageHead title={title} parent={parent} />
      {subject}
      <Consequences {...props} />
      {isFinal ? <p className="final">{word("act-final")}</p> : null}
      {props.children}
      {error ? <ProblemView error={error} /> : null}
      <Sure confirmation={confirmation} onChange={setSure} />
      <div className="form_buttons">
        <Button type="primary" danger={isFinal} disabled={why !== null} aria-describedby={why === null ? undefined : whyId} loading={isRunning || result !== undefined} onClick={run}>{actLabel}</Button>
        <Button disabled={isRunning} onClick={() => void navigate(parent.to)}>{word("cancel")}</Button>
        {why === null ? null : <span id={whyId} className="fine">{why}</span>}
      </div>
    </article>
  );
}

function Consequences<R>({ effects, told }: ActPageProps<R>) {
  const word = useWords();
  return (
    <div className="consequences">
      <h2>{word("act-effects")}</h2>
      <ol>{effects.map((effect) => <li key={effect}>{effect}</li>)}</ol>
      <h2>{word("act-told")}</h2>
      <ul>{(told.length > 0 ? told : [word("act-told-nobody")]).map((who) => <li key={who}>{who}</li>)}</ul>
    </div>
  );
}

function Sure({ confirmation, onChange }: { confirmation: Confirmation; onChange: (isSure: boolean) => void }) {
  const word = useWords();
  const id = useId();
  if (confirmation.kind === "tick") return <Checkbox className="sure" onChange={({ target }) => onChange(target.checked)}>{confirmation.label}</Checkbox>;
  return (
    <div className="sure">
      <label htmlFor={id}>{word("act-type", { text: confirmation.text })}</label>
      <Input id={id} autoComplete="off" onChange={({ target }) => onChange(isTyped(target.value, confirmation.text))} />
    </div>
  );
}
