/** The seed plan: its form, its refusals in order, and the assurance it grants (specification, sections 3.1-3.3). */
import type { Json } from "./canonical";
import { CHAINS, roundAtOrAfter, timeOfRound } from "./chains";
import { anyText, readInteger, readList, readObject, readText } from "./form";
import { isDigest, isLine } from "./names";
import { type Source, isBeacon, outcomesOf, parseSource } from "./sources";
import { beijingDay, instantOf } from "./times";

/** A source as planned, or one that stands in for it. */
export interface PlannedName {
  name: string;
  closes: string;
}

/** A planned source; `hash` is "" but for a reveal, `outside` 1 for a reveal by somebody outside the operator. */
export interface PlannedSource extends PlannedName {
  fallback: PlannedName[];
  hash: string;
  outside: number;
}

/** The seed plan as the commitment states it. Its values have the right types; `planRefusal` judges the rest. */
export interface SeedPlan {
  delay_s: number;
  rule: string;
  sources: PlannedSource[];
}

/** How far a plan binds everybody's hands, strongest first. */
export type Assurance = "A" | "B" | "C" | "D";

/** Why a plan is refused. */
export type PlanRefusal = "plan-form" | "plan-twice" | "plan-order" | "plan-issue" | "plan-time" | "plan-weak";

const LONGEST_DELAY_S = 31536000;
const STRONG = 2n ** 60n;
const KL8_CLOSED_DAYS = 40;
const SSQ_CLOSED_DAYS = 18;

/** Reads a plan's keys and types. */
export function readPlan(json: Json, where: string): SeedPlan {
  const plan = readObject(json, where, ["delay_s", "rule", "sources"]);
  return {
    delay_s: readInteger(plan.delay_s, `${where}.delay_s`),
    rule: readText(plan.rule, `${where}.rule`, anyText),
    sources: readList(plan.sources, `${where}.sources`, readSource),
  };
}

function readSource(json: Json, where: string): PlannedSource {
  const source = readObject(json, where, ["closes", "fallback", "hash", "name", "outside"]);
  return {
    ...readNamed(source, where),
    fallback: readList(source.fallback, `${where}.fallback`, (item, at) => readNamed(readObject(item, at, ["closes", "name"]), at)),
    hash: readText(source.hash, `${where}.hash`, anyText),
    outside: readInteger(source.outside, `${where}.outside`),
  };
}

function readNamed(json: { [key: string]: Json }, where: string): PlannedName {
  return {
    name: readText(json.name, `${where}.name`, anyText),
    closes: readText(json.closes, `${where}.closes`, anyText),
  };
}

/** A source with its name and close understood. */
interface Slot {
  planned: PlannedSource;
  source: Source;
  closes: number;
  /** The source itself and its fallbacks. */
  choices: { source: Source; closes: number }[];
}

/** Judges a plan for a commit at an instant: the assurance granted, or the first refusal. */
export function judgePlan(plan: SeedPlan, committed: number): { assurance: Assurance } | { refusal: PlanRefusal } {
  const slots = slotsOf(plan);
  if (!slots) return { refusal: "plan-form" };
  const names = plan.sources.flatMap((source) => [source.name, ...source.fallback.map((other) => other.name)]);
  if (new Set(names).size !== names.length) return { refusal: "plan-twice" };
  if (!revealsComeFirst(slots)) return { refusal: "plan-order" };
  const earliest = committed + plan.delay_s;
  const choices = slots.flatMap((slot) => slot.choices);
  if (!choices.every(({ source, closes }) => isPlausible(source, closes, earliest))) return { refusal: "plan-issue" };
  if (!closesInTime(slots, committed, earliest)) return { refusal: "plan-time" };
  const assurance = assuranceOf(slots);
  return assurance ? { assurance } : { refusal: "plan-weak" };
}

function slotsOf(plan: SeedPlan): Slot[] | null {
  if (plan.delay_s > LONGEST_DELAY_S || !isLine(plan.rule)) return null;
  if (plan.sources.length < 1 || plan.sources.length > 16) return null;
  const slots = plan.sources.map(slotOf);
  return slots.every((slot) => slot !== null) ? slots : null;
}

