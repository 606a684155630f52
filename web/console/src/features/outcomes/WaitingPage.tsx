/** Reviewed visits whose results ask for an outcome that they haven't got; one press leads into the form. */
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { type Word, useWords } from "../../words/words";
import { ResultMarks } from "../inspections/RecordView";
import { ACTS } from "./acts";
import type { Waiting } from "./calls";
import { beginPath } from "./findings";

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/outcomes/waiting", { params: { query }, signal }));
}

function columnsOf(word: Word): Column<Waiting>[] {
  return [
    { key: "name", title: word("outcomes-subject"), width: 260, sort: true, render: ({ name }) => name },
    { key: "wants", title: word("outcomes-wants"), width: 200, render: ({ wants }) => <Mark tone="warn">{word(`outcomes-wants-${wants}`)}</Mark> },
    { key: "visited", title: word("outcomes-visited"), width: 150, render: ({ visited }) => <DateText value={visited} /> },
    { key: "results", title: word("outcomes-results"), width: 240, render: ({ results }) => <ResultMarks results={results} /> },
    { key: "code", title: word("outcomes-code"), width: 200, isRigid: true, sort: true, render: ({ code }) => <span className="number">{code}</span> },
    { key: "task", title: word("outcomes-task"), width: 200, render: ({ task }) => task },
  ];
}

function Line({ row }: { row: Waiting }) {
  const word = useWords();
  return (
    <>
      <span className="linecard_head"><strong>{row.name}</strong><Mark tone="warn">{word(`outcomes-wants-${row.wants}`)}</Mark></span>
      <span className="linecard_row"><ResultMarks results={row.results} /></span>
      <span className="linecard_foot"><span className="number">{row.code}</span><DateText value={row.visited} /></span>
    </>
  );
}

/** The page; who can't begin an outcome is led to the visit. */
export function WaitingPage() {
  const word = useWords();
  const may = useMay();
  return (
    <ListPage<Waiting>
      title={word("nav-outcomes-waiting")} help={word("outcomes-waiting-lead")} queryKey={["outcomes", "waiting", "list"]} load={load} columns={columnsOf(word)} rowKey={({ visit }) => visit} rowName={({ name }) => name}
      open={({ visit, wants }) => (may(ACTS.propose) ? beginPath(visit, wants) : `/visits/${visit}`)} card={(row) => <Line row={row} />} firstSort="last_day"
      filters={may(ACTS.propose) ? [{ key: "mine", label: word("outcomes-whose"), options: [{ value: "true", label: word("outcomes-mine") }] }] : []} searchHelp={word("outcomes-search")} searchesWhileTyping
      empty={{ title: word("outcomes-waiting-none"), help: word("outcomes-waiting-none-do") }}
    />
  );
}
