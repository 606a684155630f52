/** The list as it is filtered, as a file. That it was taken out is entered in the journal. */
import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { KEY_HEADER, commonHeaders, refused } from "../../api/client";
import { newKey } from "../../api/key";
import { problemIn } from "../../api/problem";
import { problemWords } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { FILTERS } from "./SubjectsPage";

type Format = "xlsx" | "csv";

async function fetchFile(format: Format, params: URLSearchParams): Promise<Blob> {
  const filters = Object.fromEntries(FILTERS.map((key) => [key, params.get(key)]).filter(([, value]) => value));
  const response = await fetch("/api/v1/subjects/export", {
    method: "POST", body: JSON.stringify({ format, q: params.get("q"), filters }), headers: { "Content-Type": "application/json", ...commonHeaders(), [KEY_HEADER]: newKey() },
  });
  if (!response.ok) throw refused(response.status, await response.json().catch(() => undefined), response.headers.get("x-request-id"));
  return response.blob();
}

/** The button. */
export function Export() {
  const word = useWords();
  const { notification } = App.useApp();
  const [params] = useSearchParams();
  const [isRunning, setRunning] = useState(false);
  const run = async (format: Format): Promise<void> => {
    setRunning(true);
    try {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await fetchFile(format, params));
      link.download = `${word("nav-subjects")}.${format}`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      const { title, detail } = problemWords(problemIn(error), word);
      notification.error({ title, description: detail });
    }
    setRunning(false);
  };
  const items = (["xlsx", "csv"] as const).map((format) => ({ key: format, label: word(`subjects-export-${format}`), onClick: () => void run(format) }));
  return <Dropdown menu={{ items }} trigger={["click"]}><Button icon={<DownloadOutlined aria-hidden />} loading={isRunning}>{word("subjects-export")}</Button></Dropdown>;
}
