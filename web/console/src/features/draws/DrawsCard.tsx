/** On the workbench: draws that wait for me. */
import { Link } from "react-router";
import { useMay } from "../../api/query";
import { ProblemView } from "../../ui/ProblemView";
import { Count } from "../../ui/values";
import { useWords } from "../../words/words";
import { ACTS } from "./acts";
import { useDrawsCounts } from "./calls";
import { type Waits, waiting } from "./waiting";

/** The card; for somebody for whom nothing can wait, there is none. */
export function DrawsCard() {
  const may = useMay();
  const rows = waiting({ mayApprove: may(ACTS.approve), mayOperate: may(ACTS.operate), mayAnnounce: may(ACTS.announce) });
  return rows.length > 0 ? <Waiting rows={rows} hasRules={may(ACTS.approve)} /> : null;
}

function Waiting({ rows, hasRules }: { rows: Waits[]; hasRules: boolean }) {
  const word = useWords();
  const counted = useDrawsCounts(rows.map(({ state }) => state));
  const error = counted.find((one) => one.error)?.error;
  const isKnown = counted.every(({ data }) => data !== undefined);
  return (
    <section className="card" aria-labelledby="card-draws">
      <h2 id="card-draws"><Link to="/draws">{word("draws-card")}</Link></h2>
      {error ? <ProblemView error={error} /> : null}
      {!isKnown && !error ? <p role="status">{word("loading")}</p> : null}
      {isKnown && counted.every(({ data }) => data === 0) ? <p className="fine">{word("draws-card-none")}</p> : null}
      <ul className="waiting">
        {rows.map(({ label, state }, at) => (counted[at].data ? <li key={label}><Link to={`/draws?state=${state}`}><span>{word(label)}</span><strong><Count value={counted[at].data} /></strong></Link></li> : null))}
      </ul>
      {hasRules ? <p className="card_links"><Link to="/draw-rules">{word("draws-card-rules")}</Link></p> : null}
    </section>
  );
}
