/** The pages of disclosures, fetched together. */
export { CalendarPage, YearPage } from "./CalendarPage";
export { DisclosuresPage } from "./DisclosuresPage";
export { PublishPage } from "./PublishPage";
