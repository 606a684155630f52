/** Shows a page about a visit once it is known. */
import type { ReactNode } from "react";
import { useParams } from "react-router";
import type { Parent } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { type Visit, useVisit } from "./calls";

/** The page of the visit that the address names. */
export function OfVisit({ children }: { children: (visit: Visit, reload: () => void) => ReactNode }) {
  const word = useWords();
  const { id = "" } = useParams();
  const { data, error, refetch } = useVisit(id);
  if (data) return children(data, () => void refetch());
  return error ? <ProblemView error={error} retry={() => void refetch()} /> : <p role="status">{word("loading")}</p>;
}

/** A visit's page, as the way back to it. */
export function parentOf(visit: Pick<Visit, "id" | "name">): Parent {
  return { title: visit.name, to: `/visits/${visit.id}` };
}
