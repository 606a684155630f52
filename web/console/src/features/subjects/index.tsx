/** Subjects: the registry of whom may be drawn. */
import ownEnglish from "../../../../../locales/en/console-subjects.ftl?raw";
import english from "../../../../../locales/en/subjects.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-subjects.ftl?raw";
import chinese from "../../../../../locales/zh-CN/subjects.ftl?raw";
import type { Feature } from "../../app/feature";
import { ImportWizard } from "../../ui/import/ImportWizard";
import { useWords } from "../../words/words";
import { DuplicatesPage, MergePage } from "./MergePage";
import { LicencesPage, RiskPage, StatusPage, TagsPage } from "./MovePages";
import { EditSubject, NewSubject } from "./SubjectForm";
import { SubjectPage } from "./SubjectPage";
import { SubjectsPage } from "./SubjectsPage";
import { ACTS } from "./acts";

function ImportSubjects() {
  const word = useWords();
  return <ImportWizard kind="subjects" title={word("subjects-import")} help={word("subjects-import-lead")} parent={{ title: word("nav-subjects"), to: "/subjects" }} />;
}

export const subjects: Feature = {
  name: "subjects",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/subjects", element: <SubjectsPage /> },
    { path: "/subjects/new", element: <NewSubject /> },
    { path: "/subjects/import", element: <ImportSubjects /> },
    { path: "/subjects/duplicates", element: <DuplicatesPage /> },
    { path: "/subjects/:id", element: <SubjectPage /> },
    { path: "/subjects/:id/edit", element: <EditSubject /> },
    { path: "/subjects/:id/tags", element: <TagsPage /> },
    { path: "/subjects/:id/licences", element: <LicencesPage /> },
    { path: "/subjects/:id/status", element: <StatusPage /> },
    { path: "/subjects/:id/risk", element: <RiskPage /> },
    { path: "/subjects/:id/merge", element: <MergePage /> },
  ],
  nav: [{ group: "registries", label: "nav-subjects", path: "/subjects", act: ACTS.read }],
  cards: [],
};
