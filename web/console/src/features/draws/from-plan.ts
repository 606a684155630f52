/** A line of the annual plan as the scheme of a draw: what it says of subjects, rates and seats, for the next of its months. */
import type { components } from "../../api/schema";
import type { Scheme } from "./calls";
import { seatsOf } from "./scheme-values";

export type Line = components["schemas"]["PlanLine"];
type Rate = Line["classes"][number]["rate"];

/** The greatest denominator that a stratum's rate has. */
const MOST = 1_000_000;

function common(a: number, b: number): number {
  return b === 0 ? a : common(b, a % b);
}

/** A year's rate spread over so many draws, never below it; the catalogue's rates have small denominators. */
export function spread({ numerator, denominator }: Rate, draws: number): { p: number; q: number } {
  const by = common(numerator, denominator * draws) || 1;
  const [p, q] = [numerator / by, (denominator * draws) / by];
  return q <= MOST ? { p, q } : { p: Math.ceil((p * MOST) / q), q: MOST };
}

/** A period, and whether it is none of the line's own. */
export interface Period {
  from: string;
  to: string;
  isLate: boolean;
}

/** What is left of the next of these months that isn't over, seen from a day; if all are, of the month in which that day is. */
export function periodOf(months: number[], year: number, today: string): Period {
  const date = (year: number, month: number, day: number): string => `${String(year)}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const last = (year: number, month: number): string => date(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate());
  const month = months.find((one) => last(year, one) >= today);
  if (month === undefined) return { from: today, to: last(Number(today.slice(0, 4)), Number(today.slice(5, 7))), isLate: true };
  const first = date(year, month, 1);
  return { from: first > today ? first : today, to: last(year, month), isLate: false };
}

/** The scheme. The rates of the classes are the year's, spread over the line's months. */
export function schemeOfLine(line: Line, place: { plan: string; line: number }, { from, to }: Pick<Period, "from" | "to">, cap: number, cooldownMonths: number): Scheme {
  const strata = line.classes.map(({ risk, rate, minimum }) => ({ name: risk, ...spread(rate, line.months.length), minimum: Math.ceil(minimum / line.months.length) }));
  return {
    edition: line.edition, items: [line.item], from, to,
    scope: { domains: line.extent.domains, risks: line.classes.map(({ risk }) => risk), regions: line.extent.regions, industries: line.extent.industries, tags: line.extent.tags },
    axes: { risk: true, domain: false, region: 0, visited: [], complaints: false }, strata, rounding: "at-least",
    visits_most: cap, cooldown_days: cooldownMonths * 30, left_out: [], bench: { fields: [], pools: [], left_out: [], capacity: 20 },
    seats: Array.from({ length: line.seats }, () => "all"), recusals: [], slack: 0, reserves: 2, disclosure: null, plan: place,
  };
}

/** The same with the people of an earlier scheme: its pools, who has which seat, and how many subjects one inspector takes. The plan knows none of these. */
export function withPeopleOf(scheme: Scheme, { bench: { pools, capacity }, seats }: Pick<Scheme, "bench" | "seats">): Scheme {
  return { ...scheme, bench: { ...scheme.bench, pools, capacity }, seats: seatsOf(scheme.seats.length, seats) };
}
