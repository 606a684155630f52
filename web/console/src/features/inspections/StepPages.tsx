/** The notice, the correction, and the review, each on a page of its own that says what will happen. */
import { Alert, Input, Segmented } from "antd";
import { useId, useState } from "react";
import { api, ask } from "../../api/client";
import { ActPage } from "../../ui/ActPage";
import { DescriptionList } from "../../ui/DescriptionList";
import { PageHead } from "../../ui/PageHead";
import { NEAR } from "../../ui/near";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfVisit, parentOf } from "./OfVisit";
import { RecordView } from "./RecordView";
import { TeamList } from "./TeamList";
import { There } from "./ThereList";
import { type Visit, useToVisit } from "./calls";
import { shownOf } from "./steps";

/** Gives the notice its number. */
export function NoticePage() {
  return <OfVisit>{(visit) => <Notice visit={visit} />}</OfVisit>;
}

function Notice({ visit }: { visit: Visit }) {
  const word = useWords();
  const leave = useToVisit();
  return (
    <ActPage
      title={word("visits-notice-of", { name: visit.name })} parent={parentOf(visit)} actLabel={word("visits-notice")} subject={<About visit={visit} />}
      effects={[word("visits-notice-effect"), word("visits-notice-effect-print"), word("visits-notice-effect-record")]} told={[word("told-journal"), word("visits-notice-told")]}
      confirmation={{ kind: "tick", label: word("visits-notice-sure") }} onDone={() => leave(visit.id)}
      act={(key) => ask(api.POST("/api/v1/visits/{id}/notice", { ...at(visit.id), body: { version: visit.version }, ...keyed(key) }))}
    />
  );
}

function About({ visit }: { visit: Visit }) {
  const word = useWords();
  return (
    <div className="above">
      <DescriptionList items={[
        [word("visits-subject"), visit.name], [word("visits-address"), visit.address || null],
        [word("visits-period"), <span key="period"><DateText value={visit.first_day} /> – <DateText value={visit.last_day} /></span>],
        [word("visits-items"), visit.items.map(({ name }) => name).join("、")], [word("visits-team"), <TeamList key="team" team={visit.team} />],
      ]} />
    </div>
  );
}

/** Begins the next version of a reviewed record. */
export function CorrectPage() {
  return <OfVisit>{(visit) => <Correct visit={visit} />}</OfVisit>;
}

function Correct({ visit }: { visit: Visit }) {
  const word = useWords();
  const leave = useToVisit();
  const [reason, setReason] = useState("");
  return (
    <ActPage
      title={word("visits-correct-of", { name: visit.name })} parent={parentOf(visit)} actLabel={word("visits-correct")} isFinal={false} isReady={reason !== ""}
      effects={[word("visits-correct-effect"), word("visits-correct-effect-kept"), word("visits-correct-effect-public")]} told={[word("told-journal")]}
      confirmation={{ kind: "tick", label: word("visits-correct-sure") }} onDone={() => leave(visit.id, "/record")}
      act={(key) => ask(api.POST("/api/v1/visits/{id}/correct", { ...at(visit.id), body: { reason, version: visit.version }, ...keyed(key) }))}
    >
      <Reason label={word("visits-correct-reason")} onChange={setReason} />
    </ActPage>
  );
}

function Reason({ label, onChange }: { label: string; onChange: (text: string) => void }) {
  const id = useId();
  return <div className="sure"><label htmlFor={id}>{label}</label><Input.TextArea id={id} rows={3} maxLength={200} showCount={NEAR} autoComplete="off" onChange={({ target }) => onChange(target.value.replace(/\s+/g, " ").trim())} /></div>;
}

/** The reviewer reads what was asked beside what was answered, and decides. */
export function ReviewPage() {
  return <OfVisit>{(visit) => <Review visit={visit} />}</OfVisit>;
}

/** There is nothing to decide on. */
function Written({ visit }: { visit: Visit }) {
  const word = useWords();
  return <article><PageHead title={word("visits-review-of", { name: visit.name })} parent={parentOf(visit)} /><Alert type={visit.state === "reviewed" ? "success" : "info"} showIcon title={word(visit.state === "reviewed" ? "visits-review-done" : "visits-review-not-now")} /></article>;
}

type Decision = "review" | "return";

function Review({ visit }: { visit: Visit }) {
  const word = useWords();
  const leave = useToVisit();
  const [decision, setDecision] = useState<Decision>("review");
  const [reason, setReason] = useState("");
  const isReturn = decision === "return";
  const { digest } = visit;
  const shown = shownOf(visit);
  // Whoever comes back to it by the browser's button has nothing to decide any more.
  if (!shown || !digest || visit.state !== "recorded") return <Written visit={visit} />;
  const body = { version: visit.version };
  return (
    <div className="reviewpage">
      <ActPage
        key={decision} title={word("visits-review-of", { name: visit.name })} parent={parentOf(visit)} actLabel={word(`visits-${decision}`)} isFinal={!isReturn} isReady={!isReturn || reason !== ""}
        subject={(
          <>
            <RecordView record={shown.record} visit={visit} />
            <There there={shown.there} />
            {shown.record.findings.trim() ? <Alert type="warning" showIcon className="problem" title={word("visits-review-besides")} description={word("visits-review-besides-about")} /> : null}
            <h2>{word("visits-decision")}</h2>
            <Segmented<Decision>
              block size="large" className="decision" value={decision} onChange={setDecision}
              options={[{ value: "review", label: word("visits-review") }, { value: "return", label: word("visits-return") }]} aria-label={word("visits-decision")}
            />
          </>
        )}
        effects={[word(`visits-${decision}-effect`), word(`visits-${decision}-effect-next`)]} told={[word("told-journal")]}
        confirmation={{ kind: "tick", label: word(`visits-${decision}-sure`) }} onDone={() => leave(visit.id)}
        act={(key) => (isReturn
          ? ask(api.POST("/api/v1/visits/{id}/return", { ...at(visit.id), body: { ...body, reason }, ...keyed(key) }))
          : ask(api.POST("/api/v1/visits/{id}/review", { ...at(visit.id), body: { ...body, digest }, ...keyed(key) })))}
      >
        {isReturn ? <Reason label={word("visits-return-reason")} onChange={setReason} /> : null}
      </ActPage>
    </div>
  );
}
