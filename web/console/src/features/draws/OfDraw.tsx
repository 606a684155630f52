/** Shows a page about a draw once it is known. */
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import type { Parent } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { type Draw, useDraw } from "./calls";

/** The page of the draw that the address names. */
export function OfDraw({ children }: { children: (draw: Draw, reload: () => void) => ReactNode }) {
  const word = useWords();
  const { id = "" } = useParams();
  const queries = useQueryClient();
  const { data, error, refetch } = useDraw(id);
  const reload = (): void => {
    void refetch();
    // What waits is counted anew too.
    void queries.invalidateQueries({ queryKey: ["draws", "count"] });
  };
  if (error && !data) return <ProblemView error={error} retry={() => void refetch()} />;
  return data ? children(data, reload) : <p role="status">{word("loading")}</p>;
}

/** A draw's name for people. */
export function nameOf({ task, number }: Pick<Draw, "task" | "number">): string {
  return number > 1 ? `${task} (${String(number)})` : task;
}

/** A draw's page, as the way back to it. */
export function parentOf(draw: Draw): Parent {
  return { title: nameOf(draw), to: `/draws/${draw.id}` };
}

/** Where one goes when a draw has been changed: to its page, read anew. */
export function useToDraw(): (id: string) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (id) => {
    void queries.invalidateQueries({ queryKey: ["draws"] });
    void navigate(`/draws/${id}`);
  };
}

/** Where one goes when a draft was saved: to its page; to its form again, with its strata counted, where more of it is to be typed. */
export function useToDraft(): (saved: Pick<Draw, "id" | "version">, isEarly: boolean) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useToDraw();
  return ({ id, version }, isEarly) => {
    if (isEarly) {
      void queries.invalidateQueries({ queryKey: ["draws"] });
      void navigate(`/draws/${id}/edit`, { state: { counted: version } });
    } else leave(id);
  };
}
