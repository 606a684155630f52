/** On the workbench: results that wait to be published, and the nearest due day. */
import { Link } from "react-router";
import { ProblemView } from "../../ui/ProblemView";
import { Count } from "../../ui/values";
import { useWords } from "../../words/words";
import { Countdown } from "./Countdown";
import { READY, useFirsts } from "./calls";

/** The list of what can be published now. */
const LIST = "/disclosures?state=due&waiting=false";

/** The card. What waits for its draw is told apart: nobody can publish it yet. */
export function DisclosureCard() {
  const word = useWords();
  const [due, overdue, waiting] = useFirsts([READY, { ...READY, overdue: true }, { state: "due", waiting: true }]);
  const error = due.error ?? overdue.error ?? waiting.error;
  const count = due.data?.count.value;
  const nearest = due.data?.rows[0];
  const late = overdue.data?.count.value ?? 0;
  const shut = waiting.data?.count.value ?? 0;
  return (
    <section className="card" aria-labelledby="card-disclosures">
      <h2 id="card-disclosures"><Link to={LIST}>{word("nav-disclosures")}</Link></h2>
      {error ? <ProblemView error={error} retry={() => void due.refetch()} /> : null}
      {count === undefined && !error ? <p role="status">{word("loading")}</p> : null}
      {count === 0 ? <p className="fine">{word("disclosures-card-none")}</p> : null}
      {count ? (
        <ul className="waiting">
          {late > 0 ? <li data-tone="bad"><Link to={`${LIST}&overdue=true`}><span>{word("disclosures-card-overdue")}</span><strong><Count value={late} /></strong></Link></li> : null}
          <li><Link to={LIST}><span>{word("disclosures-card-due")}</span><strong><Count value={count} /></strong></Link></li>
        </ul>
      ) : null}
      {shut > 0 ? <p className="fine"><Link to="/disclosures?state=due&waiting=true">{word("disclosures-card-waiting", { count: shut })}</Link></p> : null}
      {nearest ? <p className="card_nearest"><span className="fine">{word("disclosures-card-nearest")}</span> <Countdown row={nearest} /></p> : null}
    </section>
  );
}
