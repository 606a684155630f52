/** The pages of visits, fetched together. */
export { AccountsPage } from "./AccountsPage";
export { ConfirmPage } from "./ConfirmPage";
export { DispatchPage } from "./DispatchPage";
export { RecordPage } from "./RecordPage";
export { CorrectPage, NoticePage, ReviewPage } from "./StepPages";
export { VersionsPage } from "./VersionsPage";
export { VisitPage } from "./VisitPage";
export { VisitsPage } from "./VisitsPage";
