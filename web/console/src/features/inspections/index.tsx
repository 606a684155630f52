/** Visits: from a drawn target to a reviewed record. */
import ownEnglish from "../../../../../locales/en/console-inspections.ftl?raw";
import english from "../../../../../locales/en/inspections.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-inspections.ftl?raw";
import chinese from "../../../../../locales/zh-CN/inspections.ftl?raw";
import type { Feature } from "../../app/feature";
import { pagesOf, partOf } from "../../app/parts";
import { VisitsCard } from "./VisitsCard";
import { ACTS } from "./acts";

const page = pagesOf(partOf("inspections", () => import("./pages")));

export const inspections: Feature = {
  name: "inspections",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/visits", lazy: page(({ VisitsPage }) => <VisitsPage />) },
    { path: "/visits/accounts", lazy: page(({ AccountsPage }) => <AccountsPage />) },
    { path: "/visits/:id", lazy: page(({ VisitPage }) => <VisitPage />) },
    { path: "/visits/:id/notice", lazy: page(({ NoticePage }) => <NoticePage />) },
    { path: "/visits/:id/record", lazy: page(({ RecordPage }) => <RecordPage />) },
    { path: "/visits/:id/review", lazy: page(({ ReviewPage }) => <ReviewPage />) },
    { path: "/visits/:id/confirm", lazy: page(({ ConfirmPage }) => <ConfirmPage />) },
    { path: "/visits/:id/correct", lazy: page(({ CorrectPage }) => <CorrectPage />) },
    { path: "/visits/:id/versions", lazy: page(({ VersionsPage }) => <VersionsPage />) },
    { path: "/draws/:id/dispatch", lazy: page(({ DispatchPage }) => <DispatchPage />) },
  ],
  nav: [
    { group: "visits", label: "nav-visits-own", path: "/visits", act: ACTS.read },
    { group: "visits", label: "nav-inspection-accounts", path: "/visits/accounts", act: ACTS.accounts },
  ],
  cards: [{ key: "visits", act: ACTS.read, waits: (may) => may(ACTS.record) || may(ACTS.review), view: VisitsCard }],
};
