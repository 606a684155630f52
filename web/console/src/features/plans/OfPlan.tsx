/** Shows a page about a plan once it is known. */
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import type { Parent } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { type Word, useWords } from "../../words/words";
import { type Plan, type Whole, usePlan } from "./calls";

/** The page of the version that the address names. */
export function OfPlan({ children }: { children: (whole: Whole, reload: () => void) => ReactNode }) {
  const word = useWords();
  const { id = "" } = useParams();
  const { data, error, refetch } = usePlan(id);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  return data ? children(data, () => void refetch()) : <p role="status">{word("loading")}</p>;
}

/** A version's name for people. */
export function nameOf({ head, year, number }: Pick<Plan, "head" | "year" | "number">, word: Word): string {
  return word("plans-name", { title: head.title, year: String(year), number });
}

/** A version's page, as the way back to it. */
export function parentOf(plan: Plan, word: Word): Parent {
  return { title: nameOf(plan, word), to: `/plans/${plan.id}` };
}

/** Where one goes when a version has been changed: to its page, read anew. */
export function useToPlan(): (id: string) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (id) => {
    void queries.invalidateQueries({ queryKey: ["plans"] });
    void navigate(`/plans/${id}`);
  };
}
