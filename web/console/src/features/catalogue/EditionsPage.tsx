/** The editions of the catalogue, the newest first. */
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { type Word, useWords } from "../../words/words";
import { nameOf } from "./OfEdition";
import { ACTS } from "./acts";
import { type Edition, STATES, TONES } from "./calls";

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/editions", { params: { query }, signal }));
}

function columnsOf(word: Word): Column<Edition>[] {
  return [
    { key: "number", title: word("items-edition"), width: 300, sort: true, render: (edition) => nameOf(edition, word) },
    { key: "organisation", title: word("items-organisation"), width: 220, render: ({ organisation_name }) => organisation_name },
    { key: "state", title: word("catalogue-state"), width: 110, render: ({ state }) => <Mark tone={TONES[state]}>{word(`catalogue-state-${state}`)}</Mark> },
    { key: "drafter", title: word("catalogue-drafter"), width: 110, render: ({ drafter }) => drafter.name },
    { key: "from", title: word("items-effective"), width: 150, render: ({ effective_from }) => <DateText value={effective_from} /> },
    { key: "published", title: word("items-published"), width: 190, render: ({ published_at }) => <DateText value={published_at} /> },
  ];
}

/** The page. */
export function EditionsPage() {
  const word = useWords();
  const may = useMay();
  return (
    <ListPage<Edition>
      title={word("nav-catalogue")} help={word("catalogue-lead")} queryKey={["editions"]} load={load} columns={columnsOf(word)} rowKey={({ id }) => id} rowName={({ title }) => title}
      open={({ id }) => `/catalogue/${id}`} firstSort="-number" searchHelp={word("catalogue-search")}
      filters={[{ key: "state", label: word("catalogue-state"), options: STATES.map((state) => ({ value: state, label: word(`catalogue-state-${state}`) })) }]}
      create={may(ACTS.draft) ? { label: word("catalogue-new"), to: "/catalogue/new" } : undefined}
      empty={{ title: word("catalogue-none"), help: word("catalogue-none-do") }}
    />
  );
}
