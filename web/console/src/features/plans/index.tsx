/** Annual plans: what will be drawn in a year, drafted, approved, filed and published, and what it comes to. */
import ownEnglish from "../../../../../locales/en/console-plans.ftl?raw";
import english from "../../../../../locales/en/plans.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-plans.ftl?raw";
import chinese from "../../../../../locales/zh-CN/plans.ftl?raw";
import type { Feature } from "../../app/feature";
import { pagesOf, partOf } from "../../app/parts";
import { PlansCard } from "./PlansCard";
import { ACTS } from "./acts";

const STEPS = ["submit", "approve", "return", "discard", "adjust", "close"] as const;

const page = pagesOf(partOf("plans", () => import("./pages")));

export const plans: Feature = {
  name: "plans",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/plans", lazy: page(({ PlansPage }) => <PlansPage />) },
    { path: "/plans/new", lazy: page(({ NewPlan }) => <NewPlan />) },
    { path: "/plans/:id", lazy: page(({ PlanPage }) => <PlanPage />) },
    { path: "/plans/:id/edit", lazy: page(({ EditPlan }) => <EditPlan />) },
    { path: "/plans/:id/lines", lazy: page(({ LinesPage }) => <LinesPage />) },
    { path: "/plans/:id/file", lazy: page(({ FilePage }) => <FilePage />) },
    { path: "/plans/:id/publish", lazy: page(({ PublishPage }) => <PublishPage />) },
    ...STEPS.map((verb) => ({ path: `/plans/:id/${verb}`, lazy: page(({ StepPage }) => <StepPage key={verb} verb={verb} />) })),
  ],
  nav: [{ group: "plans", label: "nav-plans", path: "/plans", act: ACTS.read }],
  cards: [{ key: "plans", act: ACTS.read, waits: (may) => [ACTS.draft, ACTS.approve, ACTS.file, ACTS.publish].some(may), view: PlansCard }],
};
