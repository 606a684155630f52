/** Inspectors: the registry of who may be drawn to inspect. */
import ownEnglish from "../../../../../locales/en/console-inspectors.ftl?raw";
import english from "../../../../../locales/en/inspectors.ftl?raw";
import ownChinese from "../../../../../locales/zh-CN/console-inspectors.ftl?raw";
import chinese from "../../../../../locales/zh-CN/inspectors.ftl?raw";
import type { Feature } from "../../app/feature";
import { ImportWizard } from "../../ui/import/ImportWizard";
import { useWords } from "../../words/words";
import { NewConflict, NewLeave, NewTraining } from "./BesideForms";
import { CertificatesCard } from "./CertificatesCard";
import { EditInspector, NewInspector } from "./InspectorForm";
import { InspectorPage } from "./InspectorPage";
import { InspectorsPage } from "./InspectorsPage";
import { RulePage } from "./RulePage";
import { StatePage } from "./StatePages";
import { ACTS } from "./acts";

function ImportInspectors() {
  const word = useWords();
  return <ImportWizard kind="inspectors" title={word("inspectors-import")} help={word("inspectors-import-lead")} parent={{ title: word("nav-inspectors"), to: "/inspectors" }} />;
}

export const inspectors: Feature = {
  name: "inspectors",
  words: [{ "zh-CN": chinese, en: english }, { "zh-CN": ownChinese, en: ownEnglish }],
  routes: [
    { path: "/inspectors", element: <InspectorsPage /> },
    { path: "/inspectors/new", element: <NewInspector /> },
    { path: "/inspectors/import", element: <ImportInspectors /> },
    { path: "/inspectors/training-rule", element: <RulePage /> },
    { path: "/inspectors/:id", element: <InspectorPage /> },
    { path: "/inspectors/:id/edit", element: <EditInspector /> },
    { path: "/inspectors/:id/trainings/new", element: <NewTraining /> },
    { path: "/inspectors/:id/conflicts/new", element: <NewConflict /> },
    { path: "/inspectors/:id/leaves/new", element: <NewLeave /> },
    { path: "/inspectors/:id/suspend", element: <StatePage key="suspend" verb="suspend" /> },
    { path: "/inspectors/:id/restore", element: <StatePage key="restore" verb="restore" /> },
    { path: "/inspectors/:id/depart", element: <StatePage key="depart" verb="depart" /> },
  ],
  nav: [{ group: "registries", label: "nav-inspectors", path: "/inspectors", act: ACTS.read }],
  cards: [{ key: "certificates", act: ACTS.read, view: CertificatesCard }],
};
