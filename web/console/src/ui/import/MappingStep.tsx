/** The second step: which column is what. */
import { Alert, Button, Checkbox, Select, Table } from "antd";
import { useState } from "react";
import { api, ask } from "../../api/client";
import type { Import } from "../../api/types";
import { Mark } from "../Mark";
import { Scrolls } from "../Scrolls";
import { useWordOf, useWords } from "../../words/words";
import { ProblemView } from "../ProblemView";
import { useAct } from "../useAct";
import type { ImportOption } from "./ImportWizard";
import { type Mapping, assigned, columnName, guessed, missing, originOf, unused } from "./mapping";

interface Props {
  upload: Import;
  options: ImportOption[];
  onDone: (job: string) => void;
}

/** The step. */
export function MappingStep({ upload, options, onDone }: Props) {
  const word = useWords();
  const labelOf = useLabels(upload);
  const [mapping, setMapping] = useState<Mapping>(() => guessed(upload));
  const [chosen, setChosen] = useState<Record<string, boolean>>({});
  const lacking = missing(mapping, upload.fields);
  const check = useAct((key) => ask(api.POST("/api/v1/imports/{id}/check", {
    params: { path: { id: upload.id } }, body: { mapping, options: chosen }, headers: { "Idempotency-Key": key },
  })), ({ job }) => onDone(job));
  return (
    <section>
      <p className="lead">{word("import-file", { name: upload.file_name, rows: upload.rows_estimate })}</p>
      {lacking.length > 0 ? <Alert type="warning" showIcon title={word("import-lacking", { fields: lacking.map(labelOf).join("、") })} className="problem" /> : null}
      <MappingTable upload={upload} mapping={mapping} labelOf={labelOf} onAssign={(field, column) => setMapping(assigned(mapping, field, column))} />
      <Unused columns={unused(mapping, upload.columns)} />
      {options.map(({ name, label, help }) => (
        <div key={name} className="option">
          <Checkbox onChange={({ target }) => setChosen({ ...chosen, [name]: target.checked })}>{label}</Checkbox>
          <p className="fine">{help}</p>
        </div>
      ))}
      {check.error ? <ProblemView error={check.error} /> : null}
      <div className="form_buttons">
        <Button type="primary" disabled={lacking.length > 0} loading={check.isRunning} onClick={check.run}>{word("import-check")}</Button>
        <span className="fine">{word("import-check-help")}</span>
      </div>
    </section>
  );
}

function useLabels({ fields }: Import): (field: string) => string {
  const wordOf = useWordOf();
  return (name) => wordOf(fields.find((field) => field.name === name)?.label_key ?? "") ?? name;
}

interface TableProps {
  upload: Import;
  mapping: Mapping;
  labelOf: (field: string) => string;
  onAssign: (field: string, column: number | null) => void;
}

const ORIGIN_TONES = { guessed: "good", chosen: "info", none: "plain" } as const;

function MappingTable({ upload, mapping, labelOf, onAssign }: TableProps) {
  const word = useWords();
  const { columns, fields } = upload;
  const choices = columns.map((column) => ({ value: column.index, label: columnName(column) }));
  const samplesOf = (field: string): string[] => columns.find(({ index }) => index === mapping[field])?.samples ?? [];
  return (
    <Scrolls>
      <Table
        className="mapping" pagination={false} size="middle" dataSource={fields} rowKey="name" scroll={{ x: 760 }}
        columns={[
          { title: word("import-field"), width: 200, render: (_value, { name, required }) => <>{labelOf(name)} {required ? <Mark tone="bad">{word("import-required")}</Mark> : null}</> },
          { title: word("import-column"), width: 240, render: (_value, { name }) => (
            <Select aria-label={word("import-column-of", { field: labelOf(name) })} className="wide" value={mapping[name]} options={choices} allowClear placeholder={word("import-no-column")} onChange={(column?: number) => onAssign(name, column ?? null)} />
          ) },
          { title: word("import-origin"), width: 110, render: (_value, { name }) => {
            const origin = originOf(mapping, name, columns);
            return <Mark tone={ORIGIN_TONES[origin]}>{word(`import-origin-${origin}`)}</Mark>;
          } },
          { title: word("import-samples"), render: (_value, { name }) => <span className="samples">{samplesOf(name).slice(0, 3).map((sample, at) => <span key={at}>{sample || "—"}</span>)}</span> },
        ]}
      />
    </Scrolls>
  );
}

function Unused({ columns }: { columns: Import["columns"] }) {
  const word = useWords();
  if (columns.length === 0) return null;
  return <p className="fine">{word("import-unused", { columns: columns.map(columnName).join("、") })}</p>;
}
