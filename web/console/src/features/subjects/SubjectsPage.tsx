/** The registry of subjects. */
import { Button } from "antd";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { type Word, useWords } from "../../words/words";
import { useOrganisationName } from "../accounts/calls";
import { Export } from "./Export";
import { KeptFilters } from "./KeptFilters";
import { ACTS } from "./acts";
import { DOMAINS, KINDS, RISKS, RISK_TONES, type Row, STATUSES, useTags } from "./calls";

/** The filters of the list, in the address and on the wire. */
export const FILTERS = ["domain", "kind", "region", "industry", "risk", "status", "tag", "licence_until"] as const;

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/subjects", { params: { query }, signal }));
}

function columnsOf(word: Word, organisationOf: (id: string) => string): Column<Row>[] {
  return [
    { key: "name", title: word("subject-name"), width: 260, sort: true, render: ({ name }) => name },
    { key: "code", title: word("subjects-code"), width: 200, isRigid: true, sort: true, render: ({ code }) => <span className="number">{code}</span> },
    { key: "kind", title: word("subject-kind"), width: 110, render: ({ kind }) => word(`subject-kind-${kind}`) },
    { key: "domain", title: word("subject-domain"), width: 80, render: ({ domain }) => word(`subject-domain-${domain}`) },
    { key: "risk", title: word("subject-risk"), width: 90, render: ({ risk }) => <Mark tone={RISK_TONES[risk]}>{word("subjects-risk-class", { risk })}</Mark> },
    { key: "status", title: word("subject-status"), width: 90, render: ({ status }) => <Mark tone={status === "active" ? "good" : "plain"}>{word(`subject-status-${status}`)}</Mark> },
    { key: "address", title: word("subjects-address"), width: 280, render: ({ address }) => address },
    { key: "organisation", title: word("subjects-organisation"), width: 200, render: ({ organisation }) => organisationOf(organisation) },
    { key: "updated", title: word("subjects-updated"), width: 180, sort: true, render: ({ updated }) => <DateText value={updated} /> },
  ];
}

/** The page. */
export function SubjectsPage() {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const organisationOf = useOrganisationName();
  const { data: tags = [] } = useTags();
  const options = (values: string[], family: string) => values.map((value) => ({ value, label: word(`${family}-${value}`) }));
  return (
    <ListPage<Row>
      title={word("nav-subjects")} help={word("subjects-lead")} queryKey={["subjects", "list"]} load={load} columns={columnsOf(word, organisationOf)} rowKey={({ id }) => id} rowName={({ name }) => name}
      open={({ id }) => `/subjects/${id}`} firstSort="number" searchHelp={word("subjects-search")} searchesWhileTyping
      filters={[
        { key: "domain", label: word("subject-domain"), options: options(DOMAINS, "subject-domain") },
        { key: "kind", label: word("subject-kind"), options: options(KINDS, "subject-kind") },
        { key: "risk", label: word("subject-risk"), options: RISKS.map((risk) => ({ value: risk, label: word("subjects-risk-class", { risk }) })) },
        { key: "status", label: word("subject-status"), options: options(STATUSES, "subject-status") },
        { key: "tag", label: word("subject-tags"), options: tags.map((tag) => ({ value: tag, label: tag })) },
        { key: "region", label: word("subjects-region-begins") },
        { key: "industry", label: word("subjects-industry-begins") },
        { key: "licence_until", label: word("subjects-licence-until"), isDate: true },
      ]}
      actions={(
        <>
          <KeptFilters />
          {may(ACTS.export) ? <Export /> : null}
          {may(ACTS.merge) ? <Button onClick={() => void navigate("/subjects/duplicates")}>{word("subjects-duplicates")}</Button> : null}
          {may(ACTS.merge) || may(ACTS.mergeApprove) ? <Button onClick={() => void navigate("/subjects/merges")}>{word("subjects-merges")}</Button> : null}
          {may(ACTS.manage) ? <Button onClick={() => void navigate("/subjects/import")}>{word("subjects-import")}</Button> : null}
        </>
      )}
      create={may(ACTS.manage) ? { label: word("subjects-new"), to: "/subjects/new" } : undefined}
      empty={{ title: word("subjects-none"), help: word("subjects-none-do") }}
    />
  );
}
