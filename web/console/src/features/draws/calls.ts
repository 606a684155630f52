/** The calls of draws. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { components, paths } from "../../api/schema";
import type { Tone } from "../../ui/Mark";
import { at } from "../accounts/calls";

type Schemas = components["schemas"];

export type Draw = Schemas["DrawBody"];
export type Row = Schemas["DrawRow"];
export type Scheme = Schemas["DrawScheme"];
export type Rate = Schemas["StratumRate"];
export type Preview = Schemas["DrawPreview"];
export type Party = Schemas["PartyBody"];
export type PartyDraft = Schemas["PartyDraft"];
export type Target = Schemas["DrawTarget"];
export type Amendment = Schemas["AmendmentBody"];
export type State = Row["state"];
export type Rule = Schemas["RuleBody"];
export type StandingRule = Schemas["StandingRule"];

/** What a list is narrowed to. */
export type Narrowing = Pick<NonNullable<paths["/api/v1/draws"]["get"]["parameters"]["query"]>, "state" | "disclosable" | "undispatched" | "waits">;

/** Where a draw can stand, in the order of its life. */
export const STATES: State[] = ["draft", "submitted", "approved", "committed", "seeded", "drawn", "announced", "annulled", "discarded"];

/** How a state is looked at. */
export const TONES: Record<State, Tone> = {
  draft: "plain", submitted: "info", approved: "info", committed: "info", seeded: "info", drawn: "warn", announced: "good", annulled: "bad", discarded: "bad",
};

/** Whether its visits can be dispatched, or were. */
export function isDrawn({ state }: Pick<Row, "state">): boolean {
  return state === "drawn" || state === "announced";
}

/** Where a draw waits for what others do elsewhere. */
const OTHERS_ACT: State[] = ["approved", "committed", "drawn"];

/** One draw; asked for again while something goes on in the background, parties act by their links, or somebody else is to announce it. */
export function useDraw(id: string) {
  return useQuery({
    queryKey: ["draws", id], queryFn: () => ask(api.GET("/api/v1/draws/{id}", at(id))),
    refetchInterval: ({ state: { data } }) => (data?.state === "seeded" ? 1000 : data && OTHERS_ACT.includes(data.state) ? 5000 : false),
    // Nothing is asked for while the window is out of sight: whoever comes back to it sees what others did meanwhile.
    refetchOnWindowFocus: "always",
  });
}

/** The draw that an organisation began last; nothing where it has none. */
export function useLastDraw(organisation: string | undefined) {
  return useQuery({
    queryKey: ["draws", "last", organisation], enabled: organisation !== undefined,
    queryFn: async (): Promise<Draw | null> => {
      const { rows: [last] } = await ask(api.GET("/api/v1/draws", { params: { query: { organisation, sort: "-begun", limit: 1 } } }));
      return last ? ask(api.GET("/api/v1/draws/{id}", at(last.id))) : null;
    },
  });
}

/** How many draws each of these narrowings leaves. */
export function useDrawsCounts(narrowings: Narrowing[]) {
  const countOf = (query: Narrowing) => ({ queryKey: ["draws", "count", query], queryFn: () => ask(api.GET("/api/v1/draws", { params: { query: { ...query, limit: 1 } } })).then(({ count }) => count.value) });
  return useQueries({ queries: narrowings.map(countOf) });
}

/** A source of a committed plan. */
export interface Source {
  name: string;
  closes: string;
  fallback: { name: string; closes: string }[];
}

/** The sources of a committed draw, from the public file that its digest is over. */
export function useSources(id: string, isFrozen: boolean) {
  return useQuery({
    queryKey: ["draws", id, "sources"], enabled: isFrozen, staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Source[]> => {
      const file = (await (await fetch(`/draws/${id}/commitment.json`)).json()) as { seed_plan: { sources: Source[] } };
      return file.seed_plan.sources;
    },
  });
}

/** The standing rules of one's organisations, the latest first. */
export function useRules(enabled = true) {
  return useQuery({ queryKey: ["draw-rules"], enabled, queryFn: () => ask(api.GET("/api/v1/draw-rules")) });
}

/** The published edition's items, from which a scheme's are chosen. */
export function useItems() {
  return useQuery({
    queryKey: ["draws", "items"],
    queryFn: async () => {
      const editions = await ask(api.GET("/api/v1/editions", { params: { query: { state: "published", sort: "-number", limit: 1 } } }));
      const edition = editions.rows[0];
      if (!edition) return { edition: null, items: [] };
      const items = await ask(api.GET("/api/v1/editions/{id}/items", { params: { path: { id: edition.id }, query: { limit: 200 } } }));
      return { edition: edition.id, items: items.rows.map(({ text: { code, name } }) => ({ code, name })) };
    },
  });
}
