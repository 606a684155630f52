/** While a page's part of the program is on its way. */
import { useNavigation } from "react-router";
import { useWords } from "../words/words";

/** In the page's place, where there is nothing to show yet. */
export function Loading() {
  const word = useWords();
  return <p role="status" className="late">{word("loading")}</p>;
}

/** Over the page that is left: it stands until the next one is there. */
export function LoadingNext() {
  const word = useWords();
  const { state } = useNavigation();
  return <p role="status" className="coming">{state === "loading" ? <span className="late">{word("loading")}</span> : null}</p>;
}
