/** On a visit's page: what followed, and the way to begin something. */
import { Alert, Button } from "antd";
import { Link, useNavigate } from "react-router";
import { useMay } from "../../api/query";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import type { Visit } from "../inspections/calls";
import { titleOf } from "./Naming";
import { OutcomeLine } from "./OutcomeLine";
import { ACTS } from "./acts";
import { useOutcomesOf } from "./calls";
import { beginPath, isClean, wantsOf } from "./findings";
import { kindsFor, reviewedIn } from "./form-values";

/** The panel; before there is a record nothing can follow. */
export function OutcomesOfVisit({ visit }: { visit: Visit }) {
  const may = useMay();
  const last = visit.records.at(-1);
  if (!may(ACTS.read) || !last) return null;
  return <Panel visit={visit} mayBegin={may(ACTS.propose) && Boolean(visit.mine) && kindsFor(visit).length > 0 && !isClean(last.record.results)} />;
}

function Panel({ visit, mayBegin }: { visit: Visit; mayBegin: boolean }) {
  const word = useWords();
  const navigate = useNavigate();
  const { data: outcomes, error, refetch } = useOutcomesOf(visit.id);
  const results = reviewedIn(visit.records)?.record.results ?? [];
  const wants = outcomes ? wantsOf(results, outcomes) : null;
  return (
    <section className="panel" aria-labelledby="visit-outcomes">
      <div className="section_head">
        <h2 id="visit-outcomes">{word("outcomes-of-visit")}</h2>
        {mayBegin ? <Button type={wants ? "primary" : "default"} onClick={() => void navigate(beginPath(visit.id, wants ?? undefined))}>{word("outcomes-begin")}</Button> : null}
      </div>
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {!outcomes && !error ? <p role="status">{word("loading")}</p> : null}
      {wants ? <Alert type="warning" showIcon className="problem" title={word(`outcomes-wanted-${wants}`)} /> : null}
      {outcomes?.length === 0 && !wants ? <p>{word("outcomes-of-visit-none")}</p> : null}
      {outcomes && outcomes.length > 0 ? <ul className="linecards">{outcomes.map((row) => <li key={row.id}><Link className="linecard" to={`/outcomes/${row.id}`}><OutcomeLine row={row} head={titleOf(row, word)} /></Link></li>)}</ul> : null}
    </section>
  );
}
