/** The list as it is filtered, as a file. That it was taken out is entered in the journal. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useSearchParams } from "react-router";
import { KEY_HEADER } from "../../api/client";
import { newKey } from "../../api/key";
import { useDownload } from "../../ui/useDownload";
import { useWords } from "../../words/words";
import { FILTERS } from "./SubjectsPage";

/** What the server is asked for, by what the list's address says. */
function askFor(format: "xlsx" | "csv", params: URLSearchParams): RequestInit {
  const filters = Object.fromEntries(FILTERS.map((key) => [key, params.get(key)]).filter(([, value]) => value));
  return { method: "POST", body: JSON.stringify({ format, q: params.get("q"), filters }), headers: { "Content-Type": "application/json", [KEY_HEADER]: newKey() } };
}

/** The button. */
export function Export() {
  const word = useWords();
  const [params] = useSearchParams();
  const { run, isRunning } = useDownload();
  const items = (["xlsx", "csv"] as const).map((format) => ({
    key: format, label: word(`subjects-export-${format}`),
    onClick: () => void run({ path: "/api/v1/subjects/export", name: `${word("nav-subjects")}.${format}`, init: askFor(format, params) }),
  }));
  return <Dropdown menu={{ items }} trigger={["click"]}><Button icon={<DownloadOutlined aria-hidden />} loading={isRunning}>{word("subjects-export")}</Button></Dropdown>;
}
