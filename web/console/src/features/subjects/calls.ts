/** The calls of subjects. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import type { Tone } from "../../ui/Mark";
import { at } from "../accounts/calls";

type Schemas = components["schemas"];

export type Subject = Schemas["SubjectBody"];
export type Row = Schemas["Lean"];
export type Chapter = Schemas["ChapterBody"];
export type Twin = Schemas["TwinBody"];
export type Merge = Schemas["MergeBody"];

export const DOMAINS: Subject["domain"][] = ["enterprise", "agriculture", "education", "medical", "tourism"];
export const KINDS: Subject["kind"][] = ["enterprise", "trader", "cooperative", "institution", "private", "government", "association", "project", "stall", "other"];
export const STATUSES: Subject["status"][] = ["active", "suspended", "revoked", "deregistered", "moved", "merged"];
export const RISKS: Subject["risk"][] = ["A", "B", "C", "D"];

/** How a risk class is looked at. */
export const RISK_TONES: Record<Subject["risk"], Tone> = { A: "good", B: "plain", C: "warn", D: "bad" };

export const MERGE_STATES: Merge["state"][] = ["asked", "merged", "declined", "withdrawn"];

/** How a merge's state is looked at. */
export const MERGE_TONES: Record<Merge["state"], Tone> = { asked: "warn", merged: "good", declined: "bad", withdrawn: "plain" };

/** The most characters of a reason. */
export const REASON_MOST = 500;

/** One subject. */
export function useSubject(id: string, isAsked = true) {
  return useQuery({ queryKey: ["subjects", id], enabled: isAsked, queryFn: () => ask(api.GET("/api/v1/subjects/{id}", at(id))) });
}

/** All tags in use. */
export function useTags() {
  return useQuery({ queryKey: ["subjects", "tags"], queryFn: () => ask(api.GET("/api/v1/subjects/tags")) });
}

/** Where one goes when a subject has been changed: to its page, read anew. */
export function useToSubject(): (id: string) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (id) => {
    void queries.invalidateQueries({ queryKey: ["subjects"] });
    void navigate(`/subjects/${id}`);
  };
}

/** Where one goes when a merge has been asked for or decided: to its page, all of the registry read anew. */
export function useToMerge(): (merge: Merge) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return ({ id }) => {
    void queries.invalidateQueries({ queryKey: ["subjects"] });
    void navigate(`/subjects/merges/${id}`);
  };
}

/** How many merges of others wait for approval. */
export function useWaitingMerges() {
  const query = { state: "asked", mine: false, limit: 1 } as const;
  return useQuery({ queryKey: ["subjects", "merges", "count"], queryFn: () => ask(api.GET("/api/v1/merges", { params: { query } })).then(({ count }) => count.value) });
}

/** The merge of an entry that waits, on whichever side it is. */
export function useMergeOf(subject: string) {
  const query = { state: "asked", subject, limit: 1 } as const;
  return useQuery({ queryKey: ["subjects", "merges", "of", subject], queryFn: () => ask(api.GET("/api/v1/merges", { params: { query } })).then(({ rows }) => rows[0] ?? null) });
}
