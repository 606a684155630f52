/** The pages of the catalogue, fetched together. */
export { ComparePage } from "./ComparePage";
export { EditEdition, NewEdition } from "./EditionForm";
export { EditionPage } from "./EditionPage";
export { EditionsPage } from "./EditionsPage";
export { ImportPage } from "./ImportPage";
export { ItemPage, NewItem, RemoveItem } from "./ItemPages";
export { PublishPage, StepPage } from "./StepPages";
