/** The pages of draws, fetched together. */
export { AskAmendment, DecideAmendment } from "./AmendPages";
export { EditDraw, NewDraw } from "./DrawForm";
export { DrawPage } from "./DrawPage";
export { DrawsPage } from "./DrawsPage";
export { StepPage } from "./StepPages";
