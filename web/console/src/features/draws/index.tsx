/** Draws: schemes, approval, commit, seed, result. */
import ownEnglish from "../../../../../locales/en/console-draws.ftl?raw";
import english from "../../../../../locales/en/draws.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-draws.ftl?raw";
import chinese from "../../../../../locales/zh-CN/draws.ftl?raw";
import type { Feature } from "../../app/feature";
import { pagesOf, partOf } from "../../app/parts";
import { DrawsCard } from "./DrawsCard";
import { ACTS } from "./acts";

const STEPS = ["submit", "approve", "return", "discard", "commit", "announce", "annul"] as const;

const page = pagesOf(partOf("draws", () => import("./pages")));

export const draws: Feature = {
  name: "draws",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/draws", lazy: page(({ DrawsPage }) => <DrawsPage />) },
    { path: "/draws/new", lazy: page(({ NewDraw }) => <NewDraw />) },
    { path: "/draws/:id", lazy: page(({ DrawPage }) => <DrawPage />) },
    { path: "/draws/:id/edit", lazy: page(({ EditDraw }) => <EditDraw />) },
    { path: "/draws/:id/amend", lazy: page(({ AskAmendment }) => <AskAmendment />) },
    ...(["approve", "decline", "withdraw"] as const).map((verb) => ({ path: `/draws/:id/amendments/:amendment/${verb}`, lazy: page(({ DecideAmendment }) => <DecideAmendment key={verb} verb={verb} />) })),
    ...STEPS.map((verb) => ({ path: `/draws/:id/${verb}`, lazy: page(({ StepPage }) => <StepPage key={verb} verb={verb} />) })),
    { path: "/draw-rules", lazy: page(({ RulesPage }) => <RulesPage />) },
    { path: "/draw-rules/new", lazy: page(({ NewRule }) => <NewRule />) },
    ...(["approve", "return", "withdraw"] as const).map((verb) => ({ path: `/draw-rules/:id/${verb}`, lazy: page(({ RuleStep }) => <RuleStep key={verb} verb={verb} />) })),
  ],
  nav: [{ group: "draws", label: "nav-draws", path: "/draws", act: ACTS.read }, { group: "draws", label: "draw-rules", path: "/draw-rules", act: ACTS.read }],
  cards: [{ key: "draws", act: ACTS.read, waits: (may) => [ACTS.draft, ACTS.approve, ACTS.operate, ACTS.enter, ACTS.annul, ACTS.announce, ACTS.dispatch].some(may), view: DrawsCard }],
};
