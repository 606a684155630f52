/** What an edition would change, where it is submitted, approved and published: against the edition in force, or if there is none, how much it holds. */
import { Link } from "react-router";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { Differences } from "./Differences";
import { nameOf } from "./OfEdition";
import { type Edition, useEditionInForce } from "./calls";

/** The section. */
export function Contents({ edition }: { edition: Edition }) {
  const word = useWords();
  const { data: before, error, refetch } = useEditionInForce(edition.organisation);
  const items = <Link to={`/catalogue/${edition.id}`}>{word("catalogue-contents-items", { n: edition.items })}</Link>;
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (before === undefined) return <p role="status">{word("loading")}</p>;
  if (before === null || before.id === edition.id) return <section className="compare" aria-label={word("catalogue-contents")}><h2>{word("catalogue-contents")}</h2><p>{word("catalogue-contents-first")} {items}</p></section>;
  return (
    <section className="compare" aria-label={word("catalogue-contents")}>
      <h2>{word("catalogue-contents-against", { name: nameOf(before, word) })}</h2>
      <p><Link to={`/catalogue/${edition.id}/compare?with=${before.id}`}>{word("catalogue-contents-compare")}</Link> · {items}</p>
      <div className="told_list" tabIndex={0} role="group" aria-label={word("items-compare-title")}><Differences edition={edition.id} before={before.id} /></div>
    </section>
  );
}
