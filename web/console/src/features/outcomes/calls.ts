/** The calls of outcomes: what follows a finding. */
import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import type { components, paths } from "../../api/schema";
import type { Tone } from "../../ui/Mark";
import { at } from "../accounts/calls";

type Schemas = components["schemas"];

export type Row = Schemas["OutcomeRow"];
export type Outcome = Schemas["OutcomePage"];
export type Waiting = Schemas["OutcomeWaiting"];
export type Kind = Row["kind"];
export type State = Row["state"];
export type Verb = Outcome["can"][number];
export type Step = Outcome["steps"][number];
export type Found = Outcome["findings"][number];
export type Decision = NonNullable<Outcome["decision"]>;
export type Sanction = Decision["sanctions"][number];

/** What a call's body is. */
type Sent<P extends keyof paths> = paths[P] extends { post: { requestBody: { content: { "application/json": infer B } } } } ? B : never;
export type BeginningSent = Sent<"/api/v1/visits/{id}/outcomes">;
export type DecisionSent = Sent<"/api/v1/outcomes/{id}/decision">;

/** What can follow, the gentlest first. */
export const KINDS: Kind[] = ["rectification", "case", "transfer", "referral", "no-action"];

/** Where an outcome can stand, in the order of its life. */
export const STATES: State[] = ["proposed", "open", "deciding", "closed", "declined", "withdrawn"];

/** What a case can be decided to; the last stands alone. */
export const SANCTIONS: Sanction[] = ["warning", "fine", "confiscation", "suspension", "licence-revoked", "other", "no-penalty"];

/** How a state is looked at. */
export const TONES: { [state in State]: Tone } = { proposed: "warn", open: "info", deciding: "warn", closed: "good", declined: "plain", withdrawn: "plain" };

const ALL = ["outcomes"];

/** One outcome. */
export function useOutcome(id: string) {
  return useQuery({ queryKey: [...ALL, id], queryFn: () => ask(api.GET("/api/v1/outcomes/{id}", at(id))) });
}

/** What narrows the list. */
export type Narrowing = { kind?: Kind; state?: State; overdue?: boolean; mine?: boolean };

function countOf(query: Narrowing) {
  return { queryKey: [...ALL, "count", query], queryFn: () => ask(api.GET("/api/v1/outcomes", { params: { query: { ...query, limit: 1 } } })).then(({ count }) => count.value) };
}

/** How many there are of each. */
export function useCounts(queries: Narrowing[]) {
  return useQueries({ queries: queries.map(countOf) });
}

/** How many visits wait for an outcome. */
export function useWaitingCount(isAsked = true) {
  return useQuery({ queryKey: [...ALL, "waiting", "count"], enabled: isAsked, queryFn: () => ask(api.GET("/api/v1/outcomes/waiting", { params: { query: { limit: 1 } } })).then(({ count }) => count.value) });
}

/** The most a visit can have. */
const MOST = 20;

/** All of a visit. */
export function useOutcomesOf(visit: string) {
  return useQuery({ queryKey: [...ALL, "visit", visit], queryFn: () => ask(api.GET("/api/v1/outcomes", { params: { query: { visit, limit: MOST } } })).then(({ rows }) => rows) });
}

/** Where one goes when an outcome has begun or has been changed: to its page, all read anew. */
export function useToOutcome(): (outcome: Pick<Row, "id">) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return ({ id }) => {
    for (const queryKey of [ALL, ["visits"], ["disclosures"]]) void queries.invalidateQueries({ queryKey });
    void navigate(`/outcomes/${id}`);
  };
}
