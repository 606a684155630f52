/** The second step: which column is what. */
import { Alert, Button, Form, InputNumber, Radio, Select, Table } from "antd";
import { useState } from "react";
import { api, ask } from "../../api/client";
import type { Import } from "../../api/types";
import { Mark } from "../Mark";
import { Scrolls } from "../Scrolls";
import { useWordOf, useWords } from "../../words/words";
import { ProblemView } from "../ProblemView";
import { useAct } from "../useAct";
import type { ShownPart } from "./ImportWizard";
import { type Mapping, assigned, columnName, guessed, missing, originOf, unused } from "./mapping";

type Options = Import["options"];

interface Props {
  upload: Import;
  isFetching: boolean;
  onShow: (part: ShownPart) => void;
  onDone: (job: string) => void;
}

/** The step. */
export function MappingStep({ upload, isFetching, onShow, onDone }: Props) {
  const word = useWords();
  const labelOf = useLabels(upload);
  const [mapping, setMapping] = useState<Mapping>(() => guessed(upload));
  const [options, setOptions] = useState<Options>(upload.options);
  const lacking = missing(mapping, upload.fields);
  const { id, sheet, header_row } = upload;
  const check = useAct((key) => ask(api.POST("/api/v1/imports/{id}/check", {
    params: { path: { id } }, body: { mapping, options, sheet, header_row }, headers: { "Idempotency-Key": key },
  })), ({ job }) => onDone(job));
  return (
    <section>
      <p className="lead">{word("import-file", { name: upload.file_name })}</p>
      {upload.same_as ? <Alert type="info" showIcon className="problem" title={word("import-same-file")} description={word("import-hint-twice")} /> : null}
      <Part upload={upload} isFetching={isFetching} onShow={onShow} />
      {lacking.length > 0 ? <Alert type="warning" showIcon title={word("import-lacking", { fields: lacking.map(labelOf).join("、") })} className="problem" /> : null}
      <MappingTable upload={upload} mapping={mapping} labelOf={labelOf} onAssign={(field, column) => setMapping(assigned(mapping, field, column))} />
      <Unused columns={unused(mapping, upload.columns)} />
      <Choices options={options} onChange={setOptions} />
      {check.error ? <ProblemView error={check.error} /> : null}
      <div className="form_buttons">
        <Button type="primary" disabled={lacking.length > 0 || isFetching} loading={check.isRunning} onClick={check.run}>{word("import-check")}</Button>
        <span className="fine">{word("import-check-help")}</span>
      </div>
    </section>
  );
}

/** Which sheet, and which of its rows is the head. */
function Part({ upload, isFetching, onShow }: Omit<Props, "onDone">) {
  const word = useWords();
  const { sheets, sheet, header_row } = upload;
  return (
    <Form layout="vertical" component="div" className="part_choice">
      {sheets.length > 1 ? <Form.Item label={word("import-sheet")} htmlFor="import_sheet"><Select id="import_sheet" loading={isFetching} value={sheet} options={sheets.map((name) => ({ value: name, label: name }))} onChange={(name: string) => onShow({ sheet: name })} /></Form.Item> : null}
      <Form.Item label={word("import-header-row")} htmlFor="import_header">
        <InputNumber id="import_header" min={1} max={200} precision={0} defaultValue={header_row} changeOnBlur onChange={(row) => (row && row !== header_row ? onShow({ sheet: sheet ?? undefined, header_row: row }) : undefined)} />
      </Form.Item>
    </Form>
  );
}

/** What happens to rows that the register has already. */
function Choices({ options: { mode, blank }, onChange }: { options: Options; onChange: (options: Options) => void }) {
  const word = useWords();
  const modes = ["add-only", "update"].map((value) => ({ value, label: word(`import-mode-${value}`) }));
  const blanks = ["keep", "clear"].map((value) => ({ value, label: word(`import-blank-${value}`) }));
  return (
    <Form layout="vertical" component="div" className="part_choice">
      <Form.Item label={word("import-there-already")}><Radio.Group aria-label={word("import-there-already")} value={mode} options={modes} onChange={({ target }) => onChange({ blank, mode: target.value as Options["mode"] })} /></Form.Item>
      {mode === "update" ? <Form.Item label={word("import-blank-cells")}><Radio.Group aria-label={word("import-blank-cells")} value={blank} options={blanks} onChange={({ target }) => onChange({ mode, blank: target.value as Options["blank"] })} /></Form.Item> : null}
    </Form>
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
