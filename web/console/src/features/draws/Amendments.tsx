/** What was amended after the draw, and what waits for an approver; before the draw is published each look is on record. */
import { Alert, Button } from "antd";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import { useMay, useMe } from "../../api/query";
import { Mark, type Tone } from "../../ui/Mark";
import { ProblemView } from "../../ui/ProblemView";
import { Stacked } from "../../ui/Stacked";
import { useAct } from "../../ui/useAct";
import { DateText } from "../../ui/values";
import { type Word, useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { ACTS } from "./acts";
import { type Verb, noticesKey, verbsOf } from "./amending";
import type { Amendment, Draw } from "./calls";

const TONES: Record<Amendment["state"], Tone> = { asked: "warn", approved: "good", declined: "bad", withdrawn: "plain" };

/** The section. */
export function Amendments({ draw }: { draw: Draw }) {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const open = useAmendments(draw);
  if (!may(ACTS.amendments) || (draw.state !== "drawn" && draw.state !== "announced")) return null;
  return (
    <section id="amended" className="compare" tabIndex={0} aria-label={word("draw-amended")}>
      <h2>{word("draw-amended")}</h2>
      <p>{word("draw-amend-counts", { approved: draw.amendments_approved, asked: draw.amendments_asked })}{draw.state === "drawn" ? ` ${word("draw-result-secret")}` : ""}</p>
      {draw.amendments_asked > 0 && may(ACTS.approve) ? <Alert type="warning" showIcon className="problem" title={word("draw-amend-waiting", { n: draw.amendments_asked })} /> : null}
      <div className="form_buttons">
        <Button onClick={open.run} loading={open.isRunning}>{word("draw-amend-open")}</Button>
        {may(ACTS.amend) ? <Button onClick={() => void navigate(`/draws/${draw.id}/amend`)}>{word("draw-amend-ask")}</Button> : null}
      </div>
      {open.error ? <ProblemView error={open.error} /> : null}
      {open.result ? <List draw={draw} rows={open.result} /> : null}
    </section>
  );
}

/** The look that is on record. */
export function useAmendments(draw: Draw) {
  return useAct((key) => ask(api.POST("/api/v1/draws/{id}/amendments/open", { ...at(draw.id), ...keyed(key) })));
}

/** Whom an amendment is about, in words. */
export function aboutText({ subject, subject_name, inspector }: Amendment): string {
  const who = inspector ? `${inspector.name}（${inspector.code}）` : "";
  return [subject ? `${subject_name} ${subject}`.trim() : "", who].filter((part) => part !== "").join("；");
}

/** What it brought about, in words. */
function effectText({ state, changed, open_seats, stood_in, stood_in_name }: Amendment, word: Word): string {
  if (state !== "approved") return "—";
  const parts = [word("draw-amend-changed", { n: changed }), stood_in ? word("draw-amend-stood-in", { name: stood_in_name || stood_in }) : "", open_seats > 0 ? word("draw-amend-open-seats", { n: open_seats }) : ""];
  return parts.filter((part) => part !== "").join("；");
}

/** Whether and when the business was told who comes: whoever decides weighs it. */
export function NoticesText({ row }: { row: Amendment }) {
  const word = useWords();
  const key = noticesKey(row);
  if (key === null || !row.notices) return null;
  const { visits, given, first_at } = row.notices;
  return <>{word(`draw-amend-notices-${key}`, { visits, given })}{first_at ? <> <DateText value={first_at} /></> : null}</>;
}

function List({ draw, rows }: { draw: Draw; rows: Amendment[] }) {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const me = useMe().id;
  if (rows.length === 0) return <p>{word("draw-amended-none")}</p>;
  const mine = { approve: may(ACTS.approve), amend: may(ACTS.amend) };
  const names: Record<Verb, string> = { approve: word("draw-approve"), decline: word("draw-amend-decline"), withdraw: word("draw-amend-withdraw") };
  const decide = (row: Amendment, verb: Verb) => void navigate(`/draws/${draw.id}/amendments/${row.id}/${verb}`, { state: row });
  return (
    <Stacked>
      <thead><tr>{["draw-amended-number", "draw-amended-kind", "draw-amend-about", "draw-amended-reason", "draws-state", "draw-amend-by", "draw-amend-effect"].map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.number ?? "—"}</th><td>{word(`draw-amended-kind-${row.kind}`)}</td><td>{aboutText(row)}</td>
            <td>{word(`draw-amended-why-${row.reason}`)}<br />{row.words}</td>
            <td><Mark tone={TONES[row.state]}>{word(`draw-amend-state-${row.state}`)}</Mark>{row.answer ? <><br />{row.answer}</> : null}</td>
            <td>
              {row.asker.name} <DateText value={row.asked_at} />
              {row.decider ? <><br />{row.decider.name} <DateText value={row.decided_at} /></> : null}
              {row.withdrawn_at ? <><br />{word("draw-amend-state-withdrawn")} <DateText value={row.withdrawn_at} /></> : null}
              {row.notices ? <><br /><NoticesText row={row} /></> : null}
            </td>
            <td>{verbsOf(row, me, mine).length > 0 ? <span className="bulk">{verbsOf(row, me, mine).map((verb) => <Button key={verb} onClick={() => decide(row, verb)}>{names[verb]}</Button>)}</span> : effectText(row, word)}</td>
          </tr>
        ))}
      </tbody>
    </Stacked>
  );
}
