/** The pages of the workbench, fetched together. */
export { JobsPage } from "./JobsPage";
