/** Shows a page about an inspector once it is known. */
import type { ReactNode } from "react";
import { useParams } from "react-router";
import type { Parent } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { type Inspector, useInspector } from "./calls";

/** The page of the inspector that the address names. */
export function OfInspector({ children }: { children: (inspector: Inspector, reload: () => void) => ReactNode }) {
  const word = useWords();
  const { id = "" } = useParams();
  const { data, error, refetch } = useInspector(id);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  return data ? children(data, () => void refetch()) : <p role="status">{word("loading")}</p>;
}

/** An inspector's page, as the way back to it. */
export function parentOf({ id, name }: Pick<Inspector, "id" | "name">): Parent {
  return { title: name, to: `/inspectors/${id}` };
}
