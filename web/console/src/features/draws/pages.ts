/** The pages of draws, fetched together. */
export { AskAmendment, DecideAmendment } from "./AmendPages";
export { EditDraw, NewDraw } from "./DrawForm";
export { DrawPage } from "./DrawPage";
export { DrawsPage } from "./DrawsPage";
export { ApproveRule, NewRule } from "./RulePages";
export { RulesPage } from "./RulesPage";
export { StepPage } from "./StepPages";
