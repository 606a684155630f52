/** Pages for what isn't there, and for what we did wrong. */
import { Button } from "antd";
import { useEffect } from "react";
import { Link, useRouteError } from "react-router";
import { PageHead } from "../ui/PageHead";
import { ProblemView } from "../ui/ProblemView";
import { useWords } from "../words/words";
import { Loading } from "./Loading";
import { PartGone } from "./parts";

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

/** A page that came apart. One whose part of the program is gone is opened anew, with the program the server has now. */
export function Broken() {
  const word = useWords();
  const error = useRouteError();
  const opensAnew = error instanceof PartGone && error.opensAnew;
  useEffect(() => {
    if (opensAnew) window.location.reload();
  }, [opensAnew]);
  if (opensAnew) return <main className="broken"><Loading /></main>;
  return <main className="broken"><ProblemView error={error} /><Button onClick={() => window.location.reload()}>{word("reload")}</Button></main>;
}
