/** The catalogue: what may be inspected at all, in editions that three people draft, approve and publish. */
import ownEnglish from "../../../../../locales/en/console-catalogue.ftl?raw";
import english from "../../../../../locales/en/catalogue.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-catalogue.ftl?raw";
import chinese from "../../../../../locales/zh-CN/catalogue.ftl?raw";
import type { Feature } from "../../app/feature";
import { pagesOf, partOf } from "../../app/parts";
import { EditionsCard } from "./EditionsCard";
import { ACTS } from "./acts";

const STEPS = ["submit", "approve", "reject", "discard", "withdraw"] as const;

const page = pagesOf(partOf("catalogue", () => import("./pages")));

export const catalogue: Feature = {
  name: "catalogue",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/catalogue", lazy: page(({ EditionsPage }) => <EditionsPage />) },
    { path: "/catalogue/new", lazy: page(({ NewEdition }) => <NewEdition />) },
    { path: "/catalogue/:id", lazy: page(({ EditionPage }) => <EditionPage />) },
    { path: "/catalogue/:id/edit", lazy: page(({ EditEdition }) => <EditEdition />) },
    { path: "/catalogue/:id/import", lazy: page(({ ImportPage }) => <ImportPage />) },
    { path: "/catalogue/:id/compare", lazy: page(({ ComparePage }) => <ComparePage />) },
    { path: "/catalogue/:id/publish", lazy: page(({ PublishPage }) => <PublishPage />) },
    ...STEPS.map((verb) => ({ path: `/catalogue/:id/${verb}`, lazy: page(({ StepPage }) => <StepPage key={verb} verb={verb} />) })),
    { path: "/catalogue/:id/items/new", lazy: page(({ NewItem }) => <NewItem />) },
    { path: "/catalogue/:id/items/:item", lazy: page(({ ItemPage }) => <ItemPage />) },
    { path: "/catalogue/:id/items/:item/remove", lazy: page(({ RemoveItem }) => <RemoveItem />) },
  ],
  nav: [{ group: "catalogue", label: "nav-catalogue", path: "/catalogue", act: ACTS.read }],
  cards: [{ key: "catalogue", act: ACTS.read, waits: (may) => [ACTS.draft, ACTS.approve, ACTS.publish].some(may), view: EditionsCard }],
};
