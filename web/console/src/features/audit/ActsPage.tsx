/** All that was done, by anybody: the acts on record, each with its entry in the public journal. */
import { Link } from "react-router";
import { api, ask } from "../../api/client";
import { ExportFile } from "../../ui/ExportFile";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { type Word, useWordOf, useWords } from "../../words/words";
import { ROLES } from "../accounts/roles";
import { type Act, exportOf, useKinds } from "./calls";
import { actWord, roleWord, thingWord } from "./said";

type WordOf = ReturnType<typeof useWordOf>;

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/journal/acts", { params: { query }, signal }));
}

function columnsOf(word: Word, wordOf: WordOf): Column<Act>[] {
  return [
    { key: "act", title: word("audit-act"), width: 200, render: ({ act }) => actWord(act, wordOf) },
    { key: "thing", title: word("audit-thing"), width: 300, render: ({ thing, thing_name: name }) => <>{thingWord(thing, wordOf)}{name ? <> · {name}</> : null}</> },
    { key: "person", title: word("audit-person"), width: 120, render: (act) => whoOf(act, word) },
    { key: "role", title: word("audit-role"), width: 130, render: ({ role }) => roleWord(role, wordOf) },
    { key: "at", title: word("audit-at"), width: 190, sort: true, render: ({ at }) => <DateText value={at} /> },
    { key: "entry", title: word("audit-entry"), width: 120, align: "right", render: ({ entry }) => <EntryLink entry={entry} /> },
  ];
}

/** Who did it: somebody of the house, a party behind its link, or nobody. */
export function whoOf({ person, party }: Pick<Act, "person" | "party">, word: Word): string {
  return person?.name ?? party ?? word("acts-system");
}

/** The way to the public page of an entry. */
export function EntryLink({ entry }: { entry?: number | null }) {
  const word = useWords();
  if (entry === null || entry === undefined) return <Mark tone="warn">{word("acts-waiting")}</Mark>;
  return <a className="number" href={`/journal/entries/${entry}`} target="_blank" rel="noreferrer">{entry}</a>;
}

/** The page. */
export function ActsPage() {
  const word = useWords();
  const wordOf = useWordOf();
  const { acts, things } = useKinds();
  return (
    <ListPage<Act>
      title={word("nav-acts")} help={<>{word("acts-lead")} <Link to="/journal">{word("acts-to-journal")}</Link></>} queryKey={["journal", "acts"]} load={load} columns={columnsOf(word, wordOf)}
      rowKey={({ id }) => id} rowName={({ act }) => actWord(act, wordOf)} open={({ id }) => `/acts/${id}`} firstSort="-at" searchHelp={word("acts-search")}
      filters={[
        { key: "act", label: word("audit-act"), options: acts.map((value) => ({ value, label: actWord(value, wordOf) })) },
        { key: "thing", label: word("audit-thing"), options: things.map((value) => ({ value, label: thingWord(value, wordOf) })) },
        { key: "role", label: word("audit-role"), options: ROLES.map((value) => ({ value, label: roleWord(value, wordOf) })) },
        { key: "from", label: word("acts-from"), isDate: true },
        { key: "to", label: word("acts-to"), isDate: true },
        { key: "waiting", label: word("audit-entry"), options: [{ value: "true", label: word("acts-waiting") }, { value: "false", label: word("acts-entered") }] },
        { key: "thing_id", label: word("audit-thing-id") },
      ]}
      actions={<ExportFile path="/api/v1/journal/acts/export" name={word("nav-acts")} forms={[{ format: "xlsx", label: "Excel" }, { format: "csv", label: "CSV" }]} bodyOf={exportOf} />}
      empty={{ title: word("acts-none"), help: word("acts-none-do") }}
    />
  );
}

