/** The pages of complaints, fetched together. */
export { AssignPage } from "./AssignPage";
export { EditComplaint, NewComplaint } from "./ComplaintForm";
export { ComplaintPage } from "./ComplaintPage";
export { ComplaintsPage } from "./ComplaintsPage";
export { ClosePage, ReasonedPage, TransferPage } from "./EndPages";
export { HandlePage } from "./HandlePage";
export { SignalsPage } from "./SignalsPage";
