/** Which page stands at which address. */
import { Outlet, createBrowserRouter } from "react-router";
import { LoginPage } from "../features/accounts/LoginPage";
import { SetupPage } from "../features/accounts/SetupPage";
import { ShortcutsProvider } from "../ui/shortcuts";
import { Broken, NotFound } from "./Faults";
import { Gate } from "./Gate";
import type { Feature } from "./feature";

/** Where the console stands on the server. */
export const BASE = "/console";

/** The router of these features. */
export function makeRouter(features: Feature[]): ReturnType<typeof createBrowserRouter> {
  const pages = [...features.flatMap(({ routes }) => routes), { path: "*", element: <NotFound /> }];
  const behindGate = { element: <Gate />, children: [{ errorElement: <Broken />, children: pages }] };
  const root = {
    element: <ShortcutsProvider><Outlet /></ShortcutsProvider>,
    errorElement: <Broken />,
    children: [{ path: "/login", element: <LoginPage /> }, { path: "/setup", element: <SetupPage /> }, behindGate],
  };
  return createBrowserRouter([root], { basename: BASE });
}
