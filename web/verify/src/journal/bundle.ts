/** `journal.json` in a bundle of a draw, and its five checks (journal specification, section 9). */
import { hexH } from "../draw/bytes";
import type { Amendment } from "../draw/amendments";
import { type Json, canonicalText, parseCanonical } from "../draw/canonical";
import type { Commitment } from "../draw/commitment";
import { BadForm, anyText, exactly, readList, readObject, readText } from "../draw/form";
import { type Answer, CheckFailed, type JournalCode } from "../draw/report";
import type { Seed } from "../draw/seed";
import { instantOf } from "../draw/times";
import { type Entry, type Fact, type Opening, isKnownKind, opens, parseEntry, readOpening } from "./entry";
import type { Policy } from "./policy";
import { type LogReceipt, holdsEntry, parseLogReceipt } from "./proof";
import { type Standing, judge } from "./satisfies";

/** One entry of `journal.json`: its exact text, what it says, what was opened, and its receipt. */
export interface JournalEntry {
  text: string;
  entry: Entry;
  openings: Opening[];
  receipt: LogReceipt;
  /** How its checkpoint stands under the policy; null before that is known. */
  standing: Standing | null;
}

/** What the rest of the bundle says, to compare with. */
export interface DrawFacts {
  C: string;
  commitment: Commitment;
  seed: Seed;
  /** Digests of `seed.json` and `result.json`. */
  record: string;
  result: string;
  amendments: Amendment[];
}

const FIRST = ["draw.committed", "draw.seeded", "draw.drawn"];

/** Reads `journal.json`; throws `NotCanonical`, `BadForm` or `Refused`. */
export function parseJournal(input: Uint8Array, amendmentCount: number): JournalEntry[] {
  const it = readObject(parseCanonical(input), "journal", ["entries", "version"]);
  readText(it.version, "version", exactly("yaoguang/journal/v1"));
  const entries = readList(it.entries, "entries", readEntry, [FIRST.length, Infinity]);
  checkSequence(entries.map(({ entry }) => entry.kind), amendmentCount);
  return entries;
}

function readEntry(json: Json, where: string): JournalEntry {
  const it = readObject(json, where, ["entry", "openings", "proof"]);
  const text = readText(it.entry, `${where}.entry`, anyText);
  const entry = parseEntry(text);
  const openings = readList(it.openings, `${where}.openings`, readOpening);
  for (const [at, opening] of openings.entries()) {
    if (at > 0 && openings[at - 1].field >= opening.field) throw new BadForm(`${where}.openings`, "are not in order");
    if (!opens(entry, opening)) throw new BadForm(`${where}.openings[${at}]`, "opens no seal");
  }
  const receipt = parseLogReceipt(readText(it.proof, `${where}.proof`, anyText));
  if (receipt.extra !== null) throw new BadForm(`${where}.proof`, "has an extra line");
  return { text, entry, openings, receipt, standing: null };
}

/**
 * The kinds in their order: the first three, then the amendments and, at most once among or behind them, the announcement. Unknown kinds
 * may stand anywhere but at the beginning; a case with its end, an annulment, is of no draw that has a bundle.
 */
function checkSequence(kinds: string[], amendmentCount: number): void {
  const known = kinds.filter(isKnownKind);
  const rest = known.slice(FIRST.length);
  const counts = ["draw.amended", "draw.announced"].map((kind) => rest.filter((one) => one === kind).length);
  const inOrder = kinds[0] === FIRST[0] && FIRST.every((kind, at) => known[at] === kind) && counts[0] + counts[1] === rest.length && counts[1] <= 1;
  if (!inOrder) throw new BadForm("entries", `don't come in their order: ${kinds.join(" ")}`);
  if (counts[0] !== amendmentCount) throw new BadForm("entries", `tell of ${counts[0]} amendments, not ${amendmentCount}`);
}

/** The journal of a bundle under check; after the checks it can be asked about. */
export class JournalCheck {
  entries: JournalEntry[] = [];

  constructor(private readonly input: Uint8Array | undefined, private readonly draw: DrawFacts, private readonly policy: Policy | null) {}

