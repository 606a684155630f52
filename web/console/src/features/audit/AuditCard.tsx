/** On the auditor's workbench: how it stands with the journal, and when it was last checked. */
import { Link } from "react-router";
import { Mark } from "../../ui/Mark";
import { ProblemView } from "../../ui/ProblemView";
import { Count, DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { useChecks, useStanding } from "./calls";

/** The card. */
export function AuditCard() {
  const word = useWords();
  const { data, error, refetch } = useStanding();
  const { data: checks = [] } = useChecks();
  const last = checks.find(({ state }) => state === "done");
  return (
    <section className="card" aria-labelledby="card-audit">
      <h2 id="card-audit"><Link to="/journal">{word("nav-journal")}</Link></h2>
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {data ? <p>{word("journal-size")} <strong><Count value={data.size} /></strong> · {word("journal-waiting")} <strong><Count value={data.waiting} /></strong></p> : null}
      {last?.outcome
        ? <p><Mark tone={last.outcome.found === 0 ? "good" : "bad"}>{last.outcome.found === 0 ? word("journal-agrees") : word("journal-disagrees", { count: last.outcome.found })}</Mark> <span className="fine">{word("journal-last-check")} <DateText value={last.at} /></span></p>
        : <p className="fine">{word("journal-never-checked")}</p>}
      <p className="card_links"><Link to="/acts">{word("nav-acts")}</Link></p>
    </section>
  );
}