function slotOf(planned: PlannedSource): Slot | null {
  const choices = [planned, ...planned.fallback].map(choiceOf);
  if (!choices.every((choice) => choice !== null)) return null;
  const [own, ...others] = choices;
  const isReveal = own.source.kind === "reveal";
  if (isReveal ? !isDigest(planned.hash) : planned.hash !== "") return null;
  if (planned.outside > (isReveal ? 1 : 0)) return null;
  if (others.length > 4 || (others.length > 0 && !isBeacon(own.source))) return null;
  if (!others.every((other) => isBeacon(other.source))) return null;
  return { planned, source: own.source, closes: own.closes, choices };
}

function choiceOf({ name, closes }: PlannedName): { source: Source; closes: number } | null {
  const [source, instant] = [parseSource(name), instantOf(closes)];
  return source === null || instant === null ? null : { source, closes: instant };
}

function revealsComeFirst(slots: Slot[]): boolean {
  const firstOther = slots.findIndex((slot) => slot.source.kind !== "reveal");
  return firstOther < 0 || slots.slice(firstOther).every((slot) => slot.source.kind !== "reveal");
}

function isPlausible(source: Source, closes: number, earliest: number): boolean {
  if (source.kind === "drand") return isFirstRound(source.chain, source.round, closes, earliest);
  if (source.kind !== "kl8" && source.kind !== "ssq") return true;
  const day = beijingDay(closes);
  if (source.year !== day.year || source.issue < 1) return false;
  const [held, closedDays] = source.kind === "kl8" ? [day.dayOfYear, KL8_CLOSED_DAYS] : [day.lotteryDays, SSQ_CLOSED_DAYS];
  if (source.kind === "ssq" && !day.isLotteryDay) return false;
  return source.issue <= held && source.issue >= held - closedDays;
}

function isFirstRound(chainHash: string, round: bigint, closes: number, earliest: number): boolean {
  const chain = CHAINS.get(chainHash);
  if (!chain) return true;
  return round === roundAtOrAfter(chain, earliest) && BigInt(closes) === timeOfRound(chain, round);
}

function closesInTime(slots: Slot[], committed: number, earliest: number): boolean {
  const reveals = slots.filter((slot) => slot.source.kind === "reveal");
  if (!reveals.every((slot) => slot.closes > committed)) return false;
  const lastReveal = Math.max(-Infinity, ...reveals.map((slot) => slot.closes));
  const others = slots.filter((slot) => slot.source.kind !== "reveal").flatMap((slot) => slot.choices);
  return others.every(({ closes }) => closes >= earliest && closes > lastReveal);
}

function assuranceOf(slots: Slot[]): Assurance | null {
  const reveals = slots.filter((slot) => slot.source.kind === "reveal");
  const outside = reveals.filter((slot) => slot.planned.outside === 1).length;
  const hasBeacon = slots.some((slot) => isBeacon(slot.source));
  const hasDice = slots.some((slot) => slot.source.kind === "dice");
  const strong = slots.reduce((product, slot) => product * weakestOf(slot), 1n) >= STRONG;
  const bound = reveals.length > 0 && (strong || outside >= 2);
  if (hasBeacon && bound) return "A";
  if (hasDice && !hasBeacon && bound) return "B";
  if (!hasBeacon && !hasDice && outside >= 2) return "C";
  if (hasBeacon && reveals.length === 0 && strong) return "D";
  return null;
}

function weakestOf(slot: Slot): bigint {
  return slot.choices.map(({ source }) => outcomesOf(source)).reduce((least, next) => (next < least ? next : least));
}

/** The name a source was recorded under: the planned one (-1), a fallback (its index), or null if it is neither. */
export function choiceNamed(planned: PlannedSource, name: string): number | null {
  if (planned.name === name) return -1;
  const at = planned.fallback.findIndex((other) => other.name === name);
  return at < 0 ? null : at;
}

