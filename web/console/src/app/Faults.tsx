/** Pages for what isn't there, and for what we did wrong. */
import { Button } from "antd";
import { Link, useRouteError } from "react-router";
import { PageHead } from "../ui/PageHead";
import { ProblemView } from "../ui/ProblemView";
import { useWords } from "../words/words";

/** There is no such page. */
export function NotFound() {
  const word = useWords();
  return (
    <article>
      <PageHead title={word("not-found")} />
      <p>{word("not-found-do")}</p>
      <p><Link to="/">{word("to-workbench")}</Link></p>
    </article>
  );
}

/** A page that came apart. */
export function Broken() {
  const word = useWords();
  const error = useRouteError();
  return <main className="broken"><ProblemView error={error} /><Button onClick={() => window.location.reload()}>{word("reload")}</Button></main>;
}
