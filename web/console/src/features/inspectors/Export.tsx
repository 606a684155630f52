/** The list as it is filtered, as a file. That it was taken out is entered in the journal. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useSearchParams } from "react-router";
import { useDownload } from "../../ui/useDownload";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { exportAddress } from "./listing";

/** The button. */
export function Export() {
  const word = useWords();
  const [params] = useSearchParams();
  const { run, isRunning } = useDownload();
  const items = (["xlsx", "csv"] as const).map((format) => ({
    key: format, label: word(`inspectors-export-${format}`), onClick: () => void run({ path: exportAddress(format, params, today()), name: `${word("nav-inspectors")}.${format}` }),
  }));
  return <Dropdown menu={{ items }} trigger={["click"]}><Button icon={<DownloadOutlined aria-hidden />} loading={isRunning}>{word("export")}</Button></Dropdown>;
}
