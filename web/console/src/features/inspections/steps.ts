/** What can be done to a visit where it stands, by whom. The server decides; what it would refuse isn't offered. */
import type { Act } from "../../api/types";
import { ACTS } from "./acts";
import { type HandedIn, STATES, type State, type Visit } from "./calls";

/** The steps, each a page of its own. */
export type Verb = "notice" | "record" | "review" | "confirm" | "correct";

/** What the rules need to know of a visit. */
export interface Standing {
  state: State;
  isMine: boolean;
  /** Who handed a record in. */
  writers: string[];
  /** Whether a record waits for one's own confirmation. */
  waitsForMine: boolean;
  /** Whether everybody who was there by the last record stands by it. */
  isVouched: boolean;
}

/** The same of a visit as the server shows it. */
export function standingOf({ state, mine, records, to_confirm }: Pick<Visit, "state" | "mine" | "records" | "to_confirm">): Standing {
  return { state, isMine: Boolean(mine), writers: records.map(({ recorder }) => recorder.id), waitsForMine: to_confirm.length > 0, isVouched: records.at(-1)?.there.every(({ vouched }) => vouched) ?? false };
}

/** The record that waits for one's own confirmation; of several the one that was handed in last. */
export function toConfirm({ records, to_confirm }: Pick<Visit, "records" | "to_confirm">): HandedIn | undefined {
  return records.filter(({ id }) => to_confirm.includes(id)).at(-1);
}

interface Step {
  verb: Verb;
  states: State[];
  act: Act;
  /** Whether it is what usually comes next. */
  isFirst?: boolean;
  /** Whose it is: the team's own, of somebody who had no hand in it, or of who was there and didn't hand it in. */
  hand: "team" | "other" | "there";
}

const STEPS: Step[] = [
  { verb: "notice", states: ["assigned"], act: ACTS.record, hand: "team", isFirst: true },
  { verb: "record", states: ["noticed"], act: ACTS.record, hand: "team", isFirst: true },
  { verb: "review", states: ["recorded"], act: ACTS.review, hand: "other", isFirst: true },
  { verb: "confirm", states: STATES, act: ACTS.record, hand: "there", isFirst: true },
  { verb: "correct", states: ["reviewed"], act: ACTS.record, hand: "team" },
];

/** The steps somebody can take now. */
export function stepsFor(visit: Standing, person: string, may: (act: Act) => boolean): { verb: Verb; isFirst: boolean }[] {
  const hands = { team: visit.isMine, other: !visit.isMine && !visit.writers.includes(person), there: visit.waitsForMine };
  const all = STEPS.filter((step) => step.states.includes(visit.state) && may(step.act) && hands[step.hand]);
  return all.map(({ verb, isFirst = false }, place) => ({ verb, isFirst: isFirst && place === 0 }));
}

/** Whose turn it is, as the words' key says it. */
export function turnOf(visit: Standing, person: string, may: (act: Act) => boolean): string {
  const [first] = stepsFor(visit, person, may);
  if (first?.isFirst) return `visits-turn-${first.verb}`;
  return visit.state === "recorded" && visit.isVouched ? "visits-waits-vouched" : `visits-waits-${visit.state}`;
}

/** The record that is shown: the last that was handed in, unless it was returned; then the one in force, if there is one. */
export function shownOf({ state, records }: Pick<Visit, "state" | "records">): HandedIn | null {
  if (state === "recorded" || state === "reviewed") return records.at(-1) ?? null;
  return records.filter(({ reviewed_at }) => reviewed_at).at(-1) ?? null;
}

/** Why there is something to write again, as the words' key says it; nothing where it is the first time. */
export function whyOf({ state, number, reason, records }: Pick<Visit, "state" | "number" | "reason" | "records">): "write-returned-for" | "write-correcting-for" | null {
  if (state !== "noticed" || reason === "") return null;
  return records.some((record) => record.number === number) ? "write-returned-for" : "write-correcting-for";
}
