/** The pages of inspectors, fetched together. */
export { NewConflict, NewLeave, NewTraining } from "./BesideForms";
export { ImportInspectors } from "./ImportPage";
export { EditInspector, NewInspector } from "./InspectorForm";
export { InspectorPage } from "./InspectorPage";
export { InspectorsPage } from "./InspectorsPage";
export { RulePage } from "./RulePage";
export { StatePage } from "./StatePages";
