/** On the workbench: visits I am to make, and records that wait for me. */
import { Link } from "react-router";
import { useMay } from "../../api/query";
import { ProblemView } from "../../ui/ProblemView";
import { Count } from "../../ui/values";
import { useWords } from "../../words/words";
import { ACTS } from "./acts";
import { useVisitsCounts } from "./calls";
import { type Waits, waiting } from "./waiting";

/** The card; for somebody for whom nothing can wait, there is none. */
export function VisitsCard() {
  const may = useMay();
  const hands = { mayRecord: may(ACTS.record), mayReview: may(ACTS.review) };
  return hands.mayRecord || hands.mayReview ? <Waiting rows={waiting(hands)} /> : null;
}

function Waiting({ rows }: { rows: Waits[] }) {
  const word = useWords();
  const counted = useVisitsCounts(rows.map(({ narrowing }) => narrowing));
  const error = counted.find((one) => one.error)?.error;
  const isKnown = counted.every(({ data }) => data !== undefined);
  return (
    <section className="card" aria-labelledby="card-visits">
      <h2 id="card-visits"><Link to="/visits">{word("nav-visits-own")}</Link></h2>
      {error ? <ProblemView error={error} /> : null}
      {!isKnown && !error ? <p role="status">{word("loading")}</p> : null}
      {isKnown && counted.every(({ data }) => data === 0) ? <p className="fine">{word("visits-card-none")}</p> : null}
      <ul className="waiting">
        {rows.map(({ label, to, presses }, at) => (counted[at].data ? <li key={label} data-tone={presses ? "bad" : undefined}><Link to={to}><span>{word(label)}</span><strong><Count value={counted[at].data} /></strong></Link></li> : null))}
      </ul>
    </section>
  );
}
