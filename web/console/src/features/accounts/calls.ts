/** The calls of accounts. */
import { useQuery } from "@tanstack/react-query";
import { KEY_HEADER, api, ask } from "../../api/client";

/** The header that makes an act happen once. */
export function keyed(key: string): { headers: Record<string, string> } {
  return { headers: { [KEY_HEADER]: key } };
}

/** The path's part of a call. */
export function at(id: string): { params: { path: { id: string } } } {
  return { params: { path: { id } } };
}

/** All organisations. */
export function useOrganisations() {
  return useQuery({ queryKey: ["organisations"], queryFn: () => ask(api.GET("/api/v1/organisations")) });
}

/** An organisation's name by id. */
export function useOrganisationName(): (id: string) => string {
  const { data = [] } = useOrganisations();
  return (id) => data.find((organisation) => organisation.id === id)?.name ?? "—";
}

/** One person. */
export function usePerson(id: string) {
  return useQuery({ queryKey: ["people", id], queryFn: () => ask(api.GET("/api/v1/people/{id}", at(id))) });
}
