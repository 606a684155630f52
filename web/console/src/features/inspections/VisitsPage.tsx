/** Visits: who is to be inspected, by whom, until when. */
import { useEffect, useRef } from "react";
import { Link, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ExportFile } from "../../ui/ExportFile";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { Count } from "../../ui/values";
import { type Word, useWords } from "../../words/words";
import { useOrganisations } from "../accounts/calls";
import { DrawSelect } from "./DrawSelect";
import { Until } from "./Until";
import { VisitLine } from "./VisitLine";
import { ACTS } from "./acts";
import { type Narrowing, type Row, STATES, TONES, exportOf, useVisitsCount } from "./calls";

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/visits", { params: { query }, signal }));
}

function columnsOf(word: Word): Column<Row>[] {
  return [
    { key: "name", title: word("visits-subject"), width: 250, sort: true, render: ({ name }) => name },
    { key: "state", title: word("visits-state"), width: 110, render: ({ state }) => <Mark tone={TONES[state]}>{word(`visits-state-${state}`)}</Mark> },
    { key: "last_day", title: word("visits-until"), width: 210, sort: true, render: (row) => <Until row={row} /> },
    { key: "team", title: word("visits-team"), width: 150, render: ({ team }) => team.map(({ name }) => name).join("、") },
    { key: "items", title: word("visits-items"), width: 130, render: ({ items }) => <span className="number">{items.join("、")}</span> },
    { key: "address", title: word("visits-address"), width: 220, render: ({ address }) => address || "—" },
    { key: "task", title: word("visits-task"), width: 200, render: ({ task }) => task },
  ];
}

interface Often {
  label: string;
  query: string;
  narrowing: Narrowing;
  isUrgent?: boolean;
}

/** What is most often looked for, one press away, with how many there are. */
function Quick() {
  const word = useWords();
  const may = useMay();
  const mine: Often[] = [
    { label: "visits-quick-mine-assigned", query: "mine=true&state=assigned", narrowing: { mine: true, state: "assigned" } },
    { label: "visits-quick-mine-noticed", query: "mine=true&state=noticed", narrowing: { mine: true, state: "noticed" } },
  ];
  const all: Often[] = [
    { label: "visits-quick-recorded", query: "state=recorded", narrowing: { state: "recorded" } },
    { label: "visits-quick-overdue", query: "overdue=true", narrowing: { overdue: true }, isUrgent: true },
  ];
  return <nav className="quick" aria-label={word("visits-quick")}>{[...(may(ACTS.record) ? mine : []), ...all].map((often) => <QuickLink key={often.label} {...often} />)}</nav>;
}

function QuickLink({ label, query, narrowing, isUrgent }: Often) {
  const word = useWords();
  const [params] = useSearchParams();
  const { data } = useVisitsCount(narrowing);
  return <Link to={`/visits?${query}`} aria-current={params.toString() === query ? "page" : undefined} data-tone={isUrgent && data ? "bad" : undefined}>{word(label)} {data === undefined ? null : <Count value={data} />}</Link>;
}

/** An inspector who comes without asking for anything sees their own; who takes the filter off sees all. */
function useMineAtFirst(isInspector: boolean): void {
  const [params, setParams] = useSearchParams();
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current && isInspector && params.size === 0) setParams({ mine: "true" }, { replace: true });
    isFirst.current = false;
  }, [isInspector, params, setParams]);
}

/** The page. */
export function VisitsPage() {
  const word = useWords();
  const may = useMay();
  const { data: organisations = [] } = useOrganisations();
  const isInspector = may(ACTS.record);
  useMineAtFirst(isInspector);
  return (
    <ListPage<Row>
      title={word("nav-visits-own")} help={word("visits-lead")} above={<Quick />} queryKey={["visits", "list"]} load={load} columns={columnsOf(word)} rowKey={({ id }) => id} rowName={({ name }) => name}
      open={({ id }) => `/visits/${id}`} firstSort="last_day" searchHelp={word("visits-search")} searchesWhileTyping card={(row) => <VisitLine row={row} />}
      filters={[
        ...(isInspector ? [{ key: "mine", label: word("visits-whose"), options: [{ value: "true", label: word("visits-mine") }] }] : []),
        ...(isInspector ? [{ key: "unconfirmed", label: word("visits-confirmation"), options: [{ value: "true", label: word("visits-unconfirmed") }] }] : []),
        { key: "state", label: word("visits-state"), options: STATES.map((state) => ({ value: state, label: word(`visits-state-${state}`) })) },
        { key: "draw", label: word("visits-task"), input: DrawSelect },
        { key: "overdue", label: word("visits-period"), options: [{ value: "true", label: word("visits-overdue") }] },
        ...(organisations.length > 1 ? [{ key: "organisation", label: word("visits-organisation"), options: organisations.map(({ id, name }) => ({ value: id, label: name })) }] : []),
      ]}
      actions={<ExportFile path="/api/v1/visits/export" name={word("nav-visits-own")} forms={[{ format: "xlsx", label: "Excel" }, { format: "csv", label: "CSV" }]} bodyOf={exportOf} />}
      empty={{ title: word("visits-none"), help: word("visits-none-do") }}
    />
  );
}
