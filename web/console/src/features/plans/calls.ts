/** The calls of plans. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import type { Tone } from "../../ui/Mark";
import { at } from "../accounts/calls";

type Schemas = components["schemas"];

export type Plan = Schemas["PlanBody"];
export type Whole = Schemas["PlanPage"];
export type Head = Schemas["PlanHead"];
export type Line = Schemas["PlanLine"];
export type LineBody = Schemas["PlanLineBody"];
export type Choices = Schemas["PlanChoices"];
export type Figures = Schemas["PlanFigures"];
export type State = Plan["state"];

/** Where a version can stand, in the order of its life. */
export const STATES: State[] = ["draft", "submitted", "approved", "filed", "published", "superseded", "closed", "discarded"];

/** How a state is looked at. */
export const TONES: Record<State, Tone> = {
  draft: "plain", submitted: "info", approved: "info", filed: "info", published: "good", superseded: "plain", closed: "plain", discarded: "bad",
};

/** The latest plan in each of these states, and how many are in it. */
export function useFirstOfEach(states: State[]) {
  return useQueries({ queries: states.map((state) => ({ queryKey: ["plans", "count", state], queryFn: () => ask(api.GET("/api/v1/plans", { params: { query: { state, sort: "-year", limit: 1 } } })) })) });
}

/** One version with its lines. */
export function usePlan(id: string) {
  return useQuery({ queryKey: ["plans", id], queryFn: () => ask(api.GET("/api/v1/plans/{id}", at(id))) });
}

/** What a version's lines are chosen from. */
export function useChoices(id: string) {
  return useQuery({ queryKey: ["plans", id, "choices"], queryFn: () => ask(api.GET("/api/v1/plans/{id}/choices", at(id))) });
}

/** The latest simulation of a version; null before the first. */
export function useSimulation(id: string) {
  return useQuery({ queryKey: ["plans", id, "simulation"], queryFn: async () => (await ask(api.GET("/api/v1/plans/{id}/simulation", at(id)))) ?? null });
}
