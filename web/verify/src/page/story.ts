/** What a verified draw was, as plain facts for the page; and one subject's lot. */
import { parseAmendments } from "../draw/amendments";
import type { BundleCheck } from "../draw/bundle";
import type { Commitment } from "../draw/commitment";
import type { ReceiptCheck } from "../draw/receipt-check";
import { quotasOf } from "../draw/quotas";
import type { Keys, Seed } from "../draw/seed";
import { instantOf } from "../draw/times";
import { ticketOf } from "../draw/tickets";
import { type Flaw, sought } from "./sought";

/** A stratum as shown. */
export interface StratumFacts { name: string; population: number; p: number; q: number; minimum: number; quota: number; cutoff: string }

/** The facts of a draw. */
export interface Story {
  origin: string; task: string; draw: string; number: number; why: string; committed: string; commitment: string; disclosure: string;
  assurance: string; rows: number; excluded: number; bench: number; seats: number; sources: string[]; seeded: string;
  strata: StratumFacts[]; rounding: Commitment["rounding"]; drawn: number; amendments: number;
  /** How many seats are open; null if a receipt doesn't tell. */
  open: number | null;
  /** The digest of the result, for a receipt. */
  result: string;
}

/** How one subject fared. */
export interface Lot {
  id: string;
  standing: "none" | "invalid" | "excluded" | "drawn" | "reserve" | "not-drawn" | "not-listed";
  /** Why what was typed is no code, if it is none. */
  flaw: Flaw | null;
  reason: string; ticket: string; rank: number; team: string[]; subjectKey: string;
  stratum: StratumFacts | null;
  later: "" | "gone" | "stood-in";
}

/** The story of a bundle whose checks passed. */
export function storyOfBundle(check: BundleCheck, files: Map<string, Uint8Array>): Story {
  const { result } = check;
  const amendments = files.get("amendments.json");
  return {
    ...storyOf(check.commitment, check.C, check.seed),
    strata: result.strata.map(({ name, population, quota, cutoff }, at) => ({ name, population, quota, cutoff, ...rateOf(check.commitment, at) })),
    drawn: result.targets.length,
    open: result.open.length,
    amendments: amendments ? parseAmendments(amendments).amendments.length : 0,
    result: "",
  };
}

/** The story of a receipt whose checks passed: the cut-off is known for one stratum only. */
export function storyOfReceipt(check: ReceiptCheck): Story {
  const { commitment, receipt } = check;
  const quotas = quotasOf(commitment.rounding, commitment.strata, check.keys.quota);
  const cutoff = (name: string): string => (name === receipt.row.fields[1] ? receipt.standing.cutoff : "");
  return {
    ...storyOf(commitment, check.C, check.seed),
    strata: commitment.strata.map(({ name, population }, at) => ({ name, population, quota: quotas[at], cutoff: cutoff(name), ...rateOf(commitment, at) })),
    drawn: quotas.reduce((sum, quota) => sum + quota, 0),
    open: null,
    amendments: 0,
    result: receipt.result,
  };
}

function rateOf(commitment: Commitment, at: number): Pick<StratumFacts, "p" | "q" | "minimum"> {
  const { p, q, minimum } = commitment.strata[at];
  return { p, q, minimum };
}

function storyOf(commitment: Commitment, C: string, seed: Seed): Omit<Story, "strata" | "drawn" | "open" | "amendments" | "result"> {
  const { origin, task, draw, number, why, committed, disclosure, assurance, tables, seats, rounding } = commitment;
  return {
    origin, task, draw, number, why, committed, disclosure, assurance, rounding, commitment: C,
    rows: tables.subjects.rows, excluded: tables.excluded.rows, bench: tables.bench.rows, seats: seats.length,
    sources: seed.sources.map((source) => source.name),
    seeded: lastClose(commitment, seed),
  };
}

function lastClose({ seed_plan }: Commitment, seed: Seed): string {
  const closes = seed_plan.sources.map((planned, at) =>
    [planned, ...planned.fallback].find((choice) => choice.name === seed.sources[at].name)!.closes);
  return closes.reduce((last, next) => (instantOf(next)! > instantOf(last)! ? next : last));
}

/** Looks a subject up in a verified bundle, by what somebody typed. */
export function lotInBundle(check: BundleCheck, files: Map<string, Uint8Array>, story: Story, typed: string): Lot {
  const is = (id: string) => (one: { id: string }): boolean => one.id === id;
  const isKnown = (id: string): boolean => check.result.targets.some(is(id)) || check.result.strata.some((stratum) => stratum.reserves.some(is(id)))
    || check.subjects.rows.some(is(id)) || check.excluded.rows.some(is(id));
  const { id, flaw } = sought(typed, isKnown, check.result.targets.map((one) => one.id));
  if (flaw) return { ...blankLot(id, check.keys), standing: "invalid", flaw };
  const target = check.result.targets.find((candidate) => candidate.id === id);
  const held = check.result.strata.find((stratum) => stratum.reserves.some((reserve) => reserve.id === id));
  const reserve = held?.reserves.find((candidate) => candidate.id === id);
  const row = check.subjects.rows.find((candidate) => candidate.id === id);
  const excluded = check.excluded.rows.find((candidate) => candidate.id === id);
  const name = target?.stratum ?? held?.name ?? row?.stratum;
  const elsewhere = check.edition === "public" ? "not-listed" : "none";
  return {
    ...blankLot(id, check.keys),
    standing: target ? "drawn" : reserve ? "reserve" : row ? "not-drawn" : excluded ? "excluded" : elsewhere,
    reason: excluded?.reason ?? "",
    rank: target?.rank ?? reserve?.rank ?? 0,
    team: (target?.team ?? []).map((member) => member.inspector),
    stratum: story.strata.find((stratum) => stratum.name === name) ?? null,
    later: laterOf(files.get("amendments.json"), id),
  };
}

/** The one subject of a verified receipt. */
export function lotInReceipt({ receipt, keys }: ReceiptCheck, story: Story): Lot {
  const [id, second] = receipt.row.fields;
  const isExcluded = receipt.row.table === "excluded";
  return {
    ...blankLot(id, keys),
    standing: isExcluded ? "excluded" : receipt.standing.drawn ? "drawn" : "not-drawn",
    reason: isExcluded ? second : "",
    rank: receipt.standing.rank,
    team: receipt.standing.team.map((member) => member.inspector),
    stratum: isExcluded ? null : story.strata.find((stratum) => stratum.name === second)!,
  };
}

function blankLot(id: string, keys: Keys): Lot {
  const ticket = ticketOf(keys.subject, id);
  return { id, standing: "none", flaw: null, reason: "", ticket, rank: 0, team: [], subjectKey: keys.subject, stratum: null, later: "" };
}

function laterOf(amendments: Uint8Array | undefined, id: string): Lot["later"] {
  let later: Lot["later"] = "";
  for (const { kind, subject, outcome } of amendments ? parseAmendments(amendments).amendments : []) {
    if (kind === "gone" && subject === id) later = "gone";
    if (outcome.stood_in === id) later = "stood-in";
  }
  return later;
}
