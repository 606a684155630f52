/** The pages of complaints, fetched together. */
export { AssignPage } from "./AssignPage";
export { EditComplaint, NewComplaint } from "./ComplaintForm";
export { ComplaintPage } from "./ComplaintPage";
export { ComplaintsPage } from "./ComplaintsPage";
export { ReasonedPage, TransferPage } from "./EndPages";
export { HandlePage } from "./HandlePage";
export { ClosePage, LinkPage } from "./LinkPages";
export { SignalsPage } from "./SignalsPage";
