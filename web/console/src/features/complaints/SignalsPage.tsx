/** Businesses of which so much was complained, and found true, that the published rule suggests a higher risk class. */
import { Link } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { Count } from "../../ui/values";
import { day } from "../../words/format";
import { type Word, useLanguage, useWords } from "../../words/words";
import { ACTS as SUBJECT_ACTS } from "../subjects/acts";
import { RISK_TONES } from "../subjects/calls";
import { OUTCOMES, type Signal, useSignalRule } from "./calls";

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/complaints/signals", { params: { query }, signal }));
}

function Class({ risk }: { risk: Signal["risk"] }) {
  const word = useWords();
  return <Mark tone={RISK_TONES[risk]}>{word("subjects-risk-class", { risk })}</Mark>;
}

function outcomesOf({ outcomes }: Signal, word: Word): string {
  return OUTCOMES.filter((outcome) => outcomes[outcome]).map((outcome) => `${word(`complaint-outcome-${outcome}`)} ${outcomes[outcome]}`).join(" · ");
}

function columnsOf(word: Word, mayMove: boolean): Column<Signal>[] {
  return [
    { key: "name", title: word("subject-name"), width: 280, render: ({ name }) => name },
    { key: "counted", title: word("signals-counted"), width: 110, align: "right", render: ({ counted }) => <Count value={counted} /> },
    { key: "risk", title: word("subject-risk"), width: 110, render: ({ risk }) => <Class risk={risk} /> },
    { key: "suggestion", title: word("signals-suggestion"), width: 130, render: ({ suggestion }) => (suggestion ? <Class risk={suggestion} /> : "—") },
    { key: "outcomes", title: word("signals-outcomes"), width: 280, render: (row) => outcomesOf(row, word) },
    {
      key: "links", title: word("signals-next"), width: 220,
      render: ({ subject, suggestion }) => <span className="bulk"><Link to={`/complaints?subject=${subject}`}>{word("signals-look")}</Link>{mayMove && suggestion ? <Link to={`/subjects/${subject}/risk`}>{word("subjects-risk")}</Link> : null}</span>,
    },
  ];
}

/** The page. */
export function SignalsPage() {
  const word = useWords();
  const may = useMay();
  const { language } = useLanguage();
  const { data: rule } = useSignalRule();
  return (
    <ListPage<Signal>
      title={word("nav-signals")} help={rule ? word("signals-lead", { since: day(rule.since, language), raised: rule.raised, high: rule.high }) : undefined} queryKey={["complaints", "signals"]} load={load}
      columns={columnsOf(word, may(SUBJECT_ACTS.risk))} rowKey={({ subject }) => subject} rowName={({ name }) => name} open={({ subject }) => `/subjects/${subject}`}
      filters={[{ key: "all", label: word("signals-which"), options: [{ value: "true", label: word("signals-all") }] }]}
      empty={{ title: word("signals-none"), help: word("signals-none-do") }}
    />
  );
}
