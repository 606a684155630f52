/** The calls of auditing. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import { askedOf } from "../../ui/list-state";

type Schemas = components["schemas"];

export type Act = Schemas["ActBody"];
export type ActDetail = Schemas["ActDetail"];
export type Opening = Schemas["OpeningBody"];
export type Check = Schemas["JournalCheck"];

/** The filters of the list, in the address and on the wire. */
export const FILTERS = ["act", "thing", "thing_id", "role", "from", "to", "waiting"] as const;

/** How it stands with the journal, followed while acts wait for their entries. */
export function useStanding() {
  return useQuery({
    queryKey: ["journal", "standing"], queryFn: () => ask(api.GET("/api/v1/journal/standing")),
    refetchInterval: ({ state }) => ((state.data?.waiting ?? 0) > 0 ? 2000 : false),
  });
}

/** The latest checks. */
export function useChecks() {
  return useQuery({ queryKey: ["journal", "checks"], queryFn: () => ask(api.GET("/api/v1/journal/checks")) });
}

/** What an export takes out: the list as the address filters it. */
export function exportOf(params: URLSearchParams, format: string): object {
  return { format, ...askedOf(params, FILTERS, ["waiting"]) };
}

/** The kinds of acts and of things that there are. */
export function useKinds() {
  const { data } = useQuery({ queryKey: ["journal", "kinds"], queryFn: () => ask(api.GET("/api/v1/journal/kinds")) });
  return data ?? { acts: [], things: [] };
}
