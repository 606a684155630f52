/** Complaints as they are filtered, as a workbook. */
import { ExportFile } from "../../ui/ExportFile";
import { useWords } from "../../words/words";
import { exportOf } from "./filters";

/** The button. */
export function Export() {
  const word = useWords();
  return <ExportFile path="/api/v1/complaints/export" name={word("nav-complaints")} forms={[{ format: "xlsx", label: word("complaints-export-help") }]} bodyOf={exportOf} />;
}
