/** One visit: whose turn it is and what to do, who, where, when, with whom, what is checked, what was found, and its whole story. */
import { CheckCircleFilled, ClockCircleOutlined, EnvironmentOutlined, PrinterOutlined } from "@ant-design/icons";
import { Button, Steps } from "antd";
import { Link, useNavigate } from "react-router";
import { useMay, useMe } from "../../api/query";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { PageHead } from "../../ui/PageHead";
import { type Happening, Timeline } from "../../ui/Timeline";
import { DateText } from "../../ui/values";
import { moment } from "../../words/format";
import { useLanguage, useWords } from "../../words/words";
import { ACTS as DISCLOSURE_ACTS } from "../disclosure/acts";
import { type Row, useIsDue, usePublished } from "../disclosure/calls";
import { isOwn } from "../disclosure/public-text";
import { OutcomesOfVisit } from "../outcomes/OutcomesOfVisit";
import { OfVisit } from "./OfVisit";
import { RecordView } from "./RecordView";
import { TeamList } from "./TeamList";
import { There } from "./ThereList";
import { Until } from "./Until";
import { type Visit, STATES, TONES } from "./calls";
import { shownOf, standingOf, stepsFor, turnOf, whyOf } from "./steps";
import { type Told, storyOf } from "./story";

/** The page. */
export function VisitPage() {
  return <OfVisit>{(visit) => <Known visit={visit} />}</OfVisit>;
}

function Known({ visit }: { visit: Visit }) {
  const word = useWords();
  return (
    <article className="visitpage">
      <PageHead title={visit.name} parent={{ title: word("nav-visits-own"), to: "/visits" }} actions={<Papers visit={visit} />} />
      <Next visit={visit} />
      <Way visit={visit} />
      <div className="visit_grid">
        <div>
          <Particulars visit={visit} />
          <OutcomesOfVisit visit={visit} />
          <Written visit={visit} />
          {visit.state === "assigned" || visit.state === "noticed" ? <Items visit={visit} /> : null}
        </div>
        <aside>
          <section className="panel"><h2>{word("visits-team")}</h2><TeamList team={visit.team} /></section>
          <section className="panel"><h2>{word("visits-story")}</h2><Story visit={visit} /></section>
        </aside>
      </div>
    </article>
  );
}

/** What is printed. */
function Papers({ visit }: { visit: Visit }) {
  const word = useWords();
  const paper = (page: string) => <Button icon={<PrinterOutlined aria-hidden />} href={`/api/v1/visits/${visit.id}/${page}.html`} target="_blank">{word(`visits-print-${page}`)}</Button>;
  return <>{visit.notice ? paper("notice") : null}{shownOf(visit) ? paper("record") : null}</>;
}

/** What everybody reads of it now, as far as one may look. */
function usePublic(visit: Visit) {
  const may = useMay();
  return usePublished(visit, visit.records.some(({ reviewed_at }) => reviewed_at) && may(DISCLOSURE_ACTS.read)).data ?? null;
}

/** Whose turn it is; one's own step is the one button nobody can miss. */
function Next({ visit }: { visit: Visit }) {
  const word = useWords();
  const may = useMay();
  const me = useMe();
  const navigate = useNavigate();
  const standing = standingOf(visit);
  const steps = stepsFor(standing, me.id, may);
  const mayPublish = visit.state === "reviewed" && may(DISCLOSURE_ACTS.publish) && !isOwn(visit, me.id);
  const { data: isDue = false } = useIsDue(visit, mayPublish);
  const toPublish = mayPublish && isDue;
  const published = usePublic(visit);
  const current = visit.state === "reviewed" && published?.number === visit.number ? published : null;
  const waits = turnOf(standing, me.id, may);
  const turn = toPublish ? "visits-turn-publish" : current && waits === "visits-waits-reviewed" ? "visits-published" : waits;
  const why = whyOf(visit);
  const isMine = toPublish || steps.some(({ isFirst }) => isFirst);
  const Icon = visit.state === "reviewed" ? CheckCircleFilled : ClockCircleOutlined;
  return (
    <section className="next" data-mine={isMine} data-tone={visit.overdue ? "bad" : visit.state === "reviewed" ? "good" : undefined} aria-label={word("visits-next")}>
      <div className="next_said">
        <p className="next_turn"><Icon aria-hidden /> {word(turn)}</p>
        {visit.overdue ? <p>{word("visits-overdue-do")}</p> : null}
        {why ? <p className="lines">{word(why, { reason: visit.reason })}</p> : null}
        {current ? <Public published={current} /> : null}
      </div>
      {toPublish ? <Button type="primary" size="large" onClick={() => void navigate(`/disclosures?state=due&q=${encodeURIComponent(visit.code)}`)}>{word("visits-publish-go")}</Button> : null}
      {steps.map(({ verb, isFirst }) => <Button key={verb} type={isFirst ? "primary" : "default"} size={isFirst ? "large" : "middle"} onClick={() => void navigate(`/visits/${visit.id}/${verb}`)}>{word(verb === "review" ? "visits-review-go" : `visits-${verb}`)}</Button>)}
    </section>
  );
}

