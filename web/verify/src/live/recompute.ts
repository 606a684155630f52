/** From a bundle to what runs over the screen: what is shown is what was computed here, and only if every check passed. */
import { BundleCheck } from "../draw/bundle";
import { pairTicket } from "../draw/pairs";
import type { CheckCode, OnProgress } from "../draw/report";
import { rankFirst } from "../draw/tickets";
import type { DrawnStratum, Run } from "./run";

/** What came of it. */
export type Recomputed = { run: Run; commitment: string } | { failed: CheckCode; detail: string };

/** Checks the files and computes tickets, ranks and pair tickets anew. */
export function recompute(files: Map<string, Uint8Array>, say: OnProgress): Recomputed {
  const check = new BundleCheck(files, say);
  const report = check.report(null);
  if (report.first !== "ok") return { failed: report.first, detail: report.checks.find((one) => one.code === report.first)?.detail ?? "" };
  const strata = check.result.strata.map(({ name, population, quota, cutoff }): DrawnStratum => {
    const listed = new Map(check.result.targets.filter((target) => target.stratum === name).map((target) => [target.id, target]));
    const ranked = rankFirst(check.keys.subject, [...listed.keys()], listed.size);
    const targets = ranked.map(({ id, rank, ticket }) => {
      const team = listed.get(id)!.team.map(({ inspector }) => ({ inspector, ticket: pairTicket(check.keys.pair, id, inspector) }));
      return { id, rank, ticket, team };
    });
    return { name, population, quota, cutoff, targets };
  });
  return { run: { strata }, commitment: check.C };
}
