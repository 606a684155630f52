/** Whether what was typed is on the server, said plainly. */
import { CheckCircleFilled, CloudSyncOutlined, ExclamationCircleFilled } from "@ant-design/icons";
import { hour } from "../../words/format";
import { useWords } from "../../words/words";
import type { Standing } from "./autosave";

interface Props {
  standing: Standing;
  at: string | null;
  isKept: boolean;
}

const ICONS = { saved: CheckCircleFilled, sending: CloudSyncOutlined, waiting: CloudSyncOutlined, offline: ExclamationCircleFilled, refused: ExclamationCircleFilled };

/** The line. */
export function SaveState({ standing, at, isKept }: Props) {
  const word = useWords();
  if (standing === "clean") return <p className="savestate fine">{word("write-save-clean")}</p>;
  const Icon = ICONS[standing];
  const said = isKept || standing === "saved" ? word(`write-save-${standing}`, { time: at ? hour(at) : "" }) : word("write-save-nowhere");
  return <p className="savestate" data-standing={isKept ? standing : "refused"} role="status"><Icon aria-hidden /> {said}</p>;
}
