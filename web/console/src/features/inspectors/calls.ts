/** The calls of inspectors. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import type { Tone } from "../../ui/Mark";
import { at } from "../accounts/calls";

type Schemas = components["schemas"];

export type Row = Schemas["InspectorBody"];
export type Inspector = Schemas["InspectorPage"];
export type Input = Schemas["InspectorInput"];
export type Drawable = Schemas["DrawableBody"];
export type Training = Schemas["Training"];
export type Conflict = Schemas["Conflict"];
export type Leave = Schemas["Leave"];
export type Secret = Schemas["Secret"];

export const STATES: Row["state"][] = ["active", "suspended", "left"];
export const CONFLICT_KINDS: Conflict["kind"][] = ["former-employer", "relative", "interest", "other"];
export const LEAVE_KINDS: Leave["kind"][] = ["annual", "sick", "family", "training", "secondment", "other"];

/** How a state is looked at. */
export const STATE_TONES: Record<Row["state"], Tone> = { active: "good", suspended: "warn", left: "plain" };

/** One inspector. */
export function useInspector(id: string) {
  return useQuery({ queryKey: ["inspectors", id], queryFn: () => ask(api.GET("/api/v1/inspectors/{id}", at(id))) });
}

/** Where one goes when an inspector has been changed: to the page, read anew. */
export function useToInspector(): (id: string) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (id) => {
    void queries.invalidateQueries({ queryKey: ["inspectors"] });
    void navigate(`/inspectors/${id}`);
  };
}

/** How many rows are looked through for texts to offer. */
const LOOKED_AT = 200;

/** What stands in the register's texts already, to be offered where one types: of the first rows, for it needn't be complete. */
export function useSaidBefore(): Record<"unit" | "issuer" | "post" | "level" | "area" | "fields" | "qualifications" | "languages", string[]> {
  const { data } = useQuery({ queryKey: ["inspectors", "said-before"], queryFn: () => ask(api.GET("/api/v1/inspectors", { params: { query: { limit: LOOKED_AT } } })) });
  const rows = data?.rows ?? [];
  const all = (of: (row: Row) => string | string[]): string[] => [...new Set(rows.flatMap(of))].filter(Boolean).sort((a, b) => a.localeCompare(b, "zh-CN"));
  return {
    unit: all(({ unit }) => unit), issuer: all(({ issuer }) => issuer), post: all(({ post }) => post), level: all(({ level }) => level), area: all(({ area }) => area),
    fields: all(({ fields }) => fields), qualifications: all(({ qualifications }) => qualifications), languages: all(({ languages }) => languages),
  };
}
