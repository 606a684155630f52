/** On the workbench: results that wait to be published, and the nearest due day. */
import { Link } from "react-router";
import { ProblemView } from "../../ui/ProblemView";
import { Count } from "../../ui/values";
import { useWords } from "../../words/words";
import { Countdown } from "./Countdown";
import { useFirsts } from "./calls";

/** The card. */
export function DisclosureCard() {
  const word = useWords();
  const [due, overdue] = useFirsts([{ state: "due" }, { state: "due", overdue: true }]);
  const error = due.error ?? overdue.error;
  const count = due.data?.count.value;
  const nearest = due.data?.rows[0];
  const late = overdue.data?.count.value ?? 0;
  return (
    <section className="card" aria-labelledby="card-disclosures">
      <h2 id="card-disclosures"><Link to="/disclosures?state=due">{word("nav-disclosures")}</Link></h2>
      {error ? <ProblemView error={error} retry={() => void due.refetch()} /> : null}
      {count === undefined && !error ? <p role="status">{word("loading")}</p> : null}
      {count === 0 ? <p className="fine">{word("disclosures-card-none")}</p> : null}
      {count ? (
        <ul className="waiting">
          {late > 0 ? <li data-tone="bad"><Link to="/disclosures?state=due&overdue=true"><span>{word("disclosures-card-overdue")}</span><strong><Count value={late} /></strong></Link></li> : null}
          <li><Link to="/disclosures?state=due"><span>{word("disclosures-card-due")}</span><strong><Count value={count} /></strong></Link></li>
        </ul>
      ) : null}
      {nearest ? <p className="card_nearest"><span className="fine">{word("disclosures-card-nearest")}</span> <Countdown row={nearest} /></p> : null}
    </section>
  );
}
