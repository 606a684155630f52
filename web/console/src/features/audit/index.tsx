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
import { ActPage } from "./ActPage";
import { ActsPage } from "./ActsPage";
import { AuditCard } from "./AuditCard";
import { JournalPage } from "./JournalPage";
import { ACTS } from "./acts";

export const audit: Feature = {
  name: "audit",
  words: [{ "zh-CN": actsChinese, en: actsEnglish }, { "zh-CN": journalChinese, en: journalEnglish }, { "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/acts", element: <ActsPage /> },
    { path: "/acts/:id", element: <ActPage /> },
    { path: "/journal", element: <JournalPage /> },
  ],
  nav: [
    { group: "audit", label: "nav-acts", path: "/acts", act: ACTS.read },
    { group: "audit", label: "nav-journal", path: "/journal", act: ACTS.read },
  ],
  cards: [{ key: "audit", act: ACTS.read, view: AuditCard }],
};
