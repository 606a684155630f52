/** When and by whom a draw's visits were dispatched: each time, since who stands in for others gets theirs later. */
import { moment } from "../../words/format";
import { useLanguage, useWords } from "../../words/words";
import type { Dispatches } from "./calls";

/** The lines. */
export function DispatchesTold({ done }: Pick<Dispatches, "done">) {
  const word = useWords();
  const { language } = useLanguage();
  return <>{done.map(({ at, by, visits }) => <p key={at}>{word("visits-dispatched-by", { time: moment(at, language), name: by?.name ?? "—", count: visits })}</p>)}</>;
}
