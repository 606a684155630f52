/** Auditing: the acts on record, and the journal. */
import actsEnglish from "../../../../../locales/en/acts.ftl?raw";
import journalEnglish from "../../../../../locales/en/app-journal.ftl?raw";
import english from "../../../../../locales/en/audit.ftl?raw";
import ownEnglish from "../../../../../locales/en/console-audit.ftl?raw";
import actsChinese from "../../../../../locales/zh-CN/acts.ftl?raw";
import journalChinese from "../../../../../locales/zh-CN/app-journal.ftl?raw";
import chinese from "../../../../../locales/zh-CN/audit.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-audit.ftl?raw";
import type { Feature } from "../../app/feature";
import { pagesOf, partOf } from "../../app/parts";
import { AuditCard } from "./AuditCard";
import { ACTS } from "./acts";

const page = pagesOf(partOf("audit", () => import("./pages")));

export const audit: Feature = {
  name: "audit",
  words: [{ "zh-CN": actsChinese, en: actsEnglish }, { "zh-CN": journalChinese, en: journalEnglish }, { "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/acts", lazy: page(({ ActsPage }) => <ActsPage />) },
    { path: "/acts/:id", lazy: page(({ ActPage }) => <ActPage />) },
    { path: "/journal", lazy: page(({ JournalPage }) => <JournalPage />) },
  ],
  nav: [
    { group: "audit", label: "nav-acts", path: "/acts", act: ACTS.read },
    { group: "audit", label: "nav-journal", path: "/journal", act: ACTS.read },
  ],
  cards: [{ key: "audit", act: ACTS.read, view: AuditCard }],
};
