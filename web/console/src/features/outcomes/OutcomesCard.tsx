/** On the workbench: what waits for an outcome, and outcomes that wait for me. */
import { Link } from "react-router";
import { problemIn } from "../../api/problem";
import { useMay } from "../../api/query";
import { ProblemView } from "../../ui/ProblemView";
import { Count } from "../../ui/values";
import { useWords } from "../../words/words";
import { ACTS } from "./acts";
import { useCounts, useWaitingCount } from "./calls";
import { waiting } from "./waiting";

interface Hands {
  mayPropose: boolean;
  mayApprove: boolean;
}

/** The card; for somebody for whom nothing can wait, there is none. */
export function OutcomesCard() {
  const may = useMay();
  const hands = { mayPropose: may(ACTS.propose), mayApprove: may(ACTS.approve) };
  return hands.mayPropose || hands.mayApprove ? <Waiting hands={hands} /> : null;
}

function Waiting({ hands }: { hands: Hands }) {
  const word = useWords();
  const rows = waiting(hands);
  const counted = useCounts(rows.map(({ narrowing }) => narrowing));
  const unbegun = useWaitingCount(hands.mayPropose);
  const error = counted.find((one) => one.error)?.error ?? unbegun.error;
  // An inspector whom the registry doesn't know reads so on the card of visits.
  if (error && problemIn(error).code === "visit-no-account") return null;
  const lines = [
    ...(hands.mayPropose ? [{ label: "outcomes-card-waiting", to: "/outcomes/waiting", count: unbegun.data, presses: false }] : []),
    ...rows.map(({ label, to, presses }, at) => ({ label, to, presses, count: counted[at].data })),
  ];
  const isKnown = lines.every(({ count }) => count !== undefined);
  return (
    <section className="card" aria-labelledby="card-outcomes">
      <h2 id="card-outcomes"><Link to="/outcomes">{word("nav-outcomes-own")}</Link></h2>
      {error ? <ProblemView error={error} /> : null}
      {!isKnown && !error ? <p role="status">{word("loading")}</p> : null}
      {isKnown && lines.every(({ count }) => count === 0) ? <p className="fine">{word("outcomes-card-none")}</p> : null}
      <ul className="waiting">
        {lines.map(({ label, to, count, presses }) => (count ? <li key={label} data-tone={presses ? "bad" : undefined}><Link to={to}><span>{word(label)}</span><strong><Count value={count} /></strong></Link></li> : null))}
      </ul>
    </section>
  );
}
