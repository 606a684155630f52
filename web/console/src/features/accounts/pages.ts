/** The pages of accounts, fetched together. */
export { CloseOrganisation, EditOrganisation, NewOrganisation } from "./OrganisationForm";
export { OrganisationsPage } from "./OrganisationsPage";
export { PasswordPage } from "./PasswordPage";
export { PeoplePage } from "./PeoplePage";
export { ConfirmPerson, EndSessions, ResetPassword, StateAct } from "./PersonActs";
export { EditPerson, EditRoles, NewPerson } from "./PersonForm";
export { PersonPage } from "./PersonPage";
export { SessionsPage } from "./SessionsPage";
export { SetupPage } from "./SetupPage";
export { TotpPage } from "./TotpPage";
