/** What the screen knows of a draw: its public events, one after another. */

/** A stratum of the commitment. */
export interface Stratum { name: string; population: number; p: number; q: number; minimum: number }

/** A party that reveals. */
export interface Party { code: string; name: string; outside: boolean }

/** A source of the seed's plan. */
export interface Source { name: string; closes: string; fallback: string[] }

/** What was frozen. */
export interface Committed {
  at: string; task: string; number: number; organisation: string; commitment: string; subjects: number; excluded: number; inspectors: number; recusals: number; seats: number;
  assurance: string; disclosure: string | null; rule: string; strata: Stratum[]; parties: Party[]; sources: Source[];
}

/** A value that everybody knows: of which of the plan's sources, and under which name, since another may have stood in. */
export interface Value { source: number; name: string; value: string }

/** An event as the server tells it. */
export type Told =
  | { kind: "committed"; data: Committed }
  | { kind: "revealed" | "read"; data: { at: string; source: number | null; values: Value[] } }
  | { kind: "seeded" | "announced" | "annulled"; data: { at: string } }
  | { kind: "drawn"; data: { at: string; result: string; disclosure: string | null } };

/** The kinds of events, in the order of a draw's life. */
export const KINDS = ["committed", "revealed", "read", "seeded", "drawn", "announced", "annulled"] as const;

/** How far a source is: nothing yet, one step of it, or its value. */
export type Standing = { at: "open" } | { at: "begun"; when: string } | { at: "there"; name: string; value: string; when: string };

/** Everything so far. */
export interface Facts {
  committed: Committed | null;
  sources: Standing[];
  seededAt: string | null;
  drawn: { at: string; result: string; disclosure: string | null } | null;
  announcedAt: string | null;
  annulledAt: string | null;
}

/** Nothing heard yet. */
export const NOTHING: Facts = { committed: null, sources: [], seededAt: null, drawn: null, announcedAt: null, annulledAt: null };

/** What is known after one more event. */
export function after(facts: Facts, { kind, data }: Told): Facts {
  switch (kind) {
    case "committed": return { ...facts, committed: data, sources: data.sources.map(() => ({ at: "open" })) };
    case "revealed":
    case "read": return { ...facts, sources: facts.sources.map((standing, at) => standingAfter(standing, at, data)) };
    case "seeded": return { ...facts, seededAt: data.at };
    case "drawn": return { ...facts, drawn: data };
    case "announced": return { ...facts, announcedAt: data.at };
    case "annulled": return { ...facts, annulledAt: data.at };
  }
}

function standingAfter(before: Standing, at: number, { at: when, source, values }: { at: string; source: number | null; values: Value[] }): Standing {
  const value = values.find((one) => one.source === at);
  if (value) return { at: "there", name: value.name, value: value.value, when: before.at === "begun" ? before.when : when };
  return source === at && before.at === "open" ? { at: "begun", when } : before;
}

/** Whether a value is one that a party reveals. */
const isReveal = ({ name }: Source): boolean => name.startsWith("reveal:");

/** The close that a party let pass without revealing; nothing while nobody did. Such a draw comes to no seed. */
export function lostAt({ committed, sources }: Facts, now: number): string | null {
  return committed?.sources.find((source, at) => isReveal(source) && sources[at].at === "open" && Date.parse(source.closes) < now)?.closes ?? null;
}

/** Whether all values of the seed are there for everybody to see. */
export function isComplete({ committed, sources }: Facts): boolean {
  return committed !== null && sources.every(({ at }) => at === "there");
}

/** When the last of a plan's sources closes: no seed is made before. */
export function lastClose({ sources }: Committed): string {
  return sources.reduce((last, { closes }) => (Date.parse(closes) > Date.parse(last) ? closes : last), sources[0].closes);
}

/** What a draw waits for next: the close of a source that isn't there yet or, once all are, the last close, at which the seed is made of them. Nothing once there is a seed, or never will be. */
export function nextClose(facts: Facts, now: number): { source: Source | null; closes: string } | null {
  const { committed, sources, seededAt, annulledAt } = facts;
  if (!committed || seededAt || annulledAt || lostAt(facts, now)) return null;
  const isAhead = ({ closes }: { closes: string }): boolean => Date.parse(closes) > now;
  const open = committed.sources.filter((source, at) => sources[at].at === "open" && isAhead(source));
  const [next] = open.sort((a, b) => Date.parse(a.closes) - Date.parse(b.closes));
  if (next) return { source: next, closes: next.closes };
  const last = { source: null, closes: lastClose(committed) };
  return isComplete(facts) && isAhead(last) ? last : null;
}

/** A span of time as days and a clock that runs down; what has begun of a second counts. */
export function spanOf(milliseconds: number): { days: number; clock: string } {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, "0");
  return { days: Math.floor(seconds / 86_400), clock: [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":") };
}

/** Where a draw stands: what the screen says in one sentence. */
export type Phase = "waiting" | "committed" | "seeded" | "drawn" | "announced" | "annulled";

/** That. */
export function phaseOf({ committed, seededAt, drawn, announcedAt, annulledAt }: Facts): Phase {
  if (annulledAt) return "annulled";
  if (announcedAt) return "announced";
  if (drawn) return "drawn";
  if (seededAt) return "seeded";
  return committed ? "committed" : "waiting";
}
