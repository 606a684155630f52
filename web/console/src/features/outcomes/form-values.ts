/** What the forms hold, and what is sent of it. */
import type { HandedIn, Visit } from "../inspections/calls";
import { fenOf } from "./amounts";
import { type BeginningSent, type DecisionSent, KINDS, type Kind, type Sanction } from "./calls";
import type { Finding } from "./findings";

/** The form that begins an outcome. */
export interface Beginning {
  kind?: Kind;
  /** The keys of the rows it is about. */
  findings: string[];
  due?: string;
  to?: string;
  text: string;
}

/** What is sent of it: a due day only of an order, an addressee only of what goes to somebody. */
export function beginningBody({ kind, findings, due, to, text }: Beginning, all: Finding[]): BeginningSent {
  return {
    kind: kind as Kind, text: plain(text), findings: all.filter(({ key }) => findings.includes(key)).map(({ item, row }) => ({ item, row })),
    due: hasDue(kind) ? due : undefined, to: hasAddressee(kind) ? plain(to) : undefined,
  };
}

/** Whether such an outcome has a due day that somebody sets. */
export function hasDue(kind: Kind | undefined): boolean {
  return kind === "rectification";
}

/** Whether such an outcome goes to somebody. */
export function hasAddressee(kind: Kind | undefined): boolean {
  return kind === "transfer" || kind === "referral";
}

/** The last version of a visit's record that was reviewed, if one was. */
export function reviewedIn(records: HandedIn[]): HandedIn | null {
  return records.filter(({ reviewed_at }) => reviewed_at).at(-1) ?? null;
}

/** What can be begun where a visit stands: an order as soon as a record was handed in, all else once one was reviewed. */
export function kindsFor({ state, records }: Pick<Visit, "state" | "records">): Kind[] {
  if (reviewedIn(records)) return KINDS;
  return state === "recorded" ? ["rectification"] : [];
}

/** The version of the record that an outcome begins with: of an order what waits for review, else what was reviewed last. */
export function basisOf({ state, records }: Pick<Visit, "state" | "records">, kind: Kind | undefined): HandedIn | null {
  return state === "recorded" && kind === "rectification" ? (records.at(-1) ?? null) : reviewedIn(records);
}

/** The form of a case's decision; amounts are in yuan. */
export interface Deciding {
  number: string;
  day?: string;
  sanctions: Sanction[];
  fine?: string;
  confiscated?: string;
  text: string;
}

/** What is sent of it: amounts in fen, each exactly with its sanction. */
export function decisionBody({ number, day, sanctions, fine, confiscated, text }: Deciding, version: number): DecisionSent {
  return {
    version, number: number.trim(), day: day ?? "", sanctions, text: plain(text),
    fine: sanctions.includes("fine") ? fenOf(fine) : undefined, confiscated: sanctions.includes("confiscation") ? fenOf(confiscated) : undefined,
  };
}

/** *No penalty* excludes everything else: choosing either takes the other away. */
export function withSanction(before: Sanction[], chosen: Sanction[]): Sanction[] {
  const isNew = chosen.includes("no-penalty") && !before.includes("no-penalty");
  return isNew ? ["no-penalty"] : chosen.length > 1 ? chosen.filter((one) => one !== "no-penalty") : chosen;
}

/** A text as it is sent: no blanks at its ends, one kind of line's end. */
export function plain(text: string | undefined): string {
  return (text ?? "").replace(/\r\n?/g, "\n").trim();
}

const DAY_MS = 24 * 3600 * 1000;

/** The date so many days after another. */
export function dayAfter(from: string, days: number): string {
  return new Date(Date.parse(from) + days * DAY_MS).toISOString().slice(0, 10);
}
