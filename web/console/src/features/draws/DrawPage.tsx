/** One draw: how it stands, what can be done, its scheme, preview, parties, seed and result. */
import { Alert, Button, Steps } from "antd";
import { useNavigate } from "react-router";
import { serverNow } from "../../api/clock";
import { useMay } from "../../api/query";
import type { Act } from "../../api/types";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { PageHead } from "../../ui/PageHead";
import { Stacked } from "../../ui/Stacked";
import { DateText } from "../../ui/values";
import { type Word, useWordOf, useWords } from "../../words/words";
import { useDispatches } from "../inspections/calls";
import { Amendments } from "./Amendments";
import { Named } from "./Named";
import { NextStep } from "./NextStep";
import { OfDraw, nameOf } from "./OfDraw";
import { Parties } from "./Parties";
import { PreviewPanel } from "./PreviewPanel";
import { Readings } from "./Readings";
import { Result } from "./Result";
import { ACTS } from "./acts";
import { type Draw, type State, TONES, isDrawn } from "./calls";
import { dispatchedOf, mayFollow, missing } from "./next-step";
import { assuranceText } from "./rule-words";
import { EVERYBODY, rateText, stratumText } from "./scheme-values";

type Step = { to: string; act: Act; isFirst?: boolean };

/** What can be done to a draw where it stands. */
const OFFERED: Record<State, Step[]> = {
  draft: [{ to: "edit", act: ACTS.draft }, { to: "discard", act: ACTS.draft }, { to: "submit", act: ACTS.draft, isFirst: true }],
  submitted: [{ to: "return", act: ACTS.approve }, { to: "approve", act: ACTS.approve, isFirst: true }],
  approved: [{ to: "discard", act: ACTS.draft }, { to: "commit", act: ACTS.operate, isFirst: true }],
  committed: [{ to: "annul", act: ACTS.annul }],
  seeded: [],
  drawn: [{ to: "dispatch", act: ACTS.dispatch }, { to: "announce", act: ACTS.announce, isFirst: true }],
  announced: [{ to: "dispatch", act: ACTS.dispatch }],
  annulled: [],
  discarded: [],
};

/** Where it stands why the draw can't be committed yet. */
const WHY = "commit-why";

const WAY: State[] = ["draft", "submitted", "approved", "committed", "seeded", "drawn", "announced"];

/** The page. */
export function DrawPage() {
  const word = useWords();
  return (
    <OfDraw>
      {(draw, reload) => (
        <article>
          <PageHead title={nameOf(draw)} parent={{ title: word("nav-draws"), to: "/draws" }} actions={<Actions draw={draw} />} />
          <NextStep draw={draw}>{isGathering(draw) ? <Parties draw={draw} onChange={reload} /> : null}</NextStep>
          <Standing draw={draw} />
          {draw.commitment ? null : <PreviewPanel draw={draw} onSaved={reload} />}
          <Strata draw={draw} />
          <Named scheme={draw.scheme} />
          {isGathering(draw) ? null : <Parties draw={draw} onChange={reload} />}
          <Readings draw={draw} onChange={reload} />
          <Result draw={draw} />
          <Amendments draw={draw} />
        </article>
      )}
    </OfDraw>
  );
}

/** Whether the parties are to be given their links now: that is the next step, and stands with it. */
function isGathering({ state }: Draw): boolean {
  return state === "approved";
}

function Actions({ draw }: { draw: Draw }) {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const { id, state } = draw;
  // Once everybody has a visit, the next step says who dispatched them; who stands in for others since is dispatched anew.
  const { data: dispatches, isError } = useDispatches(id, isDrawn(draw));
  const { visits, waiting } = dispatchedOf(dispatches ?? { done: [], waiting: 0 });
  const isOpen = ({ to }: Step): boolean => to !== "dispatch" || isError || waiting > 0;
  const isNext = ({ to, isFirst }: Step): boolean => (to === "dispatch" ? state === "announced" || !may(ACTS.announce) : isFirst === true);
  const label = ({ to }: Step): string => (to === "dispatch" && visits > 0 ? word("draw-dispatch-more", { n: waiting }) : word(`draw-${to}`));
  const follow = may(ACTS.draft) && mayFollow(draw, serverNow()) ? <Button onClick={() => void navigate(`/draws/new?follows=${id}`)}>{word("draw-follow")}</Button> : null;
  const offered = OFFERED[state].filter((step) => may(step.act) && isOpen(step));
  const hashless = state === "approved" ? missing(draw, "hashed_at").length : 0;
  const isShut = ({ to }: Step): boolean => to === "commit" && hashless > 0;
  return (
    <>
      {follow}
      {offered.some(isShut) ? <span id={WHY} className="fine">{word("draw-commit-why", { n: hashless })}</span> : null}
      {offered.map((step) => <Button key={step.to} type={isNext(step) ? "primary" : "default"} disabled={isShut(step)} aria-describedby={isShut(step) ? WHY : undefined} onClick={() => void navigate(`/draws/${id}/${step.to}`)}>{label(step)}</Button>)}
    </>
  );
}

