/** Subjects: the registry of whom may be drawn. */
import ownEnglish from "../../../../../locales/en/console-subjects.ftl?raw";
import english from "../../../../../locales/en/subjects.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-subjects.ftl?raw";
import chinese from "../../../../../locales/zh-CN/subjects.ftl?raw";
import type { Feature } from "../../app/feature";
import { pagesOf, partOf } from "../../app/parts";
import { MergesCard } from "./MergesCard";
import { ACTS } from "./acts";

const page = pagesOf(partOf("subjects", () => import("./pages")));

export const subjects: Feature = {
  name: "subjects",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/subjects", lazy: page(({ SubjectsPage }) => <SubjectsPage />) },
    { path: "/subjects/new", lazy: page(({ NewSubject }) => <NewSubject />) },
    { path: "/subjects/import", lazy: page(({ ImportSubjects }) => <ImportSubjects />) },
    { path: "/subjects/duplicates", lazy: page(({ DuplicatesPage }) => <DuplicatesPage />) },
    { path: "/subjects/merges", lazy: page(({ MergesPage }) => <MergesPage />) },
    { path: "/subjects/merges/:id", lazy: page(({ OneMergePage }) => <OneMergePage />) },
    { path: "/subjects/merges/:id/approve", lazy: page(({ ApproveMergePage }) => <ApproveMergePage />) },
    { path: "/subjects/merges/:id/decline", lazy: page(({ EndMergePage }) => <EndMergePage verb="decline" />) },
    { path: "/subjects/merges/:id/withdraw", lazy: page(({ EndMergePage }) => <EndMergePage verb="withdraw" />) },
    { path: "/subjects/:id", lazy: page(({ SubjectPage }) => <SubjectPage />) },
    { path: "/subjects/:id/edit", lazy: page(({ EditSubject }) => <EditSubject />) },
    { path: "/subjects/:id/tags", lazy: page(({ TagsPage }) => <TagsPage />) },
    { path: "/subjects/:id/licences", lazy: page(({ LicencesPage }) => <LicencesPage />) },
    { path: "/subjects/:id/status", lazy: page(({ StatusPage }) => <StatusPage />) },
    { path: "/subjects/:id/risk", lazy: page(({ RiskPage }) => <RiskPage />) },
    { path: "/subjects/:id/merge", lazy: page(({ MergePage }) => <MergePage />) },
  ],
  nav: [{ group: "registries", label: "nav-subjects", path: "/subjects", act: ACTS.read }],
  cards: [{ key: "merges", act: ACTS.mergeApprove, waits: () => true, view: MergesCard }],
};
