/** Versions of a record side by side: what was said before, what is said now. */
import { useState } from "react";
import { Select } from "antd";
import { PageHead } from "../../ui/PageHead";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { OfVisit, parentOf } from "./OfVisit";
import { RecordView } from "./RecordView";
import type { Visit } from "./calls";

/** The page. */
export function VersionsPage() {
  return <OfVisit>{(visit) => <Versions visit={visit} />}</OfVisit>;
}

function Versions({ visit }: { visit: Visit }) {
  const word = useWords();
  const last = visit.records.length - 1;
  const [left, setLeft] = useState(Math.max(0, last - 1));
  const [right, setRight] = useState(last);
  return (
    <article className="versionspage">
      <PageHead title={word("visits-versions-of", { name: visit.name })} help={word("visits-versions-lead")} parent={parentOf(visit)} />
      <div className="versions">
        <Side visit={visit} place={left} beside={right} onChoose={setLeft} label={word("visits-version-left")} />
        <Side visit={visit} place={right} beside={left} onChoose={setRight} label={word("visits-version-right")} />
      </div>
    </article>
  );
}

function Side({ visit, place, beside, onChoose, label }: { visit: Visit; place: number; beside: number; onChoose: (place: number) => void; label: string }) {
  const word = useWords();
  const shown = visit.records[place];
  if (!shown) return null;
  return (
    <section aria-label={label}>
      <Select<number>
        className="wide" aria-label={label} value={place} onChange={onChoose}
        options={visit.records.map(({ number, reviewed_at }, at) => ({ value: at, label: word(reviewed_at ? "visits-version-reviewed" : "visits-version-returned", { version: number, nth: at + 1 }) }))}
      />
      <div className="versions_head">
        <p className="fine">{shown.recorder.name} · <DateText value={shown.recorded_at} /></p>
        {shown.reason ? <p>{word("write-correcting-for", { reason: shown.reason })}</p> : null}
      </div>
      <RecordView record={shown.record} visit={visit} beside={visit.records[beside]?.record} />
    </section>
  );
}
