/** On the workbench of those who oversee rather than do: where what they may read stands. */
import { Link } from "react-router";
import { useMay } from "../../api/query";
import type { Act } from "../../api/types";
import { useWords } from "../../words/words";

const PLACES: { label: string; to: string; act: Act }[] = [
  { label: "reading-plan", to: "/plans?state=published", act: "plan.read" },
  { label: "reading-draws-open", to: "/draws?state=committed", act: "draw.read" },
  { label: "reading-draws", to: "/draws?state=announced", act: "draw.read" },
  { label: "reading-visits", to: "/visits", act: "visit.read" },
  { label: "reading-outcomes", to: "/outcomes", act: "outcome.read" },
  { label: "reading-results", to: "/disclosures?state=published", act: "disclosure.read" },
  { label: "reading-overdue", to: "/disclosures?state=due&waiting=false&overdue=true", act: "disclosure.read" },
];

/** The card. */
export function ReadingCard() {
  const word = useWords();
  const may = useMay();
  return (
    <section className="card" aria-labelledby="card-reading">
      <h2 id="card-reading">{word("reading-card")}</h2>
      <ul className="plain">
        {PLACES.filter(({ act }) => may(act)).map(({ label, to }) => <li key={label}><Link to={to}>{word(label)}</Link></li>)}
        <li><a href="/">{word("reading-portal")}</a></li>
      </ul>
    </section>
  );
}
