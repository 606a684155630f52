/** Outcomes: what was done about what visits found. */
import { Link, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Count, DateText } from "../../ui/values";
import { today } from "../../words/format";
import { type Word, useWords } from "../../words/words";
import { useOrganisations } from "../accounts/calls";
import { Due } from "./Due";
import { Standing, numberOf } from "./Naming";
import { OutcomeLine } from "./OutcomeLine";
import { ACTS } from "./acts";
import { KINDS, type Narrowing, type Row, STATES, useCounts } from "./calls";

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/outcomes", { params: { query }, signal }));
}

function columnsOf(word: Word, hasOffices: boolean): Column<Row>[] {
  return [
    { key: "name", title: word("outcomes-subject"), width: 250, sort: true, render: ({ name }) => name },
    { key: "kind", title: word("outcomes-kind"), width: 130, render: ({ kind }) => word(`outcome-kind-${kind}`) },
    { key: "number", title: word("outcomes-number"), width: 180, render: (row) => <span className="number">{numberOf(row, word) ?? "—"}</span> },
    { key: "state", title: word("outcomes-state"), width: 120, render: (row) => <Standing row={row} /> },
    { key: "due", title: word("outcomes-due"), width: 220, render: (row) => <Due row={row} /> },
    { key: "opened", title: word("outcomes-opened"), width: 150, render: ({ opened_at }) => <DateText value={opened_at && today(new Date(opened_at))} /> },
    ...(hasOffices ? [{ key: "organisation", title: word("outcomes-organisation"), width: 190, render: ({ organisation }: Row) => organisation.name }] : []),
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
  const [params] = useSearchParams();
  const mine: Often[] = [{ label: "outcomes-quick-mine-open", query: "mine=true&state=open", narrowing: { mine: true, state: "open" } }];
  const all: Often[] = [
    { label: "outcomes-quick-proposed", query: "state=proposed", narrowing: { state: "proposed" } },
    { label: "outcomes-quick-deciding", query: "state=deciding", narrowing: { state: "deciding" } },
    { label: "outcomes-quick-overdue", query: "overdue=true", narrowing: { overdue: true }, isUrgent: true },
  ];
  const offered = [...(may(ACTS.propose) ? mine : []), ...all];
  const counted = useCounts(offered.map(({ narrowing }) => narrowing));
  return (
    <nav className="quick" aria-label={word("outcomes-quick")}>
      {offered.map(({ label, query, isUrgent }, at) => {
        const count = counted[at].data;
        return <Link key={label} to={`/outcomes?${query}`} aria-current={params.toString() === query ? "page" : undefined} data-tone={isUrgent && count ? "bad" : undefined}>{word(label)} {count === undefined ? null : <Count value={count} />}</Link>;
      })}
    </nav>
  );
}

/** The page. */
export function OutcomesPage() {
  const word = useWords();
  const may = useMay();
  const { data: organisations = [] } = useOrganisations();
  return (
    <ListPage<Row>
      title={word("nav-outcomes-own")} help={word("outcomes-lead")} above={<Quick />} queryKey={["outcomes", "list"]} load={load} columns={columnsOf(word, organisations.length > 1)} rowKey={({ id }) => id} rowName={({ name }) => name}
      open={({ id }) => `/outcomes/${id}`} firstSort="-at" searchHelp={word("outcomes-search")} searchesWhileTyping card={(row) => <OutcomeLine row={row} />}
      filters={[
        ...(may(ACTS.propose) ? [{ key: "mine", label: word("outcomes-whose"), options: [{ value: "true", label: word("outcomes-mine") }] }] : []),
        { key: "kind", label: word("outcomes-kind"), options: KINDS.map((kind) => ({ value: kind, label: word(`outcome-kind-${kind}`) })) },
        { key: "state", label: word("outcomes-state"), options: STATES.map((state) => ({ value: state, label: word(`outcome-state-${state}`) })) },
        { key: "overdue", label: word("outcomes-due"), options: [{ value: "true", label: word("outcomes-overdue") }] },
        ...(organisations.length > 1 ? [{ key: "organisation", label: word("outcomes-organisation"), options: organisations.map(({ id, name }) => ({ value: id, label: name })) }] : []),
      ]}
      empty={{ title: word("outcomes-none"), help: word("outcomes-none-do") }}
    />
  );
}
