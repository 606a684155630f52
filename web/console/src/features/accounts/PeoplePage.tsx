/** The people with accounts. */
import { useMay } from "../../api/query";
import { api, ask } from "../../api/client";
import type { Page, Person } from "../../api/types";
import { type ListQuery, ListPage } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { DateText } from "../../ui/values";
import { Mark } from "../../ui/Mark";
import { type Word, useWords } from "../../words/words";
import { State } from "./OrganisationsPage";
import { ACTS } from "./acts";
import { useOrganisationName, useOrganisations } from "./calls";
import { ROLES } from "./roles";

function load(query: ListQuery, signal: AbortSignal): Promise<Page<Person>> {
  return ask(api.GET("/api/v1/people", { params: { query }, signal }));
}

function columnsOf(word: Word, nameOf: (id: string) => string): Column<Person>[] {
  return [
    { key: "name", title: word("people-name"), width: 130, sort: true, render: ({ name }) => name },
    { key: "login", title: word("login-name"), width: 140, sort: true, render: ({ login }) => login },
    { key: "organisation", title: word("people-organisation"), width: 220, render: ({ organisation }) => nameOf(organisation) },
    { key: "roles", title: word("people-roles"), width: 260, render: ({ roles }) => [...new Set(roles.map(({ role }) => role))].map((role) => <Mark key={role}>{word(`role-${role}`)}</Mark>) },
    { key: "totp", title: word("me-totp"), width: 110, render: ({ totp }) => word(`totp-state-${totp}`) },
    { key: "state", title: word("accounts-state"), width: 100, render: ({ state }) => <State state={state} /> },
    { key: "last_seen", title: word("people-seen"), width: 190, sort: true, render: ({ last_seen }) => <DateText value={last_seen} /> },
  ];
}

/** The page. */
export function PeoplePage() {
  const word = useWords();
  const may = useMay();
  const nameOf = useOrganisationName();
  const { data: organisations = [] } = useOrganisations();
  return (
    <ListPage<Person>
      title={word("nav-people")} help={word("people-lead")} queryKey={["people"]} load={load} columns={columnsOf(word, nameOf)} rowKey={({ id }) => id} rowName={({ name }) => name}
      open={({ id }) => `/people/${id}`} firstSort="name" searchHelp={word("people-search")}
      create={may(ACTS.editPeople) ? { label: word("people-new"), to: "/people/new" } : undefined}
      empty={{ title: word("people-none"), help: word("people-none-do") }}
      filters={[
        { key: "organisation", label: word("people-organisation"), options: organisations.map(({ id, name }) => ({ value: id, label: name })) },
        { key: "role", label: word("people-role"), options: ROLES.map((role) => ({ value: role, label: word(`role-${role}`) })) },
        { key: "state", label: word("accounts-state"), options: ["active", "suspended"].map((state) => ({ value: state, label: word(`state-${state}`) })) },
      ]}
    />
  );
}
