/** A line of the annual plan as the scheme of a draw: what it says of subjects, rates and seats, for the next of its months. */
import type { components } from "../../api/schema";
import type { Scheme } from "./calls";

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

/** The first and last day of the next of these months that isn't over, seen from a day of the plan's year; of the last one, if all are. */
export function periodOf(months: number[], year: number, today: string): { from: string; to: string } {
  const day = (month: number, date: number): string => `${String(year)}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  const last = (month: number): string => day(month, new Date(Date.UTC(year, month, 0)).getUTCDate());
  const month = months.find((one) => last(one) >= today) ?? months.at(-1) ?? 12;
  const first = day(month, 1);
  return { from: first > today ? first : today, to: last(month) > today ? last(month) : today };
}

/** The scheme. The rates of the classes are the year's, spread over the line's months. */
export function schemeOfLine(line: Line, place: { plan: string; line: number }, days: { from: string; to: string }, cap: number, cooldownMonths: number): Scheme {
  const strata = line.classes.map(({ risk, rate, minimum }) => ({ name: risk, ...spread(rate, line.months.length), minimum: Math.ceil(minimum / line.months.length) }));
  return {
    edition: line.edition, items: [line.item], ...days,
    scope: { domains: line.extent.domains, risks: line.classes.map(({ risk }) => risk), regions: line.extent.regions, industries: line.extent.industries, tags: line.extent.tags },
    axes: { risk: true, domain: false, region: 0, visited: [], complaints: false }, strata, rounding: "at-least",
    visits_most: cap, cooldown_days: cooldownMonths * 30, left_out: [], bench: { fields: [], pools: [], left_out: [], capacity: 20 },
    seats: Array.from({ length: line.seats }, () => "all"), recusals: [], slack: 0, reserves: 2, disclosure: null, plan: place,
  };
}
