/** How answers are kept and asked for again. */
import { QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { api, ask, whenBarred } from "./client";
import { ProblemError, problemIn } from "./problem";
import type { Act, Me } from "./types";

const FRESH_MS = 15_000;
const ATTEMPTS = 2;

/** Only what wasn't answered is asked again; a refusal stays one. */
function again(failures: number, error: unknown): boolean {
  return failures < ATTEMPTS && problemIn(error).code === "offline";
}

/** The store of answers; when the session ends it forgets whom it served. */
export function makeQueries(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: again, refetchOnWindowFocus: false, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
  whenBarred((code) => void (code === "no-session" ? queries.setQueryData(ME, null) : queries.invalidateQueries({ queryKey: ME })));
  return queries;
}

/** Where the caller's own account is kept. */
export const ME = ["me"];

/** Who I am; null without a session. */
export function useMeQuery() {
  return useQuery({ queryKey: ME, queryFn: fetchMe });
}

async function fetchMe(): Promise<Me | null> {
  try {
    return await ask(api.GET("/api/v1/me"));
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return null;
    throw error;
  }
}

const Signed = createContext<Me | null>(null);

/** Gives all below the gate the person it let in: pages go before the person does. */
export const MeProvider = Signed.Provider;

/** The signed-in person, on pages behind the gate. */
export function useMe(): Me {
  const me = useContext(Signed);
  if (!me) throw new Error("a page behind the gate was shown without a session");
  return me;
}

/** Whether I may do an act. Without one there is nothing to forbid. */
export function useMay(): (act?: Act) => boolean {
  const { acts } = useMe();
  return (act) => act === undefined || acts.includes(act);
}

/** Takes over a new account, and nothing of the old one. */
export function useSignedIn(): (me: Me) => void {
  const queries = useQueryClient();
  return (me) => {
    queries.clear();
    queries.setQueryData(ME, me);
  };
}
