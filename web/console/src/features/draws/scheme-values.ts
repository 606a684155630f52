/** A scheme as it is typed in the form; rates come from the preview's table. */
import { fieldPath } from "../../api/problem";
import { rateText as shareText } from "../catalogue/rate";
import type { PartyDraft, Preview, Rate, Scheme } from "./calls";

export interface Values {
  task: string;
  items: string[];
  from: string;
  to: string;
  domains: Scheme["scope"]["domains"];
  risks: Scheme["scope"]["risks"];
  regions: string[];
  industries: string[];
  tags: string[];
  axes: ("risk" | "domain" | "region" | "complaints")[];
  /** Months since the last visit at which bands end, as typed. */
  visited: string[];
  rounding: Scheme["rounding"];
  visits_most: number | null;
  cooldown_days: number | null;
  seats: string[];
  capacity: number;
  slack: number;
  fields: string[];
  reserves: number;
  disclosure: string | null;
  parties: PartyDraft[];
  left_out: Scheme["left_out"];
  bench: { pools: Pool[]; left_out: Scheme["left_out"] };
  recusals: Scheme["recusals"];
}

type Stratum = Preview["strata"][number];
type Pool = Scheme["bench"]["pools"][number];

/** The pool everybody is in. */
export const EVERYBODY = "all";

/** Nothing decided yet: a last day that nobody chose would be today, on which nobody can go everywhere. */
export function blank(today: string): Values {
  return {
    task: "", items: [], from: today, to: "", domains: [], risks: [], regions: [], industries: [], tags: [], axes: ["risk"], visited: [], rounding: "at-least", visits_most: 2, cooldown_days: 90, seats: [EVERYBODY, EVERYBODY], capacity: 20, slack: 0, fields: [], reserves: 2,
    disclosure: null, left_out: [], bench: { pools: [], left_out: [] }, recusals: [], parties: [{ name: "", outside: true, holds: 1 }, { name: "", outside: true, holds: 2 }],
  };
}

/** The parties as they are sent: those that have a name by now; where there is no secret, nobody holds a share of it. */
export function partiesOf({ parties, disclosure }: Pick<Values, "parties" | "disclosure">): PartyDraft[] {
  const named = parties.filter(({ name }) => name.trim() !== "");
  return disclosure ? named : named.map((party) => ({ ...party, holds: 0 }));
}

/** Shares for the form to offer, should the draw become an unannounced one: the first parties hold one each. */
function offered(parties: PartyDraft[]): PartyDraft[] {
  return parties.some(({ holds }) => holds > 0) ? parties : parties.map((party, at) => ({ ...party, holds: at < SHARES ? at + 1 : 0 }));
}

/** A secret's shares. */
export const SHARES = 3;

/** What the wire has, with the rates there were. */
export function schemeOf(values: Values, edition: string | null, before?: Scheme): Scheme {
  const { items, from, to, domains, risks, regions, industries, tags, axes, visited, rounding, visits_most, cooldown_days, seats, capacity, slack, fields, reserves, disclosure, left_out, bench, recusals } = values;
  return {
    edition, items, from, to, scope: { domains, risks, regions, industries, tags },
    axes: { risk: axes.includes("risk"), domain: axes.includes("domain"), region: axes.includes("region") ? 6 : 0, visited: bandsOf(visited) ?? [], complaints: axes.includes("complaints") },
    strata: before?.strata ?? [], rounding, visits_most: visits_most ?? null, cooldown_days: cooldown_days ?? null, left_out: left_out.map(trimmed),
    bench: { fields, pools: bench.pools.map(trimmed), left_out: bench.left_out.map(trimmed), capacity }, seats, recusals: recusals.map(trimmed), slack, reserves,
    disclosure: disclosure ?? null, plan: before?.plan ?? null,
  };
}

/** A row without the spaces that came along when it was pasted. */
function trimmed<R extends object>(row: R): R {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === "string" ? value.trim() : (value as unknown)])) as R;
}

/** So many seats, the first as they were. */
export function seatsOf(count: number, before: string[]): string[] {
  return Array.from({ length: count }, (_, at) => before[at] ?? EVERYBODY);
}

/** Where the form has a field of the wire, and for a row of a table which table and which row, from 1. */
export function placeOf(field: string): { path: (string | number)[]; table?: (typeof TABLES)[number]; row?: number } {
  const path = fieldPath(field);
  if (path[0] === "scope") return { path: path.slice(1) };
  if (path[0] === "bench" && (path[1] === "capacity" || path[1] === "fields")) return { path: path.slice(1) };
  const table = TABLES.find((one) => field.startsWith(`${one}.`));
  const row = path[table?.split(".").length ?? 0];
  return table && typeof row === "number" ? { path, table, row: row + 1 } : { path };
}

/** The tables of the form, by their names on the wire. */
export const TABLES = ["left_out", "bench.left_out", "bench.pools", "recusals"] as const;

/** Whether a text can be a reason's code. */
export function isReason(text: string): boolean {
  return /^[a-z0-9-]{1,32}$/.test(text.trim());
}

/** Yes as sheets say it. */
export function isYes(text: string): boolean {
  return ["是", "有", "1", "true", "yes", "y", "√", "✓"].includes(text.trim().toLowerCase());
}

