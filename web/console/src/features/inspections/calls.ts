/** The calls of visits. */
import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import type { Tone } from "../../ui/Mark";
import { askedOf } from "../../ui/list-state";
import { at } from "../accounts/calls";
import type { Result } from "./record";

type Schemas = components["schemas"];

export type Row = Schemas["VisitRow"];
export type FormItem = Schemas["VisitFormItem"];
export type FormRow = Schemas["VisitFormRow"];
export type Member = Schemas["VisitMember"];
export type Accounts = Schemas["InspectionAccounts"];
export type Presence = Schemas["VisitPresence"];
export type HandedIn = Schemas["VisitHandedIn"];
export type Dispatches = Schemas["DrawDispatches"];
export type State = Row["state"];

/** A visit with all that its pages show: the row of the list, and in the place of the items' codes their forms. */
export interface Visit extends Omit<Row, "items">, Omit<Schemas["VisitPage"], "visit" | "form"> {
  items: FormItem[];
}

/** The visit of an answer. */
function visitOf({ visit, form, ...rest }: Schemas["VisitPage"]): Visit {
  return { ...visit, ...rest, items: form };
}

/** Where a visit can stand, in the order of its life. */
export const STATES: State[] = ["assigned", "noticed", "recorded", "reviewed"];

/** How a state is looked at. */
export const TONES: { [state in State]: Tone } = { assigned: "warn", noticed: "info", recorded: "warn", reviewed: "good" };

/** What a visit can come to. */
export const RESULTS: Result[] = ["nothing-found", "not-published", "falsely-published", "not-reached", "rectification-ordered", "obstructed", "no-activity", "pending", "gone"];

const ALL = ["visits"];

/** Asks for one visit. */
export function askVisit(id: string): Promise<Visit> {
  return ask(api.GET("/api/v1/visits/{id}", at(id))).then(visitOf);
}

/** One visit. */
export function useVisit(id: string) {
  return useQuery({ queryKey: [...ALL, id], queryFn: () => askVisit(id) });
}

/** What narrows the list. */
export type Narrowing = { draw?: string; mine?: boolean; state?: State; overdue?: boolean; unconfirmed?: boolean };

/** What an export takes out: the list as the address filters it. */
export function exportOf(params: URLSearchParams, format: string): object {
  return { format, ...askedOf(params, ["mine", "draw", "state", "organisation", "overdue", "unconfirmed"], ["mine", "overdue", "unconfirmed"]) };
}

function countOf(query: Narrowing) {
  return { queryKey: [...ALL, "count", query], queryFn: () => ask(api.GET("/api/v1/visits", { params: { query: { ...query, limit: 1 } } })).then(({ count }) => count.value) };
}

/** How many there are. */
export function useVisitsCount(query: Narrowing) {
  return useQuery(countOf(query));
}

/** How often it is looked whether somebody has dispatched a draw meanwhile. */
const ASK_MS = 5000;

/** When and by whom a draw's visits were dispatched, and how many targets wait for theirs; asked for again until some were. */
export function useDispatches(draw: string, isAsked = true) {
  return useQuery({
    queryKey: [...ALL, "dispatches", draw], enabled: isAsked, queryFn: () => ask(api.GET("/api/v1/draws/{id}/dispatches", at(draw))),
    refetchInterval: ({ state: { data } }) => (data?.done.length === 0 ? ASK_MS : false),
  });
}

/** The same of several lists. */
export function useVisitsCounts(queries: Narrowing[]) {
  return useQueries({ queries: queries.map(countOf) });
}

/** How an inspection can be made: by what one of its items has. */
export function methodsOf({ items }: Pick<Visit, "items">): FormItem["methods"] {
  return [...new Set(items.flatMap(({ methods }) => methods))];
}

/** Where inspectors' accounts are kept. */
export const ACCOUNTS_KEY = ["inspection-accounts"];

/** Whose account is which inspector's, for those who may join them. */
export function useAccounts(isAsked = true) {
  return useQuery({ queryKey: ACCOUNTS_KEY, enabled: isAsked, queryFn: () => ask(api.GET("/api/v1/inspection-accounts")) });
}

/** Reads everything about visits anew. */
export function useVisitsAnew(): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ALL });
    void queries.invalidateQueries({ queryKey: ["disclosures"] });
  };
}

/** Where one goes when a visit has been changed: to its page, read anew. */
export function useToVisit(): (id: string, page?: string) => void {
  const anew = useVisitsAnew();
  const navigate = useNavigate();
  return (id, page = "") => {
    anew();
    void navigate(`/visits/${id}${page}`);
  };
}