/** When and by whom it was published, and where everybody reads it. */
function Public({ published: { path, published_at, publisher } }: { published: Row }) {
  const word = useWords();
  const { language } = useLanguage();
  return (
    <>
      {published_at ? <p>{word("visits-published-by", { time: moment(published_at, language), name: publisher?.name ?? "—" })}</p> : null}
      {path ? <p><a href={path} target="_blank" rel="noreferrer">{word("disclosures-look")}</a></p> : null}
    </>
  );
}

function Way({ visit: { state } }: { visit: Visit }) {
  const word = useWords();
  return <Steps size="small" className="steps visit_way" current={state === "reviewed" ? STATES.length : STATES.indexOf(state)} items={STATES.map((step) => ({ title: word(`visits-state-${step}`) }))} />;
}

function Particulars({ visit }: { visit: Visit }) {
  const word = useWords();
  return (
    <DescriptionList items={[
      [word("visits-state"), <Mark key="state" tone={TONES[visit.state]}>{word(`visits-state-${visit.state}`)}</Mark>],
      [word("visits-code"), <span key="code" className="number">{visit.code}</span>],
      [word("visits-address"), visit.address ? <span key="address"><EnvironmentOutlined aria-hidden /> {visit.address}</span> : null],
      [word("visits-period"), <span key="period"><DateText value={visit.first_day} /> – <Until row={visit} /></span>],
      [word("visits-task"), <Link key="task" to={`/draws/${visit.draw}`}>{visit.task}</Link>],
      [word("visits-notice-number"), visit.notice ? <span key="notice" className="number">{word("notice-number", { year: String(visit.notice.year), number: String(visit.notice.number) })}</span> : word("visits-notice-none")],
      [word("visits-organisation"), visit.organisation_name],
    ]} />
  );
}

/** What is to be checked, until it is. */
function Items({ visit: { items } }: { visit: Visit }) {
  const word = useWords();
  return (
    <section>
      <h2>{word("visits-to-check")}</h2>
      {items.map((item) => (
        <details key={item.code} className="panel item" open={items.length === 1}>
          <summary><span className="number">{item.code}</span> {item.name} <span className="fine">{word("visits-rows", { count: item.rows.length })}</span></summary>
          <ol className="item_rows">{item.rows.map(({ text, basis }, at) => <li key={at}>{text}{basis ? <small>{basis}</small> : null}</li>)}</ol>
          <p className="fine">{word("visits-bases")}{item.bases.map(({ law, article }) => `${law}${article}`).join("、")}</p>
          {item.materials.length > 0 ? <p className="fine">{word("visits-materials")}{item.materials.join("、")}</p> : null}
        </details>
      ))}
    </section>
  );
}

function Written({ visit }: { visit: Visit }) {
  const word = useWords();
  const shown = shownOf(visit);
  if (!shown) return null;
  return (
    <section>
      <div className="section_head"><h2>{word("visits-record-version", { version: shown.number })}</h2>{visit.records.length > 1 ? <Link to={`/visits/${visit.id}/versions`}>{word("visits-versions")}</Link> : null}</div>
      <RecordView record={shown.record} visit={visit} />
      <There there={shown.there} />
    </section>
  );
}

/** All that happened, the latest first; of a new visit, that nothing has. */
function Story({ visit }: { visit: Visit }) {
  const word = useWords();
  const told = storyOf(visit, usePublic(visit));
  if (told.length === 0) return <p className="fine">{word("visits-story-none")}</p>;
  const happening = ({ id, at, key, who, detail: { number, reason }, tone }: Told): Happening => ({
    id, at, what: word(key, { version: number }), who, tone, detail: reason ? <p className="lines">{word("visits-story-reason", { reason })}</p> : undefined,
  });
  return <Timeline happenings={told.map(happening).reverse()} />;
}
