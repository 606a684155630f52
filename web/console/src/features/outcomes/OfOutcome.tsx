/** Shows a page about an outcome once it is known. */
import type { ReactNode } from "react";
import { useParams } from "react-router";
import type { Parent } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { type Word, useWords } from "../../words/words";
import { titleOf } from "./Naming";
import { type Outcome, useOutcome } from "./calls";

/** The page of the outcome that the address names. */
export function OfOutcome({ children }: { children: (outcome: Outcome, reload: () => void) => ReactNode }) {
  const word = useWords();
  const { id = "" } = useParams();
  const { data, error, refetch } = useOutcome(id);
  if (data) return children(data, () => void refetch());
  return error ? <ProblemView error={error} retry={() => void refetch()} /> : <p role="status">{word("loading")}</p>;
}

/** An outcome's page, as the way back to it. */
export function parentOf(outcome: Pick<Outcome, "id" | "kind" | "number" | "name">, word: Word): Parent {
  return { title: `${titleOf(outcome, word)} ${outcome.name}`, to: `/outcomes/${outcome.id}` };
}
