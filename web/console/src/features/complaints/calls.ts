/** The calls of complaints. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import type { Tone } from "../../ui/Mark";
import { at } from "../accounts/calls";

type Schemas = components["schemas"];

export type Complaint = Schemas["ComplaintBody"];
export type Row = Schemas["ComplaintRow"];
export type Chapter = Schemas["ComplaintChapter"];
export type Note = Schemas["NoteBody"];
export type Signal = Schemas["SignalBody"];
export type State = Row["state"];
export type Clock = Row["clock"];
export type Outcome = NonNullable<Row["outcome"]>;

export const STATES: State[] = ["registered", "assigned", "handled", "closed", "refused", "transferred", "withdrawn"];
export const KINDS: Row["kind"][] = ["complaint", "report", "petition"];
export const CHANNELS: Row["channel"][] = ["platform-12315", "call", "letter", "visit", "web", "superior"];
export const CLOCKS: Clock[] = ["overdue", "soon", "running", "stopped"];
export const OUTCOMES: Outcome[] = ["substantiated", "partly-substantiated", "unsubstantiated", "unverifiable"];

/** Whether what was found true counts for the business. */
export const isTrue = (outcome: Outcome | null | undefined): boolean => outcome === "substantiated" || outcome === "partly-substantiated";

/** How a state is looked at. */
export const STATE_TONES: Record<State, Tone> = { registered: "warn", assigned: "info", handled: "warn", closed: "good", refused: "plain", transferred: "plain", withdrawn: "plain" };

/** How an outcome is looked at. */
export const OUTCOME_TONES: Record<Outcome, Tone> = { substantiated: "bad", "partly-substantiated": "warn", unsubstantiated: "good", unverifiable: "plain" };

const ALL = ["complaints"];

/** One complaint. */
export function useComplaint(id: string) {
  return useQuery({ queryKey: [...ALL, id], queryFn: () => ask(api.GET("/api/v1/complaints/{id}", at(id))) });
}

/** How many there are. */
export function useCounts() {
  return useQuery({ queryKey: [...ALL, "counts"], queryFn: () => ask(api.GET("/api/v1/complaints/counts")) });
}

/** Everybody who handles or handled one. */
export function useKnownHandlers() {
  return useQuery({ queryKey: [...ALL, "handlers", "known"], queryFn: () => ask(api.GET("/api/v1/complaints/handlers/known")) });
}

/** The published rule, and how many subjects it names. */
export function useSignalRule(isAsked = true) {
  return useQuery({ queryKey: [...ALL, "signals", "rule"], enabled: isAsked, queryFn: () => ask(api.GET("/api/v1/complaints/signals", { params: { query: { limit: 1 } } })) });
}

/** Reads everything about complaints anew. */
export function useComplaintsAnew(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ALL });
}

/** Where one goes when a complaint has been changed: to its page, read anew. */
export function useToComplaint(): (id: string) => void {
  const anew = useComplaintsAnew();
  const navigate = useNavigate();
  return (id) => {
    anew();
    void navigate(`/complaints/${id}`);
  };
}
