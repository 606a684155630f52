/** The workbench: what waits for me. */
import type { Feature } from "../../app/feature";
import { JobsCard } from "./JobsCard";
import { WorkbenchPage } from "./WorkbenchPage";

export const workbench: Feature = {
  name: "workbench",
  words: [],
  routes: [{ path: "/", element: <WorkbenchPage /> }],
  nav: [{ group: "workbench", label: "nav-workbench", path: "/" }],
  cards: [{ key: "jobs", view: JobsCard }],
};
