/** Complaints, reports and petitions: handled for cause, never drawn. */
import english from "../../../../../locales/en/complaints.ftl?raw";
import ownEnglish from "../../../../../locales/en/console-complaints.ftl?raw";
import chinese from "../../../../../locales/zh-CN/complaints.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-complaints.ftl?raw";
import type { Feature } from "../../app/feature";
import { pagesOf, partOf } from "../../app/parts";
import { ComplaintsCard } from "./ComplaintsCard";
import { ACTS as SUBJECT_ACTS } from "../subjects/acts";
import { ACTS } from "./acts";

const page = pagesOf(partOf("complaints", () => import("./pages")));

export const complaints: Feature = {
  name: "complaints",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/complaints", lazy: page(({ ComplaintsPage }) => <ComplaintsPage />) },
    { path: "/complaints/new", lazy: page(({ NewComplaint }) => <NewComplaint />) },
    { path: "/complaints/signals", lazy: page(({ SignalsPage }) => <SignalsPage />) },
    { path: "/complaints/:id", lazy: page(({ ComplaintPage }) => <ComplaintPage />) },
    { path: "/complaints/:id/edit", lazy: page(({ EditComplaint }) => <EditComplaint />) },
    { path: "/complaints/:id/assign", lazy: page(({ AssignPage }) => <AssignPage />) },
    { path: "/complaints/:id/handle", lazy: page(({ HandlePage }) => <HandlePage />) },
    { path: "/complaints/:id/refuse", lazy: page(({ ReasonedPage }) => <ReasonedPage key="refuse" verb="refuse" />) },
    { path: "/complaints/:id/transfer", lazy: page(({ TransferPage }) => <TransferPage />) },
    { path: "/complaints/:id/withdraw", lazy: page(({ ReasonedPage }) => <ReasonedPage key="withdraw" verb="withdraw" />) },
    { path: "/complaints/:id/send-back", lazy: page(({ ReasonedPage }) => <ReasonedPage key="send-back" verb="send-back" />) },
    { path: "/complaints/:id/link", lazy: page(({ LinkPage }) => <LinkPage />) },
    { path: "/complaints/:id/close", lazy: page(({ ClosePage }) => <ClosePage />) },
    { path: "/complaints/:id/erase", lazy: page(({ ReasonedPage }) => <ReasonedPage key="erase" verb="erase" />) },
  ],
  nav: [
    { group: "visits", label: "nav-complaints", path: "/complaints", act: ACTS.read },
    { group: "visits", label: "nav-signals", path: "/complaints/signals", act: ACTS.read },
  ],
  cards: [{ key: "complaints", act: ACTS.read, waits: (may) => [ACTS.handle, ACTS.assign, ACTS.register, SUBJECT_ACTS.risk].some(may), view: ComplaintsCard }],
};
