/** Inspectors from a file. */
import { ImportWizard } from "../../ui/import/ImportWizard";
import { useWords } from "../../words/words";

/** The import. */
export function ImportInspectors() {
  const word = useWords();
  return <ImportWizard kind="inspectors" title={word("inspectors-import")} help={word("inspectors-import-lead")} parent={{ title: word("nav-inspectors"), to: "/inspectors" }} />;
}
