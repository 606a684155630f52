/** Subjects from a file. */
import { ImportWizard } from "../../ui/import/ImportWizard";
import { useWords } from "../../words/words";

/** The import. */
export function ImportSubjects() {
  const word = useWords();
  return <ImportWizard kind="subjects" title={word("subjects-import")} help={word("subjects-import-lead")} parent={{ title: word("nav-subjects"), to: "/subjects" }} />;
}
