/** The draws, the latest first. */
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { Count, DateText } from "../../ui/values";
import { type Word, useWords } from "../../words/words";
import { nameOf } from "./OfDraw";
import { ACTS } from "./acts";
import { type Row, STATES, TONES } from "./calls";

/** What a committed draw can wait for from whoever asks. */
const WAITS = ["reading", "annulment", "following"] as const;

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/draws", { params: { query }, signal }));
}

function columnsOf(word: Word): Column<Row>[] {
  return [
    { key: "task", title: word("draws-task"), width: 280, sort: true, render: nameOf },
    { key: "state", title: word("draws-state"), width: 180, render: ({ state }) => <Mark tone={TONES[state]}>{word(`draw-state-${state}`)}</Mark> },
    { key: "assurance", title: word("draws-assurance"), width: 115, render: ({ assurance }) => assurance ?? "—" },
    { key: "subjects", title: word("draws-subjects"), width: 105, align: "right", render: ({ subjects, committed_at }) => (committed_at ? <Count value={subjects} /> : "—") },
    { key: "targets", title: word("draws-targets"), width: 90, align: "right", render: ({ targets, drawn_at }) => (drawn_at ? <Count value={targets} /> : "—") },
    { key: "begun", title: word("draw-begun-at"), width: 190, sort: true, render: ({ begun_at }) => <DateText value={begun_at} /> },
    { key: "committed", title: word("draws-committed"), width: 190, render: ({ committed_at }) => <DateText value={committed_at} /> },
  ];
}

function Card({ row }: { row: Row }) {
  const word = useWords();
  const { state, assurance, subjects, targets, committed_at, drawn_at, begun_at } = row;
  return (
    <>
      <span className="linecard_head"><strong>{nameOf(row)}</strong><Mark tone={TONES[state]}>{word(`draw-state-${state}`)}</Mark></span>
      {committed_at ? <span className="linecard_row">{word("draws-assurance")} {assurance ?? "—"} · {word("draws-subjects")} <Count value={subjects} />{drawn_at ? <> · {word("draws-targets")} <Count value={targets} /></> : null}</span> : null}
      <span className="linecard_foot"><span>{word("draw-begun-at")} <DateText value={begun_at} /></span>{committed_at ? <span>{word("draws-committed")} <DateText value={committed_at} /></span> : null}</span>
    </>
  );
}

/** The page. */
export function DrawsPage() {
  const word = useWords();
  const may = useMay();
  return (
    <ListPage<Row>
      title={word("nav-draws")} help={word("draws-own-lead")} queryKey={["draws"]} load={load} columns={columnsOf(word)} rowKey={({ id }) => id} rowName={nameOf}
      open={({ id }) => `/draws/${id}`} firstSort="-begun" searchHelp={word("draws-task")}
      card={(row) => <Card row={row} />}
      filters={[
        { key: "state", label: word("draws-state"), options: STATES.map((state) => ({ value: state, label: word(`draw-state-${state}`) })) },
        { key: "disclosable", label: word("draw-publicity"), options: [{ value: "true", label: word("draws-disclosable") }, { value: "false", label: word("draws-not-yet") }] },
        { key: "waits", label: word("draws-waits"), options: WAITS.map((value) => ({ value, label: word(`draws-waits-${value}`) })) },
        { key: "undispatched", label: word("draws-dispatch"), options: [{ value: "true", label: word("draws-undispatched") }] },
      ]}
      create={may(ACTS.draft) ? { label: word("draw-new"), to: "/draws/new" } : undefined}
      empty={{ title: word("draws-own-none"), help: word("draws-own-none-do") }}
    />
  );
}
