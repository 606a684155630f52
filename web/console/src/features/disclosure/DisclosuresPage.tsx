/** Results to be published, by the day by which they must be, and those that are. */
import { CalendarOutlined, LinkOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { Count, DateText } from "../../ui/values";
import { day } from "../../words/format";
import { type Word, useLanguage, useWords } from "../../words/words";
import { ResultMarks } from "../inspections/RecordView";
import { Countdown } from "./Countdown";
import { ACTS } from "./acts";
import { type Narrowing, READY, type Row, STATES, TONES, useFirsts } from "./calls";
import { isReady, publishPath } from "./chosen";

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/disclosures", { params: { query }, signal }));
}

/** Beside the navigation, all of them fit a screen 1440 wide: what is cut off is overlooked. */
export function columnsOf(word: Word): Column<Row>[] {
  return [
    { key: "name", title: word("disclosures-subject"), width: 205, render: (row) => <>{nameOf(row, word)}{row.number > 1 ? <> <Mark>{word("disclosures-version", { number: row.number })}</Mark></> : null}</> },
    { key: "due", title: word("disclosures-due"), width: 170, render: (row) => <Countdown row={row} /> },
    { key: "state", title: word("disclosures-state"), width: 105, render: (row) => <Standing row={row} /> },
    { key: "results", title: word("disclosures-results"), width: 178, render: ({ results }) => <ResultMarks results={results} /> },
    { key: "visited", title: word("disclosures-visited"), width: 140, sort: true, render: ({ visited }) => <DateText value={visited} /> },
    { key: "task", title: word("disclosures-task"), width: 155, render: ({ task }) => task },
    { key: "published", title: word("disclosures-published"), width: 147, render: (row) => <Portal row={row} /> },
  ];
}

/** Before its draw is announced, not everybody may read whose result it is. */
function nameOf({ name }: Row, word: Word): string {
  return name ?? word("disclosures-unseen");
}

function Standing({ row: { state, waiting, waits_until: until } }: { row: Row }) {
  const word = useWords();
  const { language } = useLanguage();
  if (waiting) return <Mark>{until ? word("disclosures-waiting-until", { date: day(until, language) }) : word("disclosures-waiting")}</Mark>;
  return <Mark tone={TONES[state]}>{word(`disclosures-state-${state}`)}</Mark>;
}

function Portal({ row: { published_at, path } }: { row: Row }) {
  const word = useWords();
  if (!published_at || !path) return <>—</>;
  return <span className="bulk"><DateText value={published_at.slice(0, 10)} /><a href={path} target="_blank" rel="noreferrer"><LinkOutlined aria-hidden /> {word("disclosures-on-portal")}</a></span>;
}

/** What is most often looked for, with how many there are. */
function Quick() {
  const word = useWords();
  const [params] = useSearchParams();
  const offered: { label: string; query: string; narrowing: Narrowing; isUrgent?: boolean }[] = [
    { label: "disclosures-quick-due", query: "state=due&waiting=false", narrowing: READY },
    { label: "disclosures-quick-overdue", query: "state=due&waiting=false&overdue=true", narrowing: { ...READY, overdue: true }, isUrgent: true },
    { label: "disclosures-quick-waiting", query: "state=due&waiting=true", narrowing: { state: "due", waiting: true } },
    { label: "disclosures-quick-published", query: "state=published", narrowing: { state: "published" } },
  ];
  const counted = useFirsts(offered.map(({ narrowing }) => narrowing));
  return (
    <nav className="quick" aria-label={word("disclosures-quick")}>
      {offered.map(({ label, query, isUrgent }, at) => {
        const count = counted[at].data?.count.value;
        const isHere = params.toString() === query;
        return <Link key={label} to={`/disclosures?${query}`} aria-current={isHere ? "page" : undefined} data-tone={isUrgent && count ? "bad" : undefined}>{word(label)} {count === undefined ? null : <Count value={count} />}</Link>;
      })}
    </nav>
  );
}

function Line({ row }: { row: Row }) {
  const word = useWords();
  return (
    <>
      <span className="linecard_head"><strong>{nameOf(row, word)}</strong><Standing row={row} /></span>
      <span className="linecard_row"><ResultMarks results={row.results} /></span>
      <span className="linecard_foot"><span>{row.task}</span><Countdown row={row} /></span>
    </>
  );
}

/** The page. */
export function DisclosuresPage() {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  return (
    <ListPage<Row>
      title={word("nav-disclosures")} help={word("disclosures-lead")} above={may(ACTS.publish) ? <><Quick /><p className="fine">{word("disclosures-how")}</p></> : <Quick />} queryKey={["disclosures", "list"]} load={load} columns={columnsOf(word)} rowKey={({ id }) => id} rowName={(row) => nameOf(row, word)}
      open={({ visit }) => `/visits/${visit}`} searchHelp={word("disclosures-search")} searchesWhileTyping card={(row) => <Line row={row} />}
      filters={[
        { key: "state", label: word("disclosures-state"), options: STATES.map((state) => ({ value: state, label: word(`disclosures-state-${state}`) })) },
        { key: "overdue", label: word("disclosures-due"), options: [{ value: "true", label: word("disclosures-overdue") }] },
        { key: "waiting", label: word("disclosures-waits"), options: [{ value: "false", label: word("disclosures-ready") }, { value: "true", label: word("disclosures-waiting") }] },
      ]}
      actions={<Button icon={<CalendarOutlined aria-hidden />} onClick={() => void navigate("/disclosures/calendar")}>{word("nav-calendar")}</Button>}
      bulk={may(ACTS.publish) ? (rows) => {
        const ready = rows.filter(isReady);
        return <Button type="primary" disabled={ready.length === 0} onClick={() => void navigate(publishPath(ready.map(({ id }) => id)))}>{word("disclosures-publish-chosen", { count: ready.length })}</Button>;
      } : undefined}
      bulkable={isReady}
      empty={{ title: word("disclosures-none"), help: word("disclosures-none-do") }}
    />
  );
}
