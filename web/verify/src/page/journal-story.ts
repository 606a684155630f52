/** What a journal, a receipt of it and a policy say, as plain facts for the page. */
import type { JournalCheck, JournalEntry } from "../journal/bundle";
import { isKnownKind } from "../journal/entry";
import type { Member, Policy } from "../journal/policy";
import type { LogReceipt } from "../journal/proof";
import type { LogReceiptCheck } from "../journal/receipt-check";
import type { Cosigned, Standing } from "../journal/satisfies";

/** Under what an entry stands: the signed tree, and who signed. */
export interface Signers {
  index: bigint;
  size: bigint;
  /** Witnesses whose cosignatures were verified by the policy. */
  cosigned: Cosigned[];
  /** Names on signature lines that nobody verified, for want of a policy. */
  claimed: string[];
}

/** One entry of the timeline. */
export interface Step extends Signers { kind: string; isKnown: boolean; time: string }

/** The journal of a bundle whose checks passed. */
export interface JournalStory {
  organisation: string;
  origin: string;
  steps: Step[];
  hasPolicy: boolean;
  /** When the quorum had cosigned the commit, in seconds since 1970; null if no policy asks for one. */
  since: number | null;
}

/** A single receipt whose checks passed, as far as they could be made; `entry` is null if it brought none along. */
export interface LogReceiptStory extends Signers {
  origin: string;
  entry: { kind: string; isKnown: boolean; organisation: string; caseId: string; time: string; digest: string; facts: [string, string][] } | null;
}

/** A policy as shown; `quorum` is null if it asks for no cosignature. */
export interface PolicyFacts {
  logs: string[];
  witnesses: string[];
  quorum: { name: string; threshold: number; members: number } | null;
}

/** The story of a journal whose checks passed; null if the bundle has none. */
export function storyOfJournal({ entries }: JournalCheck, policy: Policy | null): JournalStory | null {
  if (entries.length === 0) return null;
  const [{ entry, receipt, standing }] = entries;
  return {
    organisation: entry.organisation,
    origin: receipt.checkpoint.origin,
    steps: entries.map(stepOf),
    hasPolicy: policy !== null,
    since: standing?.since ?? null,
  };
}

function stepOf({ entry, receipt, standing }: JournalEntry): Step {
  return { kind: entry.kind, isKnown: isKnownKind(entry.kind), time: entry.time, ...signersOf(receipt, standing) };
}

function signersOf({ index, checkpoint }: LogReceipt, standing: Standing | null): Signers {
  const claimed = standing ? [] : [...new Set(checkpoint.note.lines.map((line) => line.name))];
  return { index, size: checkpoint.size, cosigned: standing?.cosigned ?? [], claimed };
}

/** The story of a receipt of the journal whose checks passed. */
export function storyOfLogReceipt({ receipt, entry, standing, digest }: LogReceiptCheck): LogReceiptStory {
  const shown = entry && {
    kind: entry.kind, isKnown: isKnownKind(entry.kind), organisation: entry.organisation, caseId: entry.case.id, time: entry.time, digest,
    facts: Object.entries(entry.facts).map(([name, fact]): [string, string] => [name, String(fact)]),
  };
  return { origin: receipt.checkpoint.origin, entry: shown, ...signersOf(receipt, standing) };
}

/** A policy as shown. */
export function factsOfPolicy({ logs, witnesses, quorum }: Policy): PolicyFacts {
  return { logs: logs.map((log) => log.name), witnesses: witnesses.map((witness) => witness.name), quorum: quorum && quorumOf(quorum) };
}

function quorumOf(member: Member): PolicyFacts["quorum"] {
  if (member.kind === "witness") return { name: member.name, threshold: 1, members: 1 };
  return { name: member.name, threshold: member.threshold, members: member.members.length };
}
