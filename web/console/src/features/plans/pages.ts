/** The pages of plans, fetched together. */
export { LinesPage } from "./LinesPage";
export { EditPlan, NewPlan } from "./PlanForm";
export { PlanPage } from "./PlanPage";
export { PlansPage } from "./PlansPage";
export { FilePage, PublishPage, StepPage } from "./StepPages";
