/** The organisations as a tree, opened to its leaves. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Table } from "antd";
import { useMemo } from "react";
import { Link, useNavigate } from "react-router";
import { useMay } from "../../api/query";
import type { Organisation, Person } from "../../api/types";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useShortcut } from "../../ui/shortcuts";
import { Mark } from "../../ui/Mark";
import { Scrolls } from "../../ui/Scrolls";
import { useWords } from "../../words/words";
import { ACTS } from "./acts";
import { useOrganisations } from "./calls";
import { type Branch, treeOf } from "./tree";

interface Row {
  id: string;
  organisation: Organisation;
  children?: Row[];
}

function rowOf({ organisation, children }: Branch): Row {
  // A row with an empty list would show a sign that opens nothing.
  return { id: organisation.id, organisation, ...(children.length > 0 ? { children: children.map(rowOf) } : {}) };
}

/** The page. */
export function OrganisationsPage() {
  const word = useWords();
  const navigate = useNavigate();
  const mayEdit = useMay()(ACTS.manageOrganisations);
  const { data, error, isPending, refetch } = useOrganisations();
  useShortcut("n", "shortcut-new", mayEdit ? () => void navigate("/organisations/new") : undefined);
  const create = mayEdit ? <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate("/organisations/new")}>{word("organisations-new")}</Button> : null;
  return (
    <article className="listpage">
      <PageHead title={word("nav-organisations")} help={word("organisations-lead")} actions={create} />
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {data ? <Tree organisations={data} mayEdit={mayEdit} /> : isPending ? <p role="status">{word("loading")}</p> : null}
    </article>
  );
}

function Tree({ organisations, mayEdit }: { organisations: Organisation[]; mayEdit: boolean }) {
  const word = useWords();
  const rows = useMemo(() => treeOf(organisations).map(rowOf), [organisations]);
  return (
    <Scrolls>
      <Table<Row>
        className="list" pagination={false} size="middle" dataSource={rows} rowKey="id" scroll={{ x: 720 }} expandable={{ defaultExpandAllRows: true, indentSize: 24 }}
        columns={[
          { title: word("organisations-name"), render: (_value, { organisation }) => (mayEdit ? <Link to={`/organisations/${organisation.id}`}>{organisation.name}</Link> : organisation.name) },
          { title: word("organisations-level"), width: 110, render: (_value, { organisation }) => word(`level-${organisation.level}`) },
          { title: word("organisations-region"), width: 130, render: (_value, { organisation }) => organisation.region },
          { title: word("accounts-state"), width: 110, render: (_value, { organisation }) => <State state={organisation.state} /> },
        ]}
      />
    </Scrolls>
  );
}

/** Whether a thing is in use. */
export function State({ state }: { state: Organisation["state"] | Person["state"] }) {
  const word = useWords();
  return <Mark tone={state === "open" || state === "active" ? "good" : "plain"}>{word(`state-${state}`)}</Mark>;
}