function scopeText({ scope }: Draw["scheme"], word: Word): string {
  const lists: string[][] = [scope.domains.map((domain) => word(`subject-domain-${domain}`)), scope.risks, scope.regions, scope.industries, scope.tags];
  return lists.filter((list) => list.length > 0).map((list) => list.join(word("list-between"))).join(word("list-apart")) || word("draw-scope-all");
}

function seatsText(seats: string[], word: Word): string {
  const people = word("draw-seats-value", { n: seats.length });
  return seats.every((seat) => seat === EVERYBODY) ? people : word("list-of", { what: people, list: seats.map((seat) => (seat === EVERYBODY ? word("draw-pool-all") : seat)).join(word("list-between")) });
}

function Standing({ draw }: { draw: Draw }) {
  const word = useWords();
  const { scheme, state } = draw;
  const place = WAY.indexOf(state);
  const announcer = state === "announced" && !draw.announcer ? word("draw-announced-itself") : draw.announcer?.name;
  return (
    <>
      {draw.reason ? <Alert type="warning" showIcon className="problem" title={word("draw-reason-was", { reason: draw.reason })} /> : null}
      {draw.confirmer ? <Alert type="warning" showIcon className="problem" title={word("draw-confirmed-was", { name: draw.confirmer.name, reason: draw.confirmation ?? "" })} /> : null}
      {state === "committed" && draw.annuller ? <Alert type="warning" showIcon className="problem" title={word("draw-annul-asked", { name: draw.annuller.name })} /> : null}
      {place >= 0 ? <Steps size="small" className="steps way" current={state === "announced" ? WAY.length : place} items={WAY.map((step) => ({ title: word(`draw-state-${step}`) }))} /> : null}
      <DescriptionList items={[
        [word("draws-state"), <Mark key="state" tone={TONES[state]}>{word(`draw-state-${state}`)}</Mark>],
        [word("draw-hands"), [draw.drafter.name, draw.approver?.name, draw.operator?.name, announcer].map((name) => name ?? "—").join(" / ")],
        [word("draw-items"), scheme.items.join(word("list-between"))],
        [word("draw-period"), <span key="period"><DateText value={scheme.from} /> – <DateText value={scheme.to} /></span>],
        [word("draw-scope"), scopeText(scheme, word)],
        [word("draw-seats"), seatsText(scheme.seats, word)],
        [word("draw-disclose-on"), scheme.disclosure ? <DateText key="day" value={scheme.disclosure} /> : word("draw-at-once")],
        ...(draw.commitment ? [
          [word("draws-committed"), <DateText key="at" value={draw.committed_at} />], [word("draws-assurance"), assuranceText(draw.assurance, word)],
          [word("draw-commitment-is"), <code key="c" className="digest">{draw.commitment}</code>], [word("draw-public-page"), <a key="page" href={`/draws/${draw.id}`}>{word("draw-public-open")}</a>],
          [word("draw-live"), <a key="live" href={`/draws/${draw.id}/live`} target="_blank" rel="noreferrer">{word("draw-live-open")}</a>],
        ] as [string, React.ReactNode][] : []),
      ]} />
    </>
  );
}

function Strata({ draw: { scheme } }: { draw: Draw }) {
  const word = useWords();
  const wordOf = useWordOf();
  if (scheme.strata.length === 0) return <div className="empty"><p className="empty_title">{word("draw-strata-none")}</p><p>{word("draw-strata-none-do")}</p></div>;
  return (
    <section className="compare" tabIndex={0} aria-label={word("draw-strata-saved")}>
      <h2>{word("draw-strata-saved")}</h2>
      <Stacked>
        <thead><tr>{["draw-stratum", "draw-rate", "draw-minimum"].map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
        <tbody>{scheme.strata.map((rate) => <tr key={rate.name}><th scope="row" title={rate.name}>{stratumText(rate.name, wordOf)}</th><td>{rateText(rate)}</td><td>{rate.minimum}</td></tr>)}</tbody>
      </Stacked>
    </section>
  );
}
