/** Outcomes: what follows a finding, from an order or a proposal to its end. */
import ownEnglish from "../../../../../locales/en/console-outcomes.ftl?raw";
import english from "../../../../../locales/en/outcomes.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-outcomes.ftl?raw";
import chinese from "../../../../../locales/zh-CN/outcomes.ftl?raw";
import type { Feature } from "../../app/feature";
import { pagesOf, partOf } from "../../app/parts";
import { OutcomesCard } from "./OutcomesCard";
import { ACTS } from "./acts";

const page = pagesOf(partOf("outcomes", () => import("./pages")));

export const outcomes: Feature = {
  name: "outcomes",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/outcomes", lazy: page(({ OutcomesPage }) => <OutcomesPage />) },
    { path: "/outcomes/waiting", lazy: page(({ WaitingPage }) => <WaitingPage />) },
    { path: "/outcomes/:id", lazy: page(({ OutcomePage }) => <OutcomePage />) },
    { path: "/outcomes/:id/approve", lazy: page(({ ApprovePage }) => <ApprovePage />) },
    { path: "/outcomes/:id/decline", lazy: page(({ DeclinePage }) => <DeclinePage />) },
    { path: "/outcomes/:id/recheck", lazy: page(({ RecheckPage }) => <RecheckPage />) },
    { path: "/outcomes/:id/extend", lazy: page(({ ExtendPage }) => <ExtendPage />) },
    { path: "/outcomes/:id/decision", lazy: page(({ DecisionPage }) => <DecisionPage />) },
    { path: "/outcomes/:id/acknowledge", lazy: page(({ AcknowledgePage }) => <AcknowledgePage />) },
    { path: "/outcomes/:id/withdraw", lazy: page(({ WithdrawPage }) => <WithdrawPage />) },
    { path: "/visits/:id/outcomes/new", lazy: page(({ BeginPage }) => <BeginPage />) },
  ],
  nav: [
    { group: "outcomes", label: "nav-outcomes-own", path: "/outcomes", act: ACTS.read },
    { group: "outcomes", label: "nav-outcomes-waiting", path: "/outcomes/waiting", act: ACTS.read },
  ],
  cards: [{ key: "outcomes", act: ACTS.read, waits: (may) => may(ACTS.propose) || may(ACTS.approve), view: OutcomesCard }],
};
