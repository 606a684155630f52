/** The parts of a scheme's form, in the order in which one decides: which are there, what belongs to each, and where nothing seems to be lacking. */
import { type Values, bandsOf, isReason } from "./scheme-values";

/** The parts of the form; the preview, with the rates, is on the page that comes when it is saved. */
export const PARTS = ["scope", "strata", "exclusions", "people", "seed"] as const;

export type FormPart = (typeof PARTS)[number];

/** What a draft can't be without, so that it can be saved and its strata counted while the rest is still to be typed. */
export const EARLY = ["task", "why", "from", "to", "visited", "slack", "capacity", "reserves"] as const;

const FIELDS: Record<string, FormPart> = {
  axes: "strata", visited: "strata", rounding: "strata", strata: "strata",
  visits_most: "exclusions", cooldown_days: "exclusions", left_out: "exclusions",
  fields: "people", bench: "people", seats: "people", recusals: "people", slack: "people", capacity: "people", reserves: "people",
  disclosure: "seed", parties: "seed", rule: "seed",
};

/** The part a field belongs to. */
export function partOf([field]: (string | number)[]): FormPart {
  return FIELDS[String(field)] ?? "scope";
}

/** Whether nothing seems to be lacking; rates come with the preview, so the strata are done once there are some. */
export function partsDone(values: Values, hasRates: boolean): Record<FormPart, boolean> {
  const { task, items, from, to, visited, left_out, bench, seats, capacity, slack, reserves, recusals, parties } = values;
  const isSaid = (text: string | null | undefined): boolean => Boolean(text?.trim());
  const isNamed = ({ code, reason }: { code: string; reason: string }): boolean => isSaid(code) && isSaid(reason) && isReason(reason);
  const areThere = [capacity, slack, reserves].every((count) => count !== null && count !== undefined);
  return {
    scope: isSaid(task) && items.length > 0 && isSaid(from) && isSaid(to) && from <= to,
    strata: hasRates && bandsOf(visited) !== null,
    exclusions: left_out.every(isNamed),
    people: areThere && seats.length >= 2 && bench.left_out.every(isNamed) && recusals.every(({ certificate, code, reason }) => isSaid(certificate) && isNamed({ code, reason })) && bench.pools.every(({ name }) => isSaid(name)),
    seed: parties.length > 0 && parties.every(({ name }) => isSaid(name)),
  };
}
