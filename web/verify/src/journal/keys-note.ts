/** The chain of keys notes: which keys a log's checkpoints are signed with (journal specification, section 4.2). */
import { compareText, hex, hexH, utf8 } from "../draw/bytes";
import { isDigest } from "../draw/names";
import { isOrigin } from "./checkpoint";
import { type VerifierKey, parseVerifierKey } from "./keys";
import { type Note, parseNote, verifiedLines } from "./note";
import { Refused } from "./refusal";
import { parseCount } from "./tree";

const HEADER = "yaoguang/v1/keys";
const MOST_KEYS = 8;

/** Why a chain of keys notes is refused; `root` says that the key isn't this log's root key. */
export type KeysNoteFault = "root" | "note" | "signature" | "form" | "keys" | "origin" | "number" | "previous" | "size";

/** A keys note; `previous` is the digest of the one before, `digest` its own. */
export interface KeysNote {
  origin: string;
  number: bigint;
  previous: string;
  size: bigint;
  keys: VerifierKey[];
  digest: string;
}

/** The notes of a log's chain in order, verified one by one and as a chain; throws `Refused` with a `KeysNoteFault`. */
export function openKeysChain(origin: string, inputs: (Uint8Array | string)[], root: VerifierKey): KeysNote[] {
  if (root.type !== "ed25519" || root.name !== `${origin}/root`) refuse("root", root.name);
  if (inputs.length === 0) refuse("number", "no notes");
  const notes: KeysNote[] = [];
  for (const input of inputs) {
    const note = openKeysNote(input, root);
    const fault = faultBehind(notes, note, origin);
    if (fault) refuse(fault, `note ${notes.length + 1}`);
    notes.push(note);
  }
  return notes;
}

function faultBehind(notes: KeysNote[], note: KeysNote, origin: string): KeysNoteFault | null {
  const before = notes[notes.length - 1];
  if (note.origin !== origin) return "origin";
  if (note.number !== BigInt(notes.length + 1)) return "number";
  if (note.previous !== (before?.digest ?? "0".repeat(64))) return "previous";
  return (before ? note.size < before.size : note.size !== 0n) ? "size" : null;
}

function refuse(code: KeysNoteFault, where: string): never {
  throw new Refused<KeysNoteFault>(code, where);
}

function openKeysNote(input: Uint8Array | string, root: VerifierKey): KeysNote {
  const note = noteOf(input);
  if (verifiedLines(note, [root]).length === 0) refuse("signature", "none of the root key");
  const [header, origin, number, previous, size, ...keys] = note.text.slice(0, -1).split("\n");
  const counts = [parseCount(number ?? ""), parseCount(size ?? "")];
  const hasForm = header === HEADER && isOrigin(origin ?? "") && counts[0] !== null && counts[0] > 0n && isDigest(previous ?? "") && counts[1] !== null;
  if (!hasForm) refuse("form", "keys note");
  const whole = typeof input === "string" ? utf8(input) : input;
  return { origin, number: counts[0]!, previous, size: counts[1]!, keys: readKeys(keys, origin, root), digest: hexH(whole) };
}

function noteOf(input: Uint8Array | string): Note {
  try {
    return parseNote(input);
  } catch (error) {
    if (error instanceof Refused) refuse("note", error.message);
    throw error;
  }
}

function readKeys(lines: string[], origin: string, root: VerifierKey): VerifierKey[] {
  if (lines.length < 1 || lines.length > MOST_KEYS) refuse("keys", "how many");
  if (lines.some((line, at) => at > 0 && compareText(lines[at - 1], line) >= 0)) refuse("keys", "order");
  const keys = lines.map(keyOf);
  const areTheLogs = keys.every((key) => key.type !== "witness" && key.name === origin && hex(key.key) !== hex(root.key));
  if (!areTheLogs) refuse("keys", "not the log's");
  if (!keys.some((key) => key.type === "ed25519")) refuse("keys", "no Ed25519");
  return keys;
}

function keyOf(line: string): VerifierKey {
  try {
    return parseVerifierKey(line);
  } catch (error) {
    if (error instanceof Refused) refuse("keys", error.message);
    throw error;
  }
}

/** The keys that sign checkpoints of a size. */
export function keysInForce(chain: KeysNote[], size: bigint): VerifierKey[] {
  return [...chain].reverse().find((note) => note.size <= size)?.keys ?? [];
}
