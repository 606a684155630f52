/** The chain of keys notes: which keys a log's checkpoints are signed with (journal specification, section 4.2). */
import { compareText, hexH, utf8 } from "../draw/bytes";
import { isDigest } from "../draw/names";
import { isOrigin, parseCount } from "./checkpoint";
import { type VerifierKey, isLineOf, parseVerifierKey, verifyLine } from "./keys";
import { BadNote, parseNote } from "./note";

const HEADER = "yaoguang/v1/keys";
const MOST_KEYS = 8;

/** A keys note; `previous` is the digest of the one before, `digest` its own. */
export interface KeysNote {
  origin: string;
  number: number;
  previous: string;
  size: number;
  keys: VerifierKey[];
  digest: string;
}

/** Reads a keys note and verifies the root key's line; throws `BadNote`. */
export function openKeysNote(input: Uint8Array | string, root: VerifierKey): KeysNote {
  const note = parseNote(input);
  const lines = note.lines.filter((line) => isLineOf(line, root));
  if (lines.length === 0 || !lines.every((line) => verifyLine(root, note.text, line))) throw new BadNote("keys: root signature");
  const [header, origin, number, previous, size, ...keys] = note.text.slice(0, -1).split("\n");
  const counts = [parseCount(number ?? ""), parseCount(size ?? "")];
  if (header !== HEADER || !isOrigin(origin ?? "")) throw new BadNote("keys: first lines");
  if (root.type !== "ed25519" || root.name !== `${origin}/root`) throw new BadNote("keys: not this log's root key");
  if (counts[0] === null || counts[0] < 1 || counts[1] === null || !isDigest(previous)) throw new BadNote("keys: number, digest or size");
  const whole = typeof input === "string" ? utf8(input) : input;
  return { origin, number: counts[0], previous, size: counts[1], keys: readKeys(keys, origin), digest: hexH(whole) };
}

function readKeys(lines: string[], origin: string): VerifierKey[] {
  if (lines.length < 1 || lines.length > MOST_KEYS) throw new BadNote("keys: how many");
  if (lines.some((line, at) => at > 0 && compareText(lines[at - 1], line) >= 0)) throw new BadNote("keys: order");
  const keys = lines.map(parseVerifierKey);
  if (!keys.every((key) => key !== null && key.type !== "witness" && key.name === origin)) throw new BadNote("keys: not a log's keys");
  if (!keys.some((key) => key!.type === "ed25519")) throw new BadNote("keys: no Ed25519 key");
  return keys as VerifierKey[];
}

/** The notes of a chain in order, verified one by one and as a chain; throws `BadNote`. */
export function openKeysChain(inputs: (Uint8Array | string)[], root: VerifierKey): KeysNote[] {
  const notes = inputs.map((input) => openKeysNote(input, root));
  for (const [at, note] of notes.entries()) {
    const before = notes[at - 1];
    const continuesIt = note.number === at + 1
      && note.previous === (before?.digest ?? "0".repeat(64))
      && (before ? note.size >= before.size : note.size === 0);
    if (!continuesIt) throw new BadNote(`keys: note ${at + 1} doesn't continue the chain`);
  }
  return notes;
}

/** The keys that sign checkpoints of a size. */
export function keysInForce(chain: KeysNote[], size: number): VerifierKey[] {
  return [...chain].reverse().find((note) => note.size <= size)?.keys ?? [];
}
