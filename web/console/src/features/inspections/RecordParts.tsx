/** The parts of a record's form: big buttons for a hand that holds a telephone, keys for one that holds none. */
import { Button, Input } from "antd";
import { type KeyboardEvent, useId } from "react";
import { serverNow } from "../../api/clock";
import { hour } from "../../words/format";
import { useWords } from "../../words/words";
import type { Member } from "./calls";
import { NOTHING, behind, withResult } from "./form-values";
import type { Result } from "./record";

/** The answers, each with the key that gives it. */
const ANSWERS = ["yes", "no", "not-applicable"] as const;

/** What a form gives its inputs. */
interface Given<V> {
  id?: string;
  value?: V;
  onChange?: (value: V) => void;
}

/** The row after this one gets the focus at once, so that no key is lost; what a *no* asks for gets it as soon as it is there. */
function goOn(from: HTMLElement, answer: string): void {
  const row = from.closest(".ask");
  if (answer === "no") window.setTimeout(() => row?.querySelector<HTMLElement>("textarea")?.focus());
  else row?.nextElementSibling?.querySelector<HTMLElement>("input:checked, input, textarea")?.focus();
}

/** 是, 否 or 不适用. */
export function Answer({ id, value, onChange, label }: Given<string> & { label: string }) {
  const word = useWords();
  const name = useId();
  const hear = (event: KeyboardEvent<HTMLElement>): void => {
    const answer = ANSWERS[Number(event.key) - 1];
    if (answer === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onChange?.(answer);
    goOn(event.currentTarget, answer);
  };
  return (
    <div id={id} role="radiogroup" aria-label={label} className="answers" onKeyDown={hear}>
      {ANSWERS.map((answer) => (
        <label key={answer} className="answer" data-answer={answer}>
          <input type="radio" name={name} checked={value === answer} onChange={() => onChange?.(answer)} />
          <span>{word(`visit-tick-${answer}`)}</span>
        </label>
      ))}
    </div>
  );
}

/** That a value isn't asked for here. */
export function NotApplicable({ id, value, onChange, label }: Given<string | null> & { label: string }) {
  const word = useWords();
  return (
    <label className="answer" data-answer="not-applicable">
      <input id={id} type="checkbox" aria-label={word("write-not-applicable-of", { row: label })} checked={value === "not-applicable"} onChange={({ target }) => onChange?.(target.checked ? "not-applicable" : null)} />
      <span>{word("visit-tick-not-applicable")}</span>
    </label>
  );
}

/** Who of the team is there. */
export function Present({ id, value = [], onChange, team }: Given<string[]> & { team: Member[] }) {
  const toggle = (code: string, isOn: boolean): void => onChange?.(isOn ? [...value, code] : value.filter((one) => one !== code));
  const word = useWords();
  return (
    <div id={id} className="picks" role="group" aria-label={word("write-present")}>
      {team.map(({ code, name, certificate }) => (
        <label key={code} className="pick" data-checked={value.includes(code)}>
          <input type="checkbox" checked={value.includes(code)} onChange={({ target }) => toggle(code, target.checked)} />
          <span><strong>{name}</strong><small className="number">{certificate}</small></span>
        </label>
      ))}
    </div>
  );
}

/** What it came to: one or more, or nothing at all. */
export function Results({ id, value = [], onChange, all }: Given<Result[]> & { all: Result[] }) {
  const word = useWords();
  return (
    <div id={id} className="picks" role="group" aria-label={word("write-results")}>
      {all.map((result) => (
        <label key={result} className="pick" data-checked={value.includes(result)} data-tone={result === NOTHING ? "good" : "warn"}>
          <input type="checkbox" checked={value.includes(result)} onChange={({ target }) => onChange?.(withResult(value, result, target.checked))} />
          <span><strong>{word(`visit-result-${result}`)}</strong></span>
        </label>
      ))}
    </div>
  );
}

/** Signed, or refused. */
export function Signed({ id, value, onChange }: Given<string>) {
  const word = useWords();
  const name = useId();
  return (
    <div id={id} role="radiogroup" aria-label={word("write-signing")} className="answers">
      {(["signed", "refused"] as const).map((answer) => (
        <label key={answer} className="answer" data-answer={answer}>
          <input type="radio" name={name} checked={value === answer} onChange={() => onChange?.(answer)} />
          <span>{word(`visit-signing-${answer}`)}</span>
        </label>
      ))}
    </div>
  );
}

/** A time of the day, on telephones turned rather than typed; or the time it is now. An end is behind its beginning, by a minute at the least. */
export function ClockInput({ id, value, onChange, label, from }: Given<string> & { label: string; from?: () => string | undefined }) {
  const word = useWords();
  const now = (): void => onChange?.(behind(hour(new Date(serverNow()).toISOString()), from?.()));
  return (
    <div className="copied">
      <Input id={id} type="time" value={value ?? ""} onChange={({ target }) => onChange?.(target.value)} className="clock" />
      <Button aria-label={word("write-now-of", { field: label })} onClick={now}>{word("write-now")}</Button>
    </div>
  );
}
