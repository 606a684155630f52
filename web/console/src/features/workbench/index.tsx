/** The workbench: what waits for me. */
import type { Feature } from "../../app/feature";
import { JobsPage } from "./JobsPage";
import { JobsCard } from "./JobsCard";
import { WorkbenchPage } from "./WorkbenchPage";

export const workbench: Feature = {
  name: "workbench",
  words: [],
  routes: [{ path: "/", element: <WorkbenchPage /> }, { path: "/jobs", element: <JobsPage /> }],
  nav: [{ group: "workbench", label: "nav-workbench", path: "/" }, { group: "system", label: "nav-jobs", path: "/jobs", act: "job.read" }],
  cards: [{ key: "jobs", view: JobsCard }],
};