/** What is typed of a draft. */
export function valuesOf(task: string, scheme: Scheme, parties: PartyDraft[]): Values {
  const axes: Values["axes"] = [];
  if (scheme.axes.risk) axes.push("risk");
  if (scheme.axes.domain) axes.push("domain");
  if (scheme.axes.region > 0) axes.push("region");
  if (scheme.axes.complaints) axes.push("complaints");
  return {
    task, items: scheme.items, from: scheme.from, to: scheme.to, domains: scheme.scope.domains, risks: scheme.scope.risks, regions: scheme.scope.regions, industries: scheme.scope.industries, tags: scheme.scope.tags, axes, visited: scheme.axes.visited.map(String), rounding: scheme.rounding,
    visits_most: scheme.visits_most ?? null, cooldown_days: scheme.cooldown_days ?? null, seats: scheme.seats, capacity: scheme.bench.capacity, slack: scheme.slack, fields: scheme.bench.fields, reserves: scheme.reserves,
    left_out: scheme.left_out, bench: { pools: scheme.bench.pools, left_out: scheme.bench.left_out }, recusals: scheme.recusals,
    disclosure: scheme.disclosure ?? null, parties: offered(parties.map(({ name, outside, holds }) => ({ name, outside, holds }))),
  };
}

/** The most bands of time since the last visit, and the longest, in months, as the server has them. */
const MOST_BANDS = 8;
const MOST_MONTHS = 240;

/** Ends of bands as whole months, ascending; nothing where one is none, or there are too many. */
export function bandsOf(typed: string[]): number[] | null {
  const months = [...new Set(typed.map((text) => (/^\s*\d{1,3}\s*$/.test(text) ? Number(text) : 0)))].sort((a, b) => a - b);
  return months.length <= MOST_BANDS && months.every((month) => month >= 1 && month <= MOST_MONTHS) ? months : null;
}

/** How many a rate draws of so many: at least so many, or by the rate exactly, as the lot decides between two numbers. */
export function quotaText({ p, q, minimum }: Pick<Rate, "p" | "q" | "minimum">, population: number, rounding: Scheme["rounding"]): string {
  if (rounding === "at-least") return String(Math.min(population, Math.max(minimum, Math.ceil((population * p) / q))));
  const [low, high] = [Math.floor((population * p) / q), Math.ceil((population * p) / q)];
  return low === high ? String(low) : `${String(low)}–${String(high)}`;
}

/** A subject's chance: so many of so many, or by the rate exactly, and what that is of a hundred. */
export function chanceText(rate: Pick<Rate, "p" | "q" | "minimum">, population: number, rounding: Scheme["rounding"]): string {
  if (population === 0) return "—";
  if (rounding === "at-least") return fractionText(Number(quotaText(rate, population, rounding)), population);
  const common = divisor(rate.p, rate.q);
  return fractionText(rate.p / common, rate.q / common);
}

function divisor(a: number, b: number): number {
  return b === 0 ? a || 1 : divisor(b, a % b);
}

/** A fraction, `3/19 ≈ 15.8%`; nothing and all are said in one. */
export function fractionText(of: number, outOf: number): string {
  if (of === 0) return "0";
  if (of >= outOf) return "100%";
  const percent = Number(((100 * of) / outOf).toPrecision(3));
  const isExact = Math.abs(percent * outOf - 100 * of) < 1e-9 * outOf;
  return `${String(of)}/${String(outOf)} ${isExact ? "=" : "≈"} ${String(percent)}%`;
}

/** The strata in which somebody is, by their names. */
export function peopled<S extends Pick<Stratum, "name" | "population">>(strata: S[]): S[] {
  return strata.filter(({ population }) => population > 0).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A stratum's name in words: its parts are codes, the same in every language (decision 0012). */
export function stratumText(name: string, wordOf: (key: string, values?: Record<string, string>) => string | null): string {
  const part = (code: string): string => {
    const [, side, months = ""] = /^(within|before)-(\d+)m$/.exec(code) ?? [];
    if (side) return wordOf(`stratum-${side}`, { months }) ?? code;
    if (/^[A-D]$/.test(code)) return wordOf("stratum-risk", { risk: code }) ?? code;
    return wordOf(`subject-domain-${code}`) ?? wordOf(`stratum-${code}`) ?? code;
  };
  return name.split("/").map(part).join(" · ");
}

/** A rate as people write it, `5%`, `2.5%` or `1/30`; nothing where it is none. */
export function rateOf(text: string): Pick<Rate, "p" | "q"> | null {
  const [, whole, part = ""] = /^\s*(\d{1,3})(?:\.(\d{1,4}))?\s*[%％]\s*$/.exec(text) ?? [];
  if (whole !== undefined) {
    const q = 100 * 10 ** part.length;
    const p = Number(whole + part);
    return p <= q ? reduced(p, q) : null;
  }
  const [, p, q] = /^\s*(\d{1,7})\s*\/\s*(\d{1,7})\s*$/.exec(text) ?? [];
  if (p !== undefined && q !== undefined && Number(q) > 0 && Number(p) <= Number(q)) return reduced(Number(p), Number(q));
  return /^\s*0\s*$/.test(text) ? { p: 0, q: 1 } : null;
}

/** The same for reading, as everybody reads it on the portal: in per cent where that is exact, else in lowest terms. */
export function rateText({ p, q }: Pick<Rate, "p" | "q">): string {
  if (p === 0) return "0";
  const rate = reduced(p, q);
  return shareText({ numerator: rate.p, denominator: rate.q });
}

function reduced(p: number, q: number): Pick<Rate, "p" | "q"> {
  const by = common(p, q) || 1;
  return { p: p / by, q: q / by };
}

function common(one: number, other: number): number {
  return other === 0 ? one : common(other, one % other);
}
