/** The list as it is filtered, as a workbook. That it was taken out is entered in the journal. */
import { DownloadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { fetchFile, saveFile } from "../../api/download";
import { problemIn } from "../../api/problem";
import { problemWords } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { exportOf } from "./filters";

/** The button. */
export function Export() {
  const word = useWords();
  const { notification } = App.useApp();
  const [params] = useSearchParams();
  const [isRunning, setRunning] = useState(false);
  const run = async (): Promise<void> => {
    setRunning(true);
    try {
      saveFile(await fetchFile("/api/v1/complaints/export", exportOf(params)), `${word("nav-complaints")}.xlsx`);
    } catch (error) {
      const { title, detail } = problemWords(problemIn(error), word);
      notification.error({ title, description: detail });
    }
    setRunning(false);
  };
  return <Button icon={<DownloadOutlined aria-hidden />} title={word("complaints-export-help")} loading={isRunning} onClick={() => void run()}>{word("export-excel")}</Button>;
}
