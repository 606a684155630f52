/** Accounts: organisations, people, roles, and my own account. */
import english from "../../../../../locales/en/accounts.ftl?raw";
import chinese from "../../../../../locales/zh-CN/accounts.ftl?raw";
import type { Feature } from "../../app/feature";
import { AccountCard } from "./AccountCard";
import { CloseOrganisation, EditOrganisation, NewOrganisation } from "./OrganisationForm";
import { OrganisationsPage } from "./OrganisationsPage";
import { PasswordPage } from "./PasswordPage";
import { PeoplePage } from "./PeoplePage";
import { EndSessions, ResetPassword, StateAct } from "./PersonActs";
import { EditPerson, EditRoles, NewPerson } from "./PersonForm";
import { PersonPage } from "./PersonPage";
import { SessionsPage } from "./SessionsPage";
import { TotpPage } from "./TotpPage";
import { ACTS } from "./acts";

export const accounts: Feature = {
  name: "accounts",
  words: [{ "zh-CN": chinese, en: english }],
  routes: [
    { path: "/me/password", element: <PasswordPage /> },
    { path: "/me/totp", element: <TotpPage /> },
    { path: "/me/sessions", element: <SessionsPage /> },
    { path: "/organisations", element: <OrganisationsPage /> },
    { path: "/organisations/new", element: <NewOrganisation /> },
    { path: "/organisations/:id", element: <EditOrganisation /> },
    { path: "/organisations/:id/close", element: <CloseOrganisation /> },
    { path: "/people", element: <PeoplePage /> },
    { path: "/people/new", element: <NewPerson /> },
    { path: "/people/:id", element: <PersonPage /> },
    { path: "/people/:id/edit", element: <EditPerson /> },
    { path: "/people/:id/roles", element: <EditRoles /> },
    { path: "/people/:id/password", element: <ResetPassword /> },
    { path: "/people/:id/sessions", element: <EndSessions /> },
    { path: "/people/:id/suspend", element: <StateAct verb="suspend" /> },
    { path: "/people/:id/restore", element: <StateAct verb="restore" /> },
  ],
  nav: [
    { group: "system", label: "nav-organisations", path: "/organisations", act: ACTS.readOrganisations },
    { group: "system", label: "nav-people", path: "/people", act: ACTS.readPeople },
  ],
  cards: [{ key: "account", view: AccountCard }],
};
