/** An act that holds nothing typed which somebody else's change could make wrong: after one, the page is read anew and the same button does. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { MOVED, ProblemError, problemIn } from "../api/problem";
import { useAct } from "./useAct";

/** The act's own refusal; where another was there first, everything in sight is read anew before that is told. */
async function rereading<T>(queries: QueryClient, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (problemIn(error).code !== "stale") throw error;
    await queries.refetchQueries({ type: "active" });
    throw new ProblemError(MOVED);
  }
}

/** Such an act. A press after that is an act of its own, with the version that was read last. */
export function useRepeatedAct<T>(act: (key: string) => Promise<T>, onDone?: (result: T) => void): ReturnType<typeof useAct<T>> {
  const queries = useQueryClient();
  return useAct((key) => rereading(queries, () => act(key)), onDone);
}
