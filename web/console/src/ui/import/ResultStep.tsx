/** The last step: what would happen, then what happened, and the rows to be mended. */
import { useQueryClient } from "@tanstack/react-query";
import { DownloadOutlined } from "@ant-design/icons";
import { Alert, Button, Table } from "antd";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import type { Import, ImportCounts } from "../../api/types";
import { Scrolls } from "../Scrolls";
import { useWordOf, useWords } from "../../words/words";
import { JobProgress, useJob } from "../JobProgress";
import type { Parent } from "../PageHead";
import { ProblemView } from "../ProblemView";
import { useAct } from "../useAct";
import { Count } from "../values";
import type { ImportMove, ImportPlace } from "./ImportWizard";

interface Props {
  upload: Import;
  place: ImportPlace;
  move: ImportMove;
  parent: Parent;
  onRestart: () => void;
}

/** The step. */
export function ResultStep(props: Props) {
  const { place } = props;
  return place.run === null ? <Preview {...props} job={place.check ?? ""} /> : <Done {...props} job={place.run} />;
}

function Preview({ upload, move, job: id }: Props & { job: string }) {
  const word = useWords();
  const { data: job } = useJob(id);
  const run = useAct((key) => ask(api.POST("/api/v1/imports/{id}/run", { params: { path: { id: upload.id } }, headers: { "Idempotency-Key": key } })), (started) => move({ run: started.job }));
  const back = <Button disabled={run.isRunning} onClick={() => move({ check: null })}>{word("import-back")}</Button>;
  if (job?.state !== "done") return <><JobProgress id={id} title={word("import-checking", { name: upload.file_name })} /><div className="form_buttons">{back}</div></>;
  const counts = job.result as ImportCounts;
  return (
    <section>
      <Alert type="info" showIcon className="problem" title={word("import-preview")} description={word("import-preview-do")} />
      <Counts counts={counts} />
      <Faults upload={upload} counts={counts} />
      {run.error ? <ProblemView error={run.error} /> : null}
      <div className="form_buttons">
        <Button type="primary" loading={run.isRunning} disabled={counts.new + counts.changed === 0} onClick={run.run}>{word("import-run", { count: counts.new + counts.changed })}</Button>
        {back}
      </div>
    </section>
  );
}

function Done({ upload, parent, job: id, onRestart }: Props & { job: string }) {
  const word = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: job } = useJob(id);
  // All lists may hold what has just been written over.
  if (job?.state !== "done") return <JobProgress id={id} title={word("import-running", { name: upload.file_name })} onDone={() => void queries.invalidateQueries()} />;
  const counts = job.result as ImportCounts;
  return (
    <section>
      <Alert type="success" showIcon className="problem" title={word("import-done", { in: counts.new + counts.changed, refused: counts.refused })} description={counts.refused > 0 ? word("import-done-mend") : undefined} />
      <Counts counts={counts} />
      <Faults upload={upload} counts={counts} />
      <div className="form_buttons">
        <Button type="primary" onClick={() => void navigate(parent.to)}>{word("import-to-list", { list: parent.title })}</Button>
        <Button onClick={onRestart}>{word("import-restart")}</Button>
      </div>
    </section>
  );
}

const COUNTED = ["new", "changed", "same", "duplicates", "refused"] as const;

function Counts({ counts }: { counts: ImportCounts }) {
  const word = useWords();
  return (
    <>
    <dl className="tiles">
      {COUNTED.map((name) => (
        <div key={name} data-tone={name === "refused" && counts.refused > 0 ? "bad" : "plain"}>
          <dt>{word(`import-count-${name}`)}</dt>
          <dd><Count value={counts[name]} /></dd>
          <dd className="fine">{word(`import-count-${name}-help`)}</dd>
        </div>
      ))}
    </dl>
    {counts.cleaned > 0 ? <p className="fine">{word("import-cleaned", { count: counts.cleaned })}</p> : null}
    </>
  );
}

function Faults({ upload, counts }: { upload: Import; counts: ImportCounts }) {
  const word = useWords();
  const wordOf = useWordOf();
  if (counts.refused === 0) return null;
  const labelOf = (name: string): string => wordOf(upload.fields.find((field) => field.name === name)?.label_key ?? "") ?? name;
  const file = (ending: string): string => `/api/v1/imports/${upload.id}/errors.${ending}`;
  return (
    <section>
      <h2>{word("import-faults")}</h2>
      <p>{word("import-faults-help")}</p>
      <p className="bulk">
        <Button icon={<DownloadOutlined aria-hidden />} href={file("xlsx")}>{word("import-errors-xlsx")}</Button>
        <Button icon={<DownloadOutlined aria-hidden />} href={file("csv")}>{word("import-errors-csv")}</Button>
      </p>
      <Scrolls>
        <Table
          className="faults" pagination={false} size="middle" dataSource={counts.first_faults} rowKey={({ row, field, code }) => `${row} ${field} ${code}`} scroll={{ x: 820 }}
          columns={[
            { title: word("import-row"), dataIndex: "row", width: 80, align: "right" },
            { title: word("import-field"), width: 160, render: (_value, { field }) => labelOf(field) },
            { title: word("import-value"), dataIndex: "value", width: 220 },
            { title: word("import-why"), render: (_value, { code, args }) => wordOf(`fault-${code}`, args) ?? code },
          ]}
        />
      </Scrolls>
    </section>
  );
}
