/** What anybody may know of the system before signing in: whether somebody is there yet, and whether it is a demonstration. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "./client";
import type { components } from "./schema";

/** The accounts that a demonstration's sign-in page offers. */
export type Demonstration = components["schemas"]["Demonstration"];

/** Asks for it. */
export function useSetupLook() {
  return useQuery({ queryKey: ["setup"], queryFn: () => ask(api.GET("/api/v1/setup")) });
}

/** The accounts of a demonstration; nothing where it is a bureau. */
export function useDemonstration(): Demonstration | null {
  return useSetupLook().data?.demonstration ?? null;
}
