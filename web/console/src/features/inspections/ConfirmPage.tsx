/** Somebody who was there reads what another of the team handed in, and stands by it with their own account. */
import { Alert } from "antd";
import { api, ask } from "../../api/client";
import { ActPage } from "../../ui/ActPage";
import { PageHead } from "../../ui/PageHead";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfVisit, parentOf } from "./OfVisit";
import { RecordView } from "./RecordView";
import { There } from "./ThereList";
import { type HandedIn, type Visit, useToVisit } from "./calls";
import { toConfirm } from "./steps";

/** The page. */
export function ConfirmPage() {
  return <OfVisit>{(visit) => <Known visit={visit} />}</OfVisit>;
}

function Known({ visit }: { visit: Visit }) {
  const word = useWords();
  const record = toConfirm(visit);
  if (record) return <Confirm visit={visit} handed={record} />;
  return <article><PageHead title={word("visits-confirm-of", { name: visit.name })} parent={parentOf(visit)} /><Alert type="info" showIcon title={word("visits-confirm-not-now")} /></article>;
}

function Confirm({ visit, handed: { id: record, record: said, there } }: { visit: Visit; handed: HandedIn }) {
  const word = useWords();
  const leave = useToVisit();
  return (
    <div className="reviewpage">
      <ActPage
        title={word("visits-confirm-of", { name: visit.name })} parent={parentOf(visit)} actLabel={word("visits-confirm")} subject={<><RecordView record={said} visit={visit} /><There there={there} /></>}
        effects={[word("visits-confirm-effect"), word("visits-confirm-effect-not"), word("visits-confirm-effect-later")]} told={[word("told-journal")]}
        confirmation={{ kind: "tick", label: word("visits-confirm-sure") }} onDone={() => leave(visit.id)}
        act={(key) => ask(api.POST("/api/v1/visits/{id}/confirm", { ...at(visit.id), body: { record, version: visit.version }, ...keyed(key) }))}
      />
    </div>
  );
}
