/** Shows a page about an edition once it is known. */
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import type { Parent } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { type Word, useWords } from "../../words/words";
import { type Edition, useEdition } from "./calls";

/** The page of the edition that the address names. */
export function OfEdition({ children }: { children: (edition: Edition, reload: () => void) => ReactNode }) {
  const word = useWords();
  const { id = "" } = useParams();
  const { data, error, refetch } = useEdition(id);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  return data ? children(data, () => void refetch()) : <p role="status">{word("loading")}</p>;
}

/** An edition's name for people. */
export function nameOf({ title, number }: Pick<Edition, "title" | "number">, word: Word): string {
  return word("items-edition-title", { title, number });
}

/** An edition's page, as the way back to it. */
export function parentOf(edition: Edition, word: Word): Parent {
  return { title: nameOf(edition, word), to: `/catalogue/${edition.id}` };
}

/** Where one goes when an edition has been changed: to its page, read anew. */
export function useToEdition(): (id: string) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (id) => {
    void queries.invalidateQueries({ queryKey: ["editions"] });
    void navigate(`/catalogue/${id}`);
  };
}
