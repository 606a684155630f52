/** What a witness answers to `add-checkpoint` (C2SP tlog-witness; journal specification, section 5), short of keeping its new state. */
import { type Checkpoint, parseCheckpoint } from "./checkpoint";
import type { VerifierKey } from "./keys";
import { type Note, verifiedLines } from "./note";
import { parseHash } from "./proof";
import { Refused } from "./refusal";
import { EMPTY_ROOT, continues, parseCount } from "./tree";

const LONGEST_PROOF = 63;

/** What a witness knows of one log. */
export interface WatchedLog {
  origin: string;
  keys: VerifierKey[];
  /** The checkpoint it cosigned last, or null. */
  kept: Checkpoint | null;
}

/** The answer: a status, for 409 the size kept, and for 200 the note to cosign, with the lines that verified. */
export type WitnessAnswer =
  | { status: 400 | 403 | 404 | 422 }
  | { status: 409; size: bigint }
  | { status: 200; note: Note };

interface WitnessRequest { old: bigint; proof: string[]; checkpoint: Checkpoint }

/** Judges a request. */
export function answerTo(request: string, log: WatchedLog): WitnessAnswer {
  const parsed = parseRequest(request);
  if (!parsed || parsed.old > parsed.checkpoint.size) return { status: 400 };
  const { old, proof, checkpoint } = parsed;
  if (checkpoint.origin !== log.origin) return { status: 404 };
  const lines = linesOf(checkpoint.note, log.keys);
  if (lines.length === 0) return { status: 403 };
  const kept = log.kept ?? { size: 0n, root: EMPTY_ROOT };
  if (old !== kept.size) return { status: 409, size: kept.size };
  if (old === checkpoint.size && checkpoint.root !== kept.root) return { status: 409, size: kept.size };
  if (!continues(old, kept.root, checkpoint.size, checkpoint.root, proof)) return { status: 422 };
  return { status: 200, note: { text: checkpoint.note.text, lines: lines.map((at) => checkpoint.note.lines[at]) } };
}

function parseRequest(text: string): WitnessRequest | null {
  const gap = text.indexOf("\n\n");
  const [first, ...lines] = text.slice(0, Math.max(gap, 0)).split("\n");
  const old = parseCount(/^old (.+)$/.exec(first)?.[1] ?? "");
  if (old === null || lines.length > LONGEST_PROOF) return null;
  try {
    return { old, proof: lines.map(parseHash), checkpoint: parseCheckpoint(text.slice(gap + 2)) };
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** The lines that verified, by their places; none if one of a known key doesn't. */
function linesOf(note: Note, keys: VerifierKey[]): number[] {
  try {
    return [...new Set(verifiedLines(note, keys).map(({ line }) => line))];
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}
