/** The commitment: its form, its refusals in order, and its hash `C` (specification, section 2.2). */
import { hexH, textOf } from "./bytes";
import { type Json, NotCanonical, parseCanonical } from "./canonical";
import { BadForm, exactly, readInteger, readList, readObject, readText, textItem } from "./form";
import { isDigest, isDrawId, isLine, isPoolName, isStratumName } from "./names";
import { type Assurance, type PlanRefusal, type SeedPlan, judgePlan, readPlan } from "./plan";
import { OPEN_SECRET, secretHash } from "./salts";
import { instantOf, isDate, localDateOf } from "./times";

/** A stratum of the commitment; the rate is `p/q`. */
export interface Stratum {
  name: string;
  population: number;
  p: number;
  q: number;
  minimum: number;
}

/** A frozen table's root and number of rows. */
export interface TableRoot {
  root: string;
  rows: number;
}

/** The names of the four tables. */
export const TABLE_NAMES = ["bench", "excluded", "recusals", "subjects"] as const;
/** One of the four tables. */
export type TableName = (typeof TABLE_NAMES)[number];

/** Everything that is fixed before the seed exists. */
export interface Commitment {
  assurance: Assurance;
  slack: number;
  committed: string;
  disclosure: string;
  draw: string;
  number: number;
  origin: string;
  reserves: number;
  rounding: "at-least" | "exact";
  seats: string[];
  secret: string;
  seed_plan: SeedPlan;
  strata: Stratum[];
  tables: Record<TableName, TableRoot>;
  task: string;
  why: string;
}

/** Why a commitment is refused, in the order in which they are looked for. */
export type Refusal =
  | "form" | "strata-names" | "rate" | "populations" | "empty-stratum" | "exact-minimum" | "exact-denominator"
  | "seats" | "further-draw" | "at-once-secret" | "disclosure-date" | PlanRefusal | "assurance";

/** A commitment that holds, with its hash; or the first refusal and what it is about. */
export type CommitmentVerdict =
  | { commitment: Commitment; C: string }
  | { refusal: Refusal; about: string };

const KEYS = [
  "assurance", "capacity", "committed", "disclosure", "draw", "number", "origin", "protocol", "reserves", "rounding",
  "seats", "secret", "seed_plan", "strata", "tables", "task", "why",
];
/** The greatest q, slack, capacity and common denominator. */
export const MILLION = 1000000;

/** Judges the bytes or the text of a `commitment.json`. */
export function judgeCommitment(input: Uint8Array | string): CommitmentVerdict {
  try {
    const commitment = readCommitment(parseCanonical(input));
    const refusal = refusalOf(commitment);
    if (refusal) return { refusal, about: "" };
    const text = typeof input === "string" ? input : textOf(input)!;
    return { commitment, C: hexH(text) };
  } catch (error) {
    if (error instanceof NotCanonical || error instanceof BadForm) return { refusal: "form", about: error.message };
    throw error;
  }
}

function readCommitment(json: Json): Commitment {
  const it = readObject(json, "commitment", KEYS);
  readText(it.protocol, "protocol", exactly("yaoguang/v1"));
  const capacity = readObject(it.capacity, "capacity", ["rule", "slack"]);
  readText(capacity.rule, "capacity.rule", exactly("level"));
  const tables = readObject(it.tables, "tables", TABLE_NAMES);
  const table = (name: TableName): TableRoot => readTable(tables[name], `tables.${name}`);
  return {
    assurance: readText(it.assurance, "assurance", (text) => /^[ABCD]$/.test(text)) as Assurance,
    slack: readInteger(capacity.slack, "capacity.slack", 0, MILLION),
    committed: readText(it.committed, "committed", (text) => instantOf(text) !== null),
    disclosure: readText(it.disclosure, "disclosure", (text) => text === "at-once" || isDate(text)),
    draw: readText(it.draw, "draw", isDrawId),
    number: readInteger(it.number, "number", 1),
    origin: readText(it.origin, "origin", (text) => text !== "" && isLine(text)),
    reserves: readInteger(it.reserves, "reserves", 0, 1000),
    rounding: readText(it.rounding, "rounding", (text) => text === "at-least" || text === "exact") as "at-least" | "exact",
    seats: readList(it.seats, "seats", textItem(isPoolName)),
    secret: readText(it.secret, "secret", isDigest),
    seed_plan: readPlan(it.seed_plan, "seed_plan"),
    strata: readList(it.strata, "strata", readStratum, [1, 10000]),
    tables: { bench: table("bench"), excluded: table("excluded"), recusals: table("recusals"), subjects: table("subjects") },
    task: readText(it.task, "task", (text) => text !== "" && isLine(text)),
    why: readText(it.why, "why", isLine),
  };
}

function readTable(json: Json, where: string): TableRoot {
  const table = readObject(json, where, ["root", "rows"]);
  return { root: readText(table.root, `${where}.root`, isDigest), rows: readInteger(table.rows, `${where}.rows`) };
}

function readStratum(json: Json, where: string): Stratum {
  const stratum = readObject(json, where, ["minimum", "name", "p", "population", "q"]);
  return {
    name: readText(stratum.name, `${where}.name`, isStratumName),
    population: readInteger(stratum.population, `${where}.population`),
    p: readInteger(stratum.p, `${where}.p`),
    q: readInteger(stratum.q, `${where}.q`),
    minimum: readInteger(stratum.minimum, `${where}.minimum`),
  };
}

/** The first refusal behind `form`, or null. */
function refusalOf(it: Commitment): Refusal | null {
  const strata = strataRefusal(it);
  if (strata) return strata;
  if (it.seats.length < 2 || it.seats.length > 16) return "seats";
  if ((it.number > 1) !== (it.why !== "")) return "further-draw";
  if ((it.disclosure === "at-once") !== (it.secret === secretHash(OPEN_SECRET))) return "at-once-secret";
  if (it.disclosure !== "at-once" && it.disclosure <= localDateOf(it.committed)) return "disclosure-date";
  const plan = judgePlan(it.seed_plan, instantOf(it.committed)!);
  if ("refusal" in plan) return plan.refusal;
  return plan.assurance === it.assurance ? null : "assurance";
}

function strataRefusal({ strata, tables, rounding }: Commitment): Refusal | null {
  if (new Set(strata.map((stratum) => stratum.name)).size !== strata.length) return "strata-names";
  if (!strata.every(({ p, q }) => q >= 1 && q <= MILLION && p <= q)) return "rate";
  const people = strata.reduce((sum, stratum) => sum + BigInt(stratum.population), 0n);
  if (people !== BigInt(tables.subjects.rows)) return "populations";
  if (strata.some(({ population, p, minimum }) => population === 0 && (p > 0 || minimum > 0))) return "empty-stratum";
  if (rounding !== "exact") return null;
  if (strata.some((stratum) => stratum.minimum !== 0)) return "exact-minimum";
  return commonDenominator(strata) > MILLION ? "exact-denominator" : null;
}

/** The least common multiple of all q; some number above a million as soon as it exceeds that. */
export function commonDenominator(strata: { q: number }[]): number {
  let multiple = 1;
  for (const { q } of strata) {
    multiple *= q / commonDivisor(multiple, q);
    if (multiple > MILLION) return multiple;
  }
  return multiple;
}

function commonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
