/** Disclosure: results of inspections, made public by whoever inspects, within twenty working days. */
import ownEnglish from "../../../../../locales/en/console-disclosure.ftl?raw";
import english from "../../../../../locales/en/disclosure.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-disclosure.ftl?raw";
import chinese from "../../../../../locales/zh-CN/disclosure.ftl?raw";
import type { Feature } from "../../app/feature";
import { pagesOf, partOf } from "../../app/parts";
import { DisclosureCard } from "./DisclosureCard";
import { ACTS } from "./acts";

const page = pagesOf(partOf("disclosure", () => import("./pages")));

export const disclosure: Feature = {
  name: "disclosure",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/disclosures", lazy: page(({ DisclosuresPage }) => <DisclosuresPage />) },
    { path: "/disclosures/publish", lazy: page(({ PublishPage }) => <PublishPage />) },
    { path: "/disclosures/calendar", lazy: page(({ CalendarPage }) => <CalendarPage />) },
    { path: "/disclosures/calendar/:year", lazy: page(({ YearPage }) => <YearPage />) },
  ],
  nav: [
    { group: "outcomes", label: "nav-disclosures", path: "/disclosures", act: ACTS.read },
    { group: "outcomes", label: "nav-calendar", path: "/disclosures/calendar", act: ACTS.read },
  ],
  cards: [{ key: "disclosures", act: ACTS.publish, waits: () => true, view: DisclosureCard }],
};
