/** A workbook into a draft: all of it, or nothing and what is wrong. */
import { useQueryClient } from "@tanstack/react-query";
import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { Alert, Button, Progress, Upload } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { commonHeaders } from "../../api/client";
import { newKey } from "../../api/key";
import { problemIn } from "../../api/problem";
import type { components } from "../../api/schema";
import { upload } from "../../api/upload";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useAct } from "../../ui/useAct";
import { useWordOf, useWords } from "../../words/words";
import { OfEdition, parentOf } from "./OfEdition";
import type { Edition } from "./calls";
import { faultPlace } from "./said";

/** So many faults are told here; the error file has all. */
const SHOWN = 50;

type Imported = components["schemas"]["Imported"];

/** The page. */
export function ImportPage() {
  return <OfEdition>{(edition) => <Import edition={edition} />}</OfEdition>;
}

function Import({ edition }: { edition: Edition }) {
  const word = useWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState<File | null>(null);
  const [part, setPart] = useState(0);
  const send = async (key: string): Promise<Imported> => {
    setTried(file);
    const answer = await upload<Imported>({ path: `/api/v1/editions/${edition.id}/import`, file: file as File, key, onProgress: setPart, signal: new AbortController().signal });
    void queries.invalidateQueries({ queryKey: ["editions"] });
    return answer;
  };
  const act = useAct(send);
  return (
    <article className="importpage">
      <PageHead title={word("catalogue-import")} help={word("catalogue-import-lead")} parent={parentOf(edition, word)} actions={<Button icon={<DownloadOutlined aria-hidden />} href={`/api/v1/editions/${edition.id}/items.xlsx`}>{word("catalogue-template")}</Button>} />
      {act.result ? <Done result={act.result} edition={edition} /> : (
        <>
          <Upload.Dragger accept=".xlsx,.csv" showUploadList={false} disabled={act.isRunning} beforeUpload={(chosen) => { setFile(chosen); setPart(0); return false; }} className="drop">
            <p><InboxOutlined aria-hidden className="drop_icon" /></p>
            <p className="drop_title">{file ? file.name : word("import-drop")}</p>
            <p>{word("catalogue-import-help")}</p>
          </Upload.Dragger>
          {act.isRunning ? <Progress percent={Math.floor(part * 100)} status="active" aria-label={word("catalogue-import")} /> : null}
          {act.error && tried === file ? <Refused error={act.error} edition={edition} file={file} /> : null}
          <div className="form_buttons"><Button type="primary" disabled={!file} loading={act.isRunning} onClick={act.run}>{word("catalogue-import-go")}</Button></div>
        </>
      )}
    </article>
  );
}

function Done({ result, edition }: { result: Imported; edition: Edition }) {
  const word = useWords();
  return (
    <>
      <Alert type="success" showIcon className="problem" title={word("catalogue-imported", { added: result.added, changed: result.changed, same: result.same })} />
      <p><Link to={`/catalogue/${edition.id}`}>{word("catalogue-imported-look")}</Link></p>
    </>
  );
}

function Refused({ error, edition, file }: { error: unknown; edition: Edition; file: File | null }) {
  const word = useWords();
  const wordOf = useWordOf();
  const { fields = [], code } = problemIn(error);
  return (
    <>
      <ProblemView error={error} tellsFaults={false} />
      {fields.length > 0 ? <ul className="faultlist">{fields.slice(0, SHOWN).map(({ field, message }) => <li key={field + message}><strong>{faultPlace(field, wordOf)}</strong> {message}</li>)}</ul> : null}
      {code === "import-faults" && file ? <ErrorFile edition={edition} file={file} /> : null}
      {code === "import-faults" ? <p className="fine">{word("catalogue-import-again")}</p> : null}
    </>
  );
}

/** The same file goes again, and comes back with its faults in the last column. */
function ErrorFile({ edition, file }: { edition: Edition; file: File }) {
  const word = useWords();
  const fetchIt = useAct(async (key) => {
    const form = new FormData();
    form.append("file", file);
    const response = await fetch(`/api/v1/editions/${edition.id}/error-file`, { method: "POST", body: form, headers: { ...commonHeaders(), "Idempotency-Key": key || newKey() } });
    if (!response.ok) throw new Error(response.statusText);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = word("catalogue-error-file", { name: file.name.replace(/\.\w+$/, "") });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  return <><Button icon={<DownloadOutlined aria-hidden />} loading={fetchIt.isRunning} onClick={fetchIt.run}>{word("import-errors-xlsx")}</Button>{fetchIt.error ? <ProblemView error={fetchIt.error} /> : null}</>;
}
