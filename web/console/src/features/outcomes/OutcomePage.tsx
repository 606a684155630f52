/** One outcome: whose turn it is and what to do, what it is about, what came of it, and its whole story. */
import { CheckCircleFilled, ClockCircleOutlined, PrinterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { Link, useNavigate } from "react-router";
import { DescriptionList } from "../../ui/DescriptionList";
import { PageHead } from "../../ui/PageHead";
import { type Happening, Timeline } from "../../ui/Timeline";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { DecisionView } from "./DecisionView";
import { Due } from "./Due";
import { Standing, numberOf, titleOf } from "./Naming";
import { OfOutcome } from "./OfOutcome";
import type { Outcome, Step } from "./calls";
import { declinedFor, hasPaper, isOver, keyOf, offered, toneOf, turnOf } from "./turns";

/** The page. */
export function OutcomePage() {
  return <OfOutcome>{(outcome) => <Known outcome={outcome} />}</OfOutcome>;
}

function Known({ outcome }: { outcome: Outcome }) {
  const word = useWords();
  return (
    <article className="visitpage">
      <PageHead title={`${titleOf(outcome, word)} ${outcome.name}`} parent={{ title: word("nav-outcomes-own"), to: "/outcomes" }} actions={<Paper outcome={outcome} />} />
      <Next outcome={outcome} />
      <div className="visit_grid">
        <div>
          <Particulars outcome={outcome} />
          <section className="said"><h2>{word(`outcomes-text-${outcome.kind}`)}</h2><p className="lines">{outcome.text}</p></section>
          <Findings outcome={outcome} />
          {outcome.decision ? <section className="panel"><h2>{word("outcomes-decision-view")}</h2><DecisionView decision={outcome.decision} /></section> : null}
          <Acknowledged outcome={outcome} />
        </div>
        <aside><section className="panel"><h2>{word("outcomes-story")}</h2><Timeline happenings={outcome.steps.map((step, place) => happening(step, place, word)).reverse()} /></section></aside>
      </div>
    </article>
  );
}

/** What is printed. */
function Paper({ outcome }: { outcome: Outcome }) {
  const word = useWords();
  if (!hasPaper(outcome)) return null;
  return <Button icon={<PrinterOutlined aria-hidden />} href={`/api/v1/outcomes/${outcome.id}/paper.html`} target="_blank">{word(`outcomes-print-${outcome.kind}`)}</Button>;
}

/** Whose turn it is; one's own step is the one button nobody can miss. */
function Next({ outcome }: { outcome: Outcome }) {
  const word = useWords();
  const navigate = useNavigate();
  const acts = offered(outcome.can);
  const why = declinedFor(outcome);
  const Icon = isOver(outcome) ? CheckCircleFilled : ClockCircleOutlined;
  return (
    <section className="next" data-mine={acts.some(({ isFirst }) => isFirst)} data-tone={outcome.overdue ? "bad" : outcome.state === "closed" ? "good" : undefined} aria-label={word("outcomes-next")}>
      <div className="next_said">
        <p className="next_turn"><Icon aria-hidden /> {word(turnOf(outcome))}</p>
        {outcome.overdue ? <p>{word(`outcomes-overdue-${outcome.kind === "case" ? "case" : "order"}`)}</p> : null}
        {why ? <p className="lines">{word("outcomes-declined-for", { reason: why })}</p> : null}
      </div>
      {acts.map(({ verb, isFirst }) => <Button key={verb} type={isFirst ? "primary" : "default"} size={isFirst ? "large" : "middle"} onClick={() => void navigate(`/outcomes/${outcome.id}/${verb}`)}>{word(`outcomes-${verb}`)}</Button>)}
    </section>
  );
}

function Particulars({ outcome }: { outcome: Outcome }) {
  const word = useWords();
  return (
    <DescriptionList items={[
      [word("outcomes-state"), <Standing key="state" row={outcome} />],
      [word("outcomes-number"), <span key="number" className="number">{numberOf(outcome, word) ?? word("outcomes-number-none")}</span>],
      [word("outcomes-subject"), <Link key="visit" to={`/visits/${outcome.visit}`}>{outcome.name}</Link>],
      [word("outcomes-code"), <span key="code" className="number">{outcome.code}</span>],
      ...(outcome.due ? [[word("outcomes-due"), <Due key="due" row={outcome} />] as [string, React.ReactNode]] : []),
      ...(outcome.to ? [[word("outcomes-to"), outcome.to] as [string, string]] : []),
      [word("outcomes-opened"), <DateText key="opened" value={outcome.opened_at} />],
      [word("outcomes-closed"), <DateText key="closed" value={outcome.closed_at} />],
      [word("outcomes-task"), <Link key="task" to={`/draws/${outcome.draw.id}`}>{outcome.draw.task}</Link>],
      [word("outcomes-organisation"), outcome.organisation.name],
    ]} />
  );
}

function Findings({ outcome: { findings } }: { outcome: Outcome }) {
  const word = useWords();
  if (findings.length === 0) return null;
  return (
    <section className="panel">
      <h2>{word("outcomes-findings")}</h2>
      <ul className="findings">{findings.map(({ item, item_name, row, question, found }) => <li key={`${item} ${row}`}><p><span className="number">{item}</span> {item_name}：{question}</p>{found ? <p className="lines">{found}</p> : null}</li>)}</ul>
    </section>
  );
}

function Acknowledged({ outcome: { acknowledgement } }: { outcome: Outcome }) {
  const word = useWords();
  if (!acknowledgement) return null;
  const { day, by, accepted, text } = acknowledgement;
  return (
    <section className="panel">
      <h2>{word("outcomes-acknowledgement")}</h2>
      <DescriptionList items={[[word("outcomes-acknowledge-day"), <DateText key="day" value={day} />], [word("outcomes-acknowledge-by"), by], [word("outcomes-accepted"), word(accepted ? "outcomes-accepted-yes" : "outcomes-accepted-no")]]} />
      {text ? <p className="lines">{text}</p> : null}
    </section>
  );
}

function happening(step: Step, place: number, word: ReturnType<typeof useWords>): Happening {
  const { at, person, day, due, text, decision } = step;
  return {
    id: `${place}`, at, what: word(keyOf(step)), who: person.name, tone: toneOf(step),
    detail: (
      <>
        {day ? <p>{word("outcomes-step-day")} <DateText value={day} /></p> : null}
        {due ? <p>{word("outcomes-step-due")} <DateText value={due} /></p> : null}
        {decision ? <p>{[decision.number, ...decision.sanctions.map((one) => word(`outcome-sanction-${one}`))].join("、")}</p> : null}
        {text ? <p className="lines">{text}</p> : null}
      </>
    ),
  };
}
