/** A published result against the journal: the text's digest, the entry that has it, and that the entry stands in the tree. Pure. */
import { hexH, textOf } from "../draw/bytes";
import { parseEntry } from "../journal/entry";
import { type LogReceipt, holdsEntry, parseLogReceipt } from "../journal/proof";

/** What the page says of the version. */
export interface Told {
  digest: string;
  number: number;
}

/** What is looked at, in order. */
export const STEPS = ["text", "digest", "entry", "proof"] as const;
export type Step = (typeof STEPS)[number];

/** Whether a step holds, and what there is to see of it. */
export type Found = Record<Step, { holds: boolean; seen: string }>;

const PUBLISHED = "disclosure.published";

/** All steps: each is looked at, whatever the others came to. */
export function check(text: Uint8Array, receipt: Uint8Array, told: Told): Found {
  const digest = hexH(text);
  const proof = readOr(() => parseLogReceipt(receipt));
  const entry = proof?.extra ? readOr(() => parseEntry(proof.extra!)) : null;
  const isIt = entry?.kind === PUBLISHED && entry.facts.disclosure === digest && entry.facts.number === told.number;
  return {
    text: { holds: text.length > 0, seen: String(text.length) },
    digest: { holds: digest === told.digest, seen: digest },
    entry: { holds: isIt, seen: String(entry?.facts.disclosure ?? "") },
    proof: { holds: proof !== null && stands(proof), seen: String(proof?.checkpoint.size ?? "") },
  };
}

function stands(receipt: LogReceipt): boolean {
  const entry = receipt.extra && textOf(receipt.extra);
  return entry !== null && holdsEntry(receipt, entry);
}

function readOr<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    // Whatever it is that was fetched, it isn't the proof.
    return null;
  }
}
