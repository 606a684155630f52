/** Which page stands at which address. */
import { Outlet, createBrowserRouter } from "react-router";
import { accountPages } from "../features/accounts";
import { LoginPage } from "../features/accounts/LoginPage";
import { ShortcutsProvider } from "../ui/shortcuts";
import { Broken, NotFound } from "./Faults";
import { Gate } from "./Gate";
import { Loading } from "./Loading";
import type { Feature } from "./feature";
import { BASE, pagesOf, partOf } from "./parts";

const accountPage = pagesOf(accountPages);
const ceremony = pagesOf(partOf("ceremony", () => import("../features/draws/CeremonyPage")));

/** The router of these features. */
export function makeRouter(features: Feature[]): ReturnType<typeof createBrowserRouter> {
  const pages = [...features.flatMap(({ routes }) => routes), { path: "*", element: <NotFound /> }];
  const behindGate = { element: <Gate />, children: [{ errorElement: <Broken />, hydrateFallbackElement: <Loading />, children: pages }] };
  const root = {
    element: <ShortcutsProvider><Outlet /></ShortcutsProvider>,
    errorElement: <Broken />,
    hydrateFallbackElement: <main className="broken"><Loading /></main>,
    children: [{ path: "/login", element: <LoginPage /> }, { path: "/setup", lazy: accountPage(({ SetupPage }) => <SetupPage />) }, { path: "/ceremony/:token", lazy: ceremony(({ CeremonyPage }) => <CeremonyPage />) }, behindGate],
  };
  return createBrowserRouter([root], { basename: BASE });
}
