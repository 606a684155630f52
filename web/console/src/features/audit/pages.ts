/** The pages of auditing, fetched together. */
export { ActPage } from "./ActPage";
export { ActsPage } from "./ActsPage";
export { JournalPage } from "./JournalPage";
