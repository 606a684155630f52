/** The registry as it is filtered, as a file. */
import { ExportFile } from "../../ui/ExportFile";
import { askedOf } from "../../ui/list-state";
import { useWords } from "../../words/words";
import { FILTERS } from "./SubjectsPage";

function bodyOf(params: URLSearchParams, format: string): object {
  return { format, ...askedOf(params, FILTERS) };
}

/** The button. */
export function Export() {
  const word = useWords();
  const forms = (["xlsx", "csv"] as const).map((format) => ({ format, label: word(`subjects-export-${format}`) }));
  return <ExportFile path="/api/v1/subjects/export" name={word("nav-subjects")} forms={forms} bodyOf={bodyOf} />;
}
