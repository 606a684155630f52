/** The plans, the latest year first. */
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { type Word, useWords } from "../../words/words";
import { nameOf } from "./OfPlan";
import { ACTS } from "./acts";
import { type Plan, STATES, TONES } from "./calls";

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/plans", { params: { query }, signal }));
}

function columnsOf(word: Word): Column<Plan>[] {
  return [
    { key: "year", title: word("plans-plan"), width: 360, sort: true, render: (plan) => nameOf(plan, word) },
    { key: "organisation", title: word("plans-body"), width: 220, render: ({ organisation_name }) => organisation_name },
    { key: "state", title: word("plans-standing"), width: 120, render: ({ state }) => <Mark tone={TONES[state]}>{word(`plan-state-${state}`)}</Mark> },
    { key: "lines", title: word("plan-lines"), width: 100, align: "right", render: ({ line_count }) => <span className="number">{line_count}</span> },
    { key: "drafter", title: word("plan-drafter"), width: 110, render: ({ drafter }) => drafter.name },
    { key: "filing", title: word("plan-filing-number"), width: 200, render: ({ filing_number }) => filing_number || "—" },
    { key: "published", title: word("plans-published"), width: 190, render: ({ published_at }) => <DateText value={published_at} /> },
  ];
}

function Card({ plan }: { plan: Plan }) {
  const word = useWords();
  const { state, organisation_name, line_count, drafter, filing_number, published_at } = plan;
  return (
    <>
      <span className="linecard_head"><strong>{nameOf(plan, word)}</strong><Mark tone={TONES[state]}>{word(`plan-state-${state}`)}</Mark></span>
      <span className="linecard_row">{organisation_name} · {word("plan-drafter")} {drafter.name} · {word("plan-lines")} {line_count}</span>
      <span className="linecard_foot">{filing_number ? <span>{word("plan-filing-number")} {filing_number}</span> : null}{published_at ? <span>{word("plans-published")} <DateText value={published_at} /></span> : null}</span>
    </>
  );
}

/** The page. */
export function PlansPage() {
  const word = useWords();
  const may = useMay();
  return (
    <ListPage<Plan>
      title={word("nav-plans")} help={word("plans-own-lead")} queryKey={["plans"]} load={load} columns={columnsOf(word)} rowKey={({ id }) => id} rowName={(plan) => nameOf(plan, word)}
      open={({ id }) => `/plans/${id}`} firstSort="-year" searchHelp={word("plans-own-search")}
      card={(plan) => <Card plan={plan} />}
      filters={[
        { key: "state", label: word("plans-standing"), options: STATES.map((state) => ({ value: state, label: word(`plan-state-${state}`) })) },
        { key: "year", label: word("plan-year") },
      ]}
      create={may(ACTS.draft) ? { label: word("plan-new"), to: "/plans/new" } : undefined}
      empty={{ title: word("plans-own-none"), help: word("plans-own-none-do") }}
    />
  );
}
