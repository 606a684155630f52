/** The list as it is filtered, as a file. That it was taken out is entered in the journal. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useSearchParams } from "react-router";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { exportAddress } from "./listing";

/** The button. */
export function Export() {
  const word = useWords();
  const [params] = useSearchParams();
  const items = (["xlsx", "csv"] as const).map((format) => ({
    key: format, label: <a href={exportAddress(format, params, today())} download={`${word("nav-inspectors")}.${format}`}>{word(`inspectors-export-${format}`)}</a>,
  }));
  return <Dropdown menu={{ items }} trigger={["click"]}><Button icon={<DownloadOutlined aria-hidden />}>{word("inspectors-export")}</Button></Dropdown>;
}
