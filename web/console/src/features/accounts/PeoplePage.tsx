/** The people with accounts. */
import { useMay } from "../../api/query";
import { api, ask } from "../../api/client";
import type { Page, Person } from "../../api/types";
import { type ListQuery, ListPage } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { type Word, useWords } from "../../words/words";
import { State } from "./OrganisationsPage";
import { ACTS } from "./acts";
import { useOrganisationName } from "./calls";

function load(query: ListQuery, signal: AbortSignal): Promise<Page<Person>> {
  return ask(api.GET("/api/v1/people", { params: { query }, signal }));
}

function columnsOf(word: Word, nameOf: (id: string) => string): Column<Person>[] {
  return [
    { key: "name", title: word("people-name"), width: 130, sort: true, render: ({ name }) => name },
    { key: "login", title: word("login-name"), width: 140, sort: true, render: ({ login }) => login },
    { key: "organisation", title: word("people-organisation"), width: 220, render: ({ organisation }) => nameOf(organisation) },
    { key: "roles", title: word("people-roles"), width: 260, render: ({ roles }) => [...new Set(roles.map(({ role }) => role))].map((role) => <Mark key={role}>{word(`role-${role}`)}</Mark>) },
    { key: "totp", title: word("me-totp"), width: 110, render: ({ totp }) => word(totp ? "totp-state-on" : "totp-state-off") },
    { key: "state", title: word("accounts-state"), width: 100, render: ({ state }) => <State state={state} /> },
    { key: "resting", title: word("people-resting"), width: 170, render: ({ resting }) => (resting ? <Mark tone="warn">{word("people-resting-yes")}</Mark> : word("people-resting-no")) },
    { key: "password_given", title: word("people-given"), width: 150, render: ({ password_given }) => word(password_given ? "people-given-yes" : "people-given-no") },
  ];
}

/** The page. */
export function PeoplePage() {
  const word = useWords();
  const may = useMay();
  const nameOf = useOrganisationName();
  return (
    <ListPage<Person>
      title={word("nav-people")} help={word("people-lead")} queryKey={["people"]} load={load} columns={columnsOf(word, nameOf)} rowKey={({ id }) => id} rowName={({ name }) => name}
      open={({ id }) => `/people/${id}`} firstSort="name" searchHelp={word("people-search")}
      create={may(ACTS.managePeople) ? { label: word("people-new"), to: "/people/new" } : undefined}
      empty={{ title: word("people-none"), help: word("people-none-do") }}
    />
  );
}
