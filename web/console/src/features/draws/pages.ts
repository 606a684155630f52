/** The pages of draws, fetched together. */
export { AskAmendment, DecideAmendment } from "./AmendPages";
export { EditDraw, NewDraw } from "./DrawForm";
export { DrawPage } from "./DrawPage";
export { DrawsPage } from "./DrawsPage";
export { NewRule, RuleStep } from "./RulePages";
export { RulesPage } from "./RulesPage";
export { StepPage } from "./StepPages";
