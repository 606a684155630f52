/** Accounts: organisations, people, roles, and my own account. */
import english from "../../../../../locales/en/accounts.ftl?raw";
import chinese from "../../../../../locales/zh-CN/accounts.ftl?raw";
import type { Feature } from "../../app/feature";
import { pagesOf, partOf } from "../../app/parts";
import { AccountCard } from "./AccountCard";
import { ACTS } from "./acts";

/** The pages; the gate and the set-up use some of them too. */
export const accountPages = partOf("accounts", () => import("./pages"));
const page = pagesOf(accountPages);

export const accounts: Feature = {
  name: "accounts",
  words: [{ "zh-CN": chinese, en: english }],
  routes: [
    { path: "/me/password", lazy: page(({ PasswordPage }) => <PasswordPage />) },
    { path: "/me/totp", lazy: page(({ TotpPage }) => <TotpPage />) },
    { path: "/me/sessions", lazy: page(({ SessionsPage }) => <SessionsPage />) },
    { path: "/organisations", lazy: page(({ OrganisationsPage }) => <OrganisationsPage />) },
    { path: "/organisations/new", lazy: page(({ NewOrganisation }) => <NewOrganisation />) },
    { path: "/organisations/:id", lazy: page(({ EditOrganisation }) => <EditOrganisation />) },
    { path: "/organisations/:id/close", lazy: page(({ CloseOrganisation }) => <CloseOrganisation />) },
    { path: "/people", lazy: page(({ PeoplePage }) => <PeoplePage />) },
    { path: "/people/new", lazy: page(({ NewPerson }) => <NewPerson />) },
    { path: "/people/:id", lazy: page(({ PersonPage }) => <PersonPage />) },
    { path: "/people/:id/edit", lazy: page(({ EditPerson }) => <EditPerson />) },
    { path: "/people/:id/roles", lazy: page(({ EditRoles }) => <EditRoles />) },
    { path: "/people/:id/password", lazy: page(({ ResetPassword }) => <ResetPassword />) },
    { path: "/people/:id/sessions", lazy: page(({ EndSessions }) => <EndSessions />) },
    { path: "/people/:id/suspend", lazy: page(({ StateAct }) => <StateAct verb="suspend" />) },
    { path: "/people/:id/confirm", lazy: page(({ ConfirmPerson }) => <ConfirmPerson />) },
    { path: "/people/:id/restore", lazy: page(({ StateAct }) => <StateAct verb="restore" />) },
  ],
  nav: [
    { group: "system", label: "nav-organisations", path: "/organisations", act: ACTS.readOrganisations },
    { group: "system", label: "nav-people", path: "/people", act: ACTS.readPeople },
  ],
  cards: [{ key: "account", view: AccountCard }],
};
