/** The calls of the catalogue. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import type { Tone } from "../../ui/Mark";
import { at } from "../accounts/calls";

type Schemas = components["schemas"];

export type Edition = Schemas["EditionBody"];
export type Item = Schemas["ItemBody"];
export type ItemText = Schemas["ItemText"];
export type Comparison = Schemas["ComparisonBody"];
export type State = Edition["state"];

/** Where an edition can stand, in the order of its life. */
export const STATES: State[] = ["draft", "submitted", "approved", "published", "superseded", "withdrawn"];

/** How a state is looked at. */
export const TONES: Record<State, Tone> = { draft: "plain", submitted: "info", approved: "info", published: "good", superseded: "plain", withdrawn: "bad" };

/** How many editions are in each of these states. */
export function useEditionCounts(states: State[]) {
  return useQueries({ queries: states.map((state) => ({ queryKey: ["editions", "count", state], queryFn: () => ask(api.GET("/api/v1/editions", { params: { query: { state, limit: 1 } } })).then(({ count }) => count.value) })) });
}

/** The edition that an organisation published last and didn't withdraw; null where there is none. */
export function useEditionInForce(organisation: string) {
  return useQuery({
    queryKey: ["editions", "in-force", organisation],
    queryFn: async () => (await ask(api.GET("/api/v1/editions", { params: { query: { organisation, state: "published", sort: "-number", limit: 1 } } }))).rows[0] ?? null,
  });
}

/** One edition. */
export function useEdition(id: string) {
  return useQuery({ queryKey: ["editions", id], queryFn: () => ask(api.GET("/api/v1/editions/{id}", at(id))) });
}

/** One item of an edition. */
export function useItem(id: string, item: string) {
  return useQuery({ queryKey: ["editions", id, "items", item], queryFn: () => ask(api.GET("/api/v1/editions/{id}/items/{item}", { params: { path: { id, item } } })) });
}
