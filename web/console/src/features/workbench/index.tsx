/** The workbench: what waits for me. */
import type { Feature } from "../../app/feature";
import { pagesOf, partOf } from "../../app/parts";
import { JobsCard } from "./JobsCard";
import { WorkbenchPage } from "./WorkbenchPage";

const page = pagesOf(partOf("workbench", () => import("./pages")));

export const workbench: Feature = {
  name: "workbench",
  words: [],
  routes: [{ path: "/", element: <WorkbenchPage /> }, { path: "/jobs", lazy: page(({ JobsPage }) => <JobsPage />) }],
  nav: [{ group: "workbench", label: "nav-workbench", path: "/" }, { group: "system", label: "nav-jobs", path: "/jobs", act: "job.read" }],
  cards: [{ key: "jobs", view: JobsCard }],
};
