/** The first step: the file goes to the server. */
import { useQueryClient } from "@tanstack/react-query";
import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { Button, Progress, Upload } from "antd";
import { useEffect, useRef, useState } from "react";
import { newKey } from "../../api/key";
import { upload } from "../../api/upload";
import type { Import } from "../../api/types";
import { useWords } from "../../words/words";
import { ProblemView } from "../ProblemView";
import type { ImportWizardProps } from "./ImportWizard";

interface Sending {
  name: string;
  part: number;
}

/** Sends a file; the answer's id is the import's. */
function useSender(path: string, onDone: (id: string) => void) {
  const queries = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<unknown>(null);
  const abort = useRef<AbortController>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const send = async (file: File): Promise<void> => {
    abort.current = new AbortController();
    setError(null);
    setSending({ name: file.name, part: 0 });
    try {
      const onProgress = (part: number): void => setSending({ name: file.name, part });
      const answer = await upload<Import>({ path, file, key: newKey(), onProgress, signal: abort.current.signal });
      queries.setQueryData(["imports", answer.id, {}], answer);
      onDone(answer.id);
    } catch (failure) {
      setSending(null);
      if (!(failure instanceof DOMException)) setError(failure);
    }
  };
  return { sending, error, send, cancel: () => abort.current?.abort() };
}

/** The place to drop a file. */
export function UploadStep({ kind, onDone }: ImportWizardProps & { onDone: (id: string) => void }) {
  const word = useWords();
  const { sending, error, send, cancel } = useSender(`/api/v1/imports?kind=${kind}`, onDone);
  if (sending) return <SendingView {...sending} onCancel={cancel} />;
  return (
    <section>
      {error ? <ProblemView error={error} /> : null}
      <Upload.Dragger accept=".xlsx,.csv,.tsv,.txt" showUploadList={false} beforeUpload={(file) => { void send(file); return false; }} className="drop">
        <p><InboxOutlined aria-hidden className="drop_icon" /></p>
        <p className="drop_title">{word("import-drop")}</p>
        <p>{word("import-drop-help")}</p>
      </Upload.Dragger>
      <p className="bulk"><Button icon={<DownloadOutlined aria-hidden />} href={`/api/v1/imports/template.xlsx?kind=${kind}`}>{word("import-template")}</Button> <span className="fine">{word("import-template-help")}</span></p>
      <ul className="hints">{["import-hint-mess", "import-hint-preview", "import-hint-twice"].map((key) => <li key={key}>{word(key)}</li>)}</ul>
    </section>
  );
}

function SendingView({ name, part, onCancel }: Sending & { onCancel: () => void }) {
  const word = useWords();
  const title = part < 1 ? word("import-sending", { name }) : word("import-reading", { name });
  return (
    <section className="job" aria-live="polite">
      <p className="job_title">{title}</p>
      <Progress percent={Math.floor(part * 100)} status="active" aria-label={title} />
      <Button onClick={onCancel}>{word("import-stop")}</Button>
    </section>
  );
}
