/** Complaints, reports and petitions. */
import { Link, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { Count, DateText } from "../../ui/values";
import { type Word, useWords } from "../../words/words";
import { useOrganisations } from "../accounts/calls";
import { SubjectSelect } from "../subjects/SubjectSelect";
import { DOMAINS } from "../subjects/calls";
import { Due } from "./Due";
import { Export } from "./Export";
import { HandlerSelect } from "./HandlerSelect";
import { ACTS } from "./acts";
import { CLOCKS, KINDS, OUTCOMES, OUTCOME_TONES, type Row, STATES, STATE_TONES, useCounts } from "./calls";

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/complaints", { params: { query }, signal }));
}

function columnsOf(word: Word): Column<Row>[] {
  return [
    { key: "number", title: word("complaint-number"), width: 130, sort: true, render: ({ number }) => <span className="number">{number}</span> },
    { key: "kind", title: word("complaint-kind"), width: 80, render: ({ kind }) => word(`complaint-kind-${kind}`) },
    { key: "subject_name", title: word("complaints-subject"), width: 260, render: ({ subject_name }) => subject_name },
    { key: "state", title: word("complaint-state"), width: 150, render: ({ state }) => <Mark tone={STATE_TONES[state]}>{word(`complaint-state-${state}`)}</Mark> },
    { key: "due", title: word("complaint-due"), width: 210, sort: true, render: (row) => <Due of={row} /> },
    { key: "handler", title: word("complaint-handler"), width: 100, render: ({ handler }) => handler?.name ?? "—" },
    { key: "received", title: word("complaint-received"), width: 140, sort: true, render: ({ received }) => <DateText value={received} /> },
    { key: "outcome", title: word("complaint-outcome"), width: 110, render: ({ outcome }) => (outcome ? <Mark tone={OUTCOME_TONES[outcome]}>{word(`complaint-outcome-${outcome}`)}</Mark> : "—") },
    { key: "complainant", title: word("complaints-complainant"), width: 180, render: ({ complainant: { name, phone } }) => [name, phone].filter(Boolean).join(" ") || "—" },
    { key: "domain", title: word("complaint-domain"), width: 80, render: ({ domain }) => word(`subject-domain-${domain}`) },
    { key: "updated", title: word("complaints-updated"), width: 180, sort: true, render: ({ updated }) => <DateText value={updated} /> },
  ];
}

/** What is most often looked for, one press away, with how many there are. */
function Quick() {
  const word = useWords();
  const may = useMay();
  const [params] = useSearchParams();
  const { data } = useCounts();
  if (!data) return null;
  const offered = [
    ...(may(ACTS.handle) ? [{ label: "complaints-quick-mine", query: "mine=true&state=assigned&sort=due", count: data.mine.assigned ?? 0 }] : []),
    { label: "complaints-quick-registered", query: "state=registered&sort=received", count: data.states.registered ?? 0 },
    { label: "complaints-quick-handled", query: "state=handled", count: data.states.handled ?? 0 },
    { label: "complaints-quick-soon", query: "clock=soon&sort=due", count: data.soon },
    { label: "complaints-quick-overdue", query: "clock=overdue&sort=due", count: data.overdue },
  ];
  return (
    <nav className="quick" aria-label={word("complaints-quick")}>
      {offered.map(({ label, query, count }) => (
        <Link key={label} to={`/complaints?${query}`} aria-current={params.toString() === query ? "page" : undefined} data-tone={label === "complaints-quick-overdue" && count > 0 ? "bad" : undefined}>
          {word(label)} <Count value={count} />
        </Link>
      ))}
    </nav>
  );
}

/** The page. */
export function ComplaintsPage() {
  const word = useWords();
  const may = useMay();
  const { data: organisations = [] } = useOrganisations();
  const options = (values: string[], family: string) => values.map((value) => ({ value, label: word(`${family}-${value}`) }));
  return (
    <ListPage<Row>
      title={word("nav-complaints")} help={word("complaints-lead")} above={<Quick />} queryKey={["complaints", "list"]} load={load} columns={columnsOf(word)} rowKey={({ id }) => id} rowName={({ number }) => number}
      open={({ id }) => `/complaints/${id}`} firstSort="-received" searchHelp={word("complaints-search")} searchesWhileTyping
      filters={[
        { key: "state", label: word("complaint-state"), options: options(STATES, "complaint-state") },
        { key: "kind", label: word("complaint-kind"), options: options(KINDS, "complaint-kind") },
        { key: "clock", label: word("complaint-clock"), options: options(CLOCKS, "complaint-clock") },
        ...(may(ACTS.handle) ? [{ key: "mine", label: word("complaints-whose"), options: [{ value: "true", label: word("complaints-mine") }] }] : []),
        { key: "handler", label: word("complaint-handler"), input: HandlerSelect },
        { key: "outcome", label: word("complaint-outcome"), options: options(OUTCOMES, "complaint-outcome") },
        { key: "domain", label: word("complaint-domain"), options: options(DOMAINS, "subject-domain") },
        ...(organisations.length > 1 ? [{ key: "organisation", label: word("complaints-organisation"), options: organisations.map(({ id, name }) => ({ value: id, label: name })) }] : []),
        { key: "subject", label: word("complaints-in-registry"), input: SubjectSelect },
        { key: "from", label: word("complaints-from"), isDate: true },
        { key: "to", label: word("complaints-to"), isDate: true },
      ]}
      actions={<Export />}
      create={may(ACTS.register) ? { label: word("complaints-new"), to: "/complaints/new" } : undefined}
      empty={{ title: word("complaints-none"), help: word("complaints-none-do") }}
    />
  );
}
