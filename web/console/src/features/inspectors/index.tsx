/** Inspectors: the registry of who may be drawn to inspect. */
import ownEnglish from "../../../../../locales/en/console-inspectors.ftl?raw";
import english from "../../../../../locales/en/inspectors.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-inspectors.ftl?raw";
import chinese from "../../../../../locales/zh-CN/inspectors.ftl?raw";
import type { Feature } from "../../app/feature";
import { pagesOf, partOf } from "../../app/parts";
import { CertificatesCard } from "./CertificatesCard";
import { ACTS } from "./acts";

const page = pagesOf(partOf("inspectors", () => import("./pages")));

export const inspectors: Feature = {
  name: "inspectors",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/inspectors", lazy: page(({ InspectorsPage }) => <InspectorsPage />) },
    { path: "/inspectors/new", lazy: page(({ NewInspector }) => <NewInspector />) },
    { path: "/inspectors/import", lazy: page(({ ImportInspectors }) => <ImportInspectors />) },
    { path: "/inspectors/training-rule", lazy: page(({ RulePage }) => <RulePage />) },
    { path: "/inspectors/:id", lazy: page(({ InspectorPage }) => <InspectorPage />) },
    { path: "/inspectors/:id/edit", lazy: page(({ EditInspector }) => <EditInspector />) },
    { path: "/inspectors/:id/trainings/new", lazy: page(({ NewTraining }) => <NewTraining />) },
    { path: "/inspectors/:id/conflicts/new", lazy: page(({ NewConflict }) => <NewConflict />) },
    { path: "/inspectors/:id/leaves/new", lazy: page(({ NewLeave }) => <NewLeave />) },
    { path: "/inspectors/:id/suspend", lazy: page(({ StatePage }) => <StatePage key="suspend" verb="suspend" />) },
    { path: "/inspectors/:id/restore", lazy: page(({ StatePage }) => <StatePage key="restore" verb="restore" />) },
    { path: "/inspectors/:id/depart", lazy: page(({ StatePage }) => <StatePage key="depart" verb="depart" />) },
  ],
  nav: [{ group: "registries", label: "nav-inspectors", path: "/inspectors", act: ACTS.read }],
  cards: [{ key: "certificates", act: ACTS.read, view: CertificatesCard }],
};
