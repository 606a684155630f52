/** The pages of outcomes, fetched together. */
export { ApprovePage, DeclinePage, WithdrawPage } from "./ActPages";
export { BeginPage } from "./BeginPage";
export { DecisionPage } from "./DecisionPage";
export { OutcomePage } from "./OutcomePage";
export { OutcomesPage } from "./OutcomesPage";
export { AcknowledgePage, ExtendPage, RecheckPage } from "./StepPages";
export { WaitingPage } from "./WaitingPage";
