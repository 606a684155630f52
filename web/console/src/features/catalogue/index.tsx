/** The catalogue: what may be inspected at all, in editions that three people draft, approve and publish. */
import ownEnglish from "../../../../../locales/en/console-catalogue.ftl?raw";
import english from "../../../../../locales/en/catalogue.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-catalogue.ftl?raw";
import chinese from "../../../../../locales/zh-CN/catalogue.ftl?raw";
import type { Feature } from "../../app/feature";
import { ComparePage } from "./ComparePage";
import { EditEdition, NewEdition } from "./EditionForm";
import { EditionPage } from "./EditionPage";
import { EditionsPage } from "./EditionsPage";
import { ImportPage } from "./ImportPage";
import { ItemPage, NewItem, RemoveItem } from "./ItemPages";
import { PublishPage, StepPage } from "./StepPages";
import { ACTS } from "./acts";

const STEPS = ["submit", "approve", "reject", "discard", "withdraw"] as const;

export const catalogue: Feature = {
  name: "catalogue",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/catalogue", element: <EditionsPage /> },
    { path: "/catalogue/new", element: <NewEdition /> },
    { path: "/catalogue/:id", element: <EditionPage /> },
    { path: "/catalogue/:id/edit", element: <EditEdition /> },
    { path: "/catalogue/:id/import", element: <ImportPage /> },
    { path: "/catalogue/:id/compare", element: <ComparePage /> },
    { path: "/catalogue/:id/publish", element: <PublishPage /> },
    ...STEPS.map((verb) => ({ path: `/catalogue/:id/${verb}`, element: <StepPage key={verb} verb={verb} /> })),
    { path: "/catalogue/:id/items/new", element: <NewItem /> },
    { path: "/catalogue/:id/items/:item", element: <ItemPage /> },
    { path: "/catalogue/:id/items/:item/remove", element: <RemoveItem /> },
  ],
  nav: [{ group: "catalogue", label: "nav-catalogue", path: "/catalogue", act: ACTS.read }],
  cards: [],
};
