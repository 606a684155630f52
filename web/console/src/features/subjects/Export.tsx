/** The list as it is filtered, as a file. That it was taken out is entered in the journal. */
import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { fetchFile, saveFile } from "../../api/download";
import { problemIn } from "../../api/problem";
import { problemWords } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { FILTERS } from "./SubjectsPage";

type Format = "xlsx" | "csv";

function wanted(format: Format, params: URLSearchParams): object {
  const filters = Object.fromEntries(FILTERS.map((key) => [key, params.get(key)]).filter(([, value]) => value));
  return { format, q: params.get("q"), filters };
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
      saveFile(await fetchFile("/api/v1/subjects/export", wanted(format, params)), `${word("nav-subjects")}.${format}`);
    } catch (error) {
      const { title, detail } = problemWords(problemIn(error), word);
      notification.error({ title, description: detail });
    }
    setRunning(false);
  };
  const items = (["xlsx", "csv"] as const).map((format) => ({ key: format, label: word(`subjects-export-${format}`), onClick: () => void run(format) }));
  return <Dropdown menu={{ items }} trigger={["click"]}><Button icon={<DownloadOutlined aria-hidden />} loading={isRunning}>{word("subjects-export")}</Button></Dropdown>;
}