  /** Makes one of the five checks. */
  run(code: JournalCode): Answer {
    return this.input ? this.checks[code]() : { gap: "no-journal", whole: true };
  }

  private readonly checks: Record<JournalCode, () => Answer> = {
    "journal-form": () => void (this.entries = parseJournal(this.input!, this.draw.amendments.length)),
    "journal-facts": () => this.checkFacts(),
    "journal-inclusion": () => this.each((one) => holdsEntry(one.receipt, one.text)),
    "journal-order": () => this.checkOrder(),
    "journal-signatures": () => this.checkSignatures(),
  };

  private each(holds: (one: JournalEntry, at: number) => boolean): void {
    for (const [at, one] of this.entries.entries()) need(holds(one, at), `entries[${at}] ${one.entry.kind}`);
  }

  private checkFacts(): void {
    const { commitment } = this.draw;
    const amendments = [...this.draw.amendments];
    this.each(({ entry, openings }) => {
      if (entry.case.kind !== "draw" || entry.case.id !== commitment.draw) return false;
      // What an unknown kind's facts and seals mean is for a later version to say.
      if (!isKnownKind(entry.kind)) return true;
      const expected = this.factsOf(entry.kind, () => amendments.shift()!);
      const task = openings.find((opening) => opening.field === "task");
      return canonicalText(entry.facts) === canonicalText(expected) && (!task || task.value === commitment.task);
    });
  }

  private factsOf(kind: string, nextAmendment: () => Amendment): Record<string, Fact> {
    const { C, commitment: { number, tables }, record, result } = this.draw;
    switch (kind) {
      case "draw.committed": return {
        commitment: C, number, subjects: tables.subjects.rows, excluded: tables.excluded.rows,
        inspectors: tables.bench.rows, recusals: tables.recusals.rows,
      };
      case "draw.seeded": return { commitment: C, seed: record };
      case "draw.amended": {
        const amendment = nextAmendment();
        const head = hexH(canonicalText(amendment as unknown as Json));
        return { commitment: C, head, number: amendment.number, reason: amendment.reason };
      }
      default: return { commitment: C, result };
    }
  }

  private checkOrder(): void {
    const [first] = this.entries;
    this.each(({ entry, receipt }, at) => {
      const before = this.entries[at - 1];
      const isContinued = before
        ? entry.prev !== null && BigInt(entry.prev) === before.receipt.index && receipt.index > before.receipt.index && instant(entry) >= instant(before.entry)
        : entry.prev === null;
      return isContinued && entry.organisation === first.entry.organisation && receipt.checkpoint.origin === first.receipt.checkpoint.origin;
    });
    const seeded = this.entries.find(({ entry }) => entry.kind === "draw.seeded")!;
    need(instant(first.entry) < this.firstClose(), "closes");
    need(instant(seeded.entry) >= this.lastUsedClose(), "seeded");
  }

  /** The earliest close of all planned sources and of their fallbacks, in seconds. */
  private firstClose(): number {
    const planned = this.draw.commitment.seed_plan.sources.flatMap((source) => [source, ...source.fallback]);
    return Math.min(...planned.map(({ closes }) => instantOf(closes)!));
  }

  /** The latest close of the sources that were used. */
  private lastUsedClose(): number {
    const closes = this.draw.commitment.seed_plan.sources.map((planned, at) =>
      [planned, ...planned.fallback].find((choice) => choice.name === this.draw.seed.sources[at].name)!.closes);
    return Math.max(...closes.map((time) => instantOf(time)!));
  }

  private checkSignatures(): Answer {
    const { policy } = this;
    if (!policy) return { gap: "no-policy", whole: true };
    for (const one of this.entries) one.standing = judge(policy, one.receipt.checkpoint);
    for (const [at, { standing }] of this.entries.entries()) {
      need(standing!.fault === "", `entries[${at}] ${standing!.fault} ${standing!.about}`);
    }
    const since = this.entries[0].standing!.since;
    need(since === null || since < this.firstClose(), "closes");
    return undefined;
  }
}

function instant(entry: Entry): number {
  return instantOf(entry.time)!;
}

function need(holds: boolean, detail: string): void {
  if (!holds) throw new CheckFailed(detail);
}
