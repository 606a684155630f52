/** Complaints, reports and petitions: handled for cause, never drawn. */
import english from "../../../../../locales/en/complaints.ftl?raw";
import ownEnglish from "../../../../../locales/en/console-complaints.ftl?raw";
import chinese from "../../../../../locales/zh-CN/complaints.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-complaints.ftl?raw";
import type { Feature } from "../../app/feature";
import { AssignPage } from "./AssignPage";
import { EditComplaint, NewComplaint } from "./ComplaintForm";
import { ComplaintPage } from "./ComplaintPage";
import { ComplaintsCard } from "./ComplaintsCard";
import { ComplaintsPage } from "./ComplaintsPage";
import { ClosePage, ReasonedPage, TransferPage } from "./EndPages";
import { HandlePage } from "./HandlePage";
import { SignalsPage } from "./SignalsPage";
import { ACTS } from "./acts";

export const complaints: Feature = {
  name: "complaints",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/complaints", element: <ComplaintsPage /> },
    { path: "/complaints/new", element: <NewComplaint /> },
    { path: "/complaints/signals", element: <SignalsPage /> },
    { path: "/complaints/:id", element: <ComplaintPage /> },
    { path: "/complaints/:id/edit", element: <EditComplaint /> },
    { path: "/complaints/:id/assign", element: <AssignPage /> },
    { path: "/complaints/:id/handle", element: <HandlePage /> },
    { path: "/complaints/:id/refuse", element: <ReasonedPage key="refuse" verb="refuse" /> },
    { path: "/complaints/:id/transfer", element: <TransferPage /> },
    { path: "/complaints/:id/withdraw", element: <ReasonedPage key="withdraw" verb="withdraw" /> },
    { path: "/complaints/:id/send-back", element: <ReasonedPage key="send-back" verb="send-back" /> },
    { path: "/complaints/:id/close", element: <ClosePage /> },
    { path: "/complaints/:id/erase", element: <ReasonedPage key="erase" verb="erase" /> },
  ],
  nav: [
    { group: "visits", label: "nav-complaints", path: "/complaints", act: ACTS.read },
    { group: "visits", label: "nav-signals", path: "/complaints/signals", act: ACTS.read },
  ],
  cards: [{ key: "complaints", act: ACTS.read, view: ComplaintsCard }],
};
