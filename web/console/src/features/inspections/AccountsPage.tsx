/** Which account is which inspector's: without it an inspector sees no visits. */
import { Alert, App, Button, Select } from "antd";
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { ProblemView } from "../../ui/ProblemView";
import { useAct } from "../../ui/useAct";
import { type Word, useWords } from "../../words/words";
import { keyed } from "../accounts/calls";
import { accountNameOf, accountOf, isNamedOtherwise } from "./account";
import { ACCOUNTS_KEY, type Accounts, useAccounts } from "./calls";

type Inspector = components["schemas"]["InspectorBody"];

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/inspectors", { params: { query }, signal }));
}

function columnsOf(word: Word, accounts: Accounts | undefined): Column<Inspector>[] {
  return [
    { key: "initials", title: word("inspector-field-name"), width: 120, sort: true, render: ({ name }) => <strong>{name}</strong> },
    { key: "person", title: word("accounts-account"), width: 340, render: (row) => (accounts ? <Choice key={accountOf(accounts, row.id).version} row={row} accounts={accounts} /> : "…") },
    { key: "certificate", title: word("inspector-field-certificate"), width: 150, sort: true, render: ({ certificate }) => <span className="number">{certificate}</span> },
    { key: "unit", title: word("inspector-field-unit"), width: 160, sort: true, render: ({ unit }) => unit || "—" },
  ];
}

/** The account, and another in its place. */
function Choice({ row, accounts }: { row: Inspector; accounts: Accounts }) {
  const word = useWords();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { person, version, options } = accountOf(accounts, row.id);
  const [chosen, setChosen] = useState(person);
  const account = accountNameOf(accounts, chosen);
  const set = useAct((key) => ask(api.POST("/api/v1/inspection-accounts", { body: { inspector: row.id, person: chosen, version }, ...keyed(key) })), (all) => {
    void message.success(word("accounts-saved", { name: row.name }));
    queries.setQueryData(ACCOUNTS_KEY, all);
  });
  return (
    <div className="accountchoice">
      <Select<string>
        aria-label={word("accounts-account-of", { name: row.name })} allowClear showSearch={{ optionFilterProp: "label" }} placeholder={word("accounts-none-yet")} value={chosen ?? undefined} onChange={(id?: string) => setChosen(id ?? null)}
        options={options} notFoundContent={word("accounts-nobody-free")}
      />
      {chosen === person ? (person ? <Mark tone="good">{word("accounts-set")}</Mark> : null) : <Button type="primary" aria-label={word("accounts-save-of", { name: row.name })} loading={set.isRunning} onClick={set.run}>{word("save")}</Button>}
      {account && isNamedOtherwise(account, row.name) ? <Alert type="warning" showIcon title={word("accounts-other-name", { account, name: row.name })} /> : null}
      {set.error ? <ProblemView error={set.error} /> : null}
    </div>
  );
}

/** The page. */
export function AccountsPage() {
  const word = useWords();
  const { data: accounts, error } = useAccounts();
  return (
    <ListPage<Inspector>
      title={word("nav-inspection-accounts")} help={word("accounts-lead")} above={error ? <ProblemView error={error} /> : undefined} queryKey={["inspectors", "accounts"]} load={load} columns={columnsOf(word, accounts)}
      rowKey={({ id }) => id} rowName={({ name }) => name} firstSort="initials" searchHelp={word("inspectors-search")} searchesWhileTyping
      counters={() => (accounts ? [{ label: word("accounts-with"), value: accounts.rows.filter(({ person }) => person).length }, { label: word("accounts-free"), value: accounts.free.length }] : [])}
      empty={{ title: word("accounts-none"), help: word("accounts-none-do") }}
    />
  );
}
