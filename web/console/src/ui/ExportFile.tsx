/** The list as it is filtered, as a file that the server makes. That it was taken out is an act. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useSearchParams } from "react-router";
import { KEY_HEADER } from "../api/client";
import { newKey } from "../api/key";
import { useWords } from "../words/words";
import { useDownload } from "./useDownload";

/** A form the file can have, and what it is called. */
export interface Form {
  format: "xlsx" | "csv";
  label: string;
}

interface Props {
  /** The route that makes the file. */
  path: string;
  /** What the file is called, without its ending. */
  name: string;
  forms: Form[];
  /** What the route is asked for, by what the list's address says. */
  bodyOf: (params: URLSearchParams, format: Form["format"]) => object;
}

/** The button; with several forms it opens a menu of them. */
export function ExportFile({ path, name, forms, bodyOf }: Props) {
  const word = useWords();
  const [params] = useSearchParams();
  const { run, isRunning } = useDownload();
  const take = (format: Form["format"]): void => {
    const init = { method: "POST", body: JSON.stringify(bodyOf(params, format)), headers: { "Content-Type": "application/json", [KEY_HEADER]: newKey() } };
    void run({ path, name: `${name}.${format}`, init });
  };
  const icon = <DownloadOutlined aria-hidden />;
  if (forms.length === 1) return <Button icon={icon} title={forms[0].label} loading={isRunning} onClick={() => take(forms[0].format)}>{word("export-excel")}</Button>;
  const items = forms.map(({ format, label }) => ({ key: format, label, onClick: () => take(format) }));
  return <Dropdown menu={{ items }} trigger={["click"]}><Button icon={icon} loading={isRunning}>{word("export")}</Button></Dropdown>;
}
