/** The calls of the catalogue. */
import { useQuery } from "@tanstack/react-query";
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

/** One edition. */
export function useEdition(id: string) {
  return useQuery({ queryKey: ["editions", id], queryFn: () => ask(api.GET("/api/v1/editions/{id}", at(id))) });
}

/** One item of an edition. */
export function useItem(id: string, item: string) {
  return useQuery({ queryKey: ["editions", id, "items", item], queryFn: () => ask(api.GET("/api/v1/editions/{id}/items/{item}", { params: { path: { id, item } } })) });
}
