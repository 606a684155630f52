/** The registry of inspectors. */
import { Button } from "antd";
import { useNavigate, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { useIsNarrow } from "../../app/useIsNarrow";
import type { Filter } from "../../ui/ListFilters";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { day, today } from "../../words/format";
import { type Word, useLanguage, useWords } from "../../words/words";
import { Export } from "./Export";
import { DrawableMark, StateMark, ValidTo } from "./Marks";
import { ACTS } from "./acts";
import { type Row, STATES, useSaidBefore } from "./calls";
import { FILTERS, asked, pageOf } from "./listing";

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/inspectors", { params: { query: asked(query, today()) }, signal }));
}

function columnsOf(word: Word, judgedOn: string): Column<Row>[] {
  return [
    { key: "initials", title: word("inspector-field-name"), width: 100, sort: true, render: ({ name }) => name },
    { key: "drawable", title: word("inspectors-drawable-on", { day: judgedOn }), width: 230, render: ({ drawable }) => <DrawableMark drawable={drawable} /> },
    { key: "certificate", title: word("inspector-field-certificate"), width: 150, isRigid: true, sort: true, render: ({ certificate }) => <span className="number">{certificate}</span> },
    { key: "valid_to", title: word("inspector-field-valid-to"), width: 270, sort: true, render: (row) => <ValidTo {...row} /> },
    { key: "unit", title: word("inspector-field-unit"), width: 180, sort: true, render: ({ unit }) => unit || "—" },
    { key: "post", title: word("inspector-field-post"), width: 100, render: ({ post }) => post || "—" },
    { key: "fields", title: word("inspector-field-fields"), width: 200, render: ({ fields }) => (fields.length > 0 ? fields.map((field) => <Mark key={field}>{field}</Mark>) : "—") },
    { key: "qualifications", title: word("inspector-field-qualifications"), width: 110, render: ({ qualifications }) => qualifications.join(word("inspector-list-separator")) || "—" },
    { key: "state", title: word("inspector-field-state"), width: 90, render: ({ state }) => <StateMark state={state} /> },
  ];
}

function useFilters(): Filter[] {
  const word = useWords();
  const { unit, fields } = useSaidBefore();
  const filters: Record<(typeof FILTERS)[number], Omit<Filter, "key">> = {
    drawable_on: { label: word("inspectors-drawable-day"), isDate: true },
    drawable: { label: word("inspectors-drawable"), options: ["yes", "no"].map((value) => ({ value, label: word(`inspectors-drawable-${value}`) })) },
    unit: { label: word("inspector-field-unit"), suggestions: unit },
    field: { label: word("inspector-field-fields"), suggestions: fields },
    state: { label: word("inspector-field-state"), options: STATES.map((value) => ({ value, label: word(`inspector-state-${value}`) })) },
    expiring: { label: word("inspectors-certificate"), options: [{ value: "true", label: word("inspectors-expiring") }] },
  };
  return FILTERS.map((key) => ({ key, ...filters[key] }));
}

/** The page. */
export function InspectorsPage() {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const isNarrow = useIsNarrow();
  const { language } = useLanguage();
  const [params] = useSearchParams();
  const judgedOn = params.get("drawable_on");
  return (
    <ListPage<Row>
      title={word("nav-inspectors")} help={word("inspectors-lead")} queryKey={["inspectors", "list"]} load={load} columns={columnsOf(word, day(judgedOn ?? today(), language))} rowKey={({ id }) => id} rowName={({ name }) => name}
      open={({ id }) => pageOf(id, judgedOn)} firstSort="initials" searchHelp={word("inspectors-search")} searchesWhileTyping filters={useFilters()} showsFilters={!isNarrow}
      actions={(
        <>
          <Export />
          <Button onClick={() => void navigate("/inspectors/training-rule")}>{word("inspectors-rule")}</Button>
          {may(ACTS.manage) ? <Button onClick={() => void navigate("/inspectors/import")}>{word("inspectors-import")}</Button> : null}
        </>
      )}
      create={may(ACTS.manage) ? { label: word("inspectors-new"), to: "/inspectors/new" } : undefined}
      empty={{ title: word("inspectors-none"), help: word("inspectors-none-do") }}
    />
  );
}
