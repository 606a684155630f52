/** Subjects in the order of their tickets: targets, reserves, cut-offs (specification, section 5). */
import { compareText, hexH } from "./bytes";
import type { Stratum } from "./commitment";
import type { Subject } from "./tables";

/** A subject with its place in its stratum's order; ranks count from 1. */
export interface Ranked {
  id: string;
  rank: number;
  ticket: string;
}

/** What a stratum's lot gave. */
export interface StratumDraw {
  name: string;
  population: number;
  quota: number;
  /** The ticket of rank `quota`; "" if the quota is 0. */
  cutoff: string;
  targets: Ranked[];
  reserves: Ranked[];
}

/** `ticket(id)` under `K_t`. */
export function ticketOf(subjectKey: string, id: string): string {
  return hexH(subjectKey + id);
}

/** Order by ticket, then id. */
export function byTicket(a: { ticket: string; id: string }, b: { ticket: string; id: string }): number {
  if (a.ticket !== b.ticket) return a.ticket < b.ticket ? -1 : 1;
  return compareText(a.id, b.id);
}

/** The subjects of one stratum ranked: the first `count` of them. */
export function rankFirst(subjectKey: string, ids: string[], count: number, say?: () => void): Ranked[] {
  const tickets = ids.map((id) => {
    say?.();
    return { id, ticket: ticketOf(subjectKey, id) };
  });
  return tickets.sort(byTicket).slice(0, count).map(({ id, ticket }, at) => ({ id, rank: at + 1, ticket }));
}

/** Draws every stratum, in the plan's order. `say` hears of every subject. */
export function drawStrata(
  strata: Stratum[],
  quotas: number[],
  reserves: number,
  roster: { subjects: Subject[]; subjectKey: string },
  say?: () => void,
): StratumDraw[] {
  const idsOf = new Map<string, string[]>(strata.map((stratum) => [stratum.name, []]));
  for (const { id, stratum } of roster.subjects) idsOf.get(stratum)!.push(id);
  return strata.map(({ name, population }, at) => {
    const quota = quotas[at];
    const ranked = rankFirst(roster.subjectKey, idsOf.get(name)!, quota + reserves, say);
    const cutoff = quota > 0 ? ranked[quota - 1].ticket : "";
    return { name, population, quota, cutoff, targets: ranked.slice(0, quota), reserves: ranked.slice(quota) };
  });
}
