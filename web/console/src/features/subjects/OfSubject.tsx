/** Shows a page about a subject once it is known. */
import type { ReactNode } from "react";
import { useParams } from "react-router";
import type { Parent } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { type Subject, useSubject } from "./calls";

/** The page of the subject that the address names. */
export function OfSubject({ children }: { children: (subject: Subject, reload: () => void) => ReactNode }) {
  const word = useWords();
  const { id = "" } = useParams();
  const { data, error, refetch } = useSubject(id);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  return data ? children(data, () => void refetch()) : <p role="status">{word("loading")}</p>;
}

/** A subject's page, as the way back to it. */
export function parentOf({ id, name }: Pick<Subject, "id" | "name">): Parent {
  return { title: name, to: `/subjects/${id}` };
}
