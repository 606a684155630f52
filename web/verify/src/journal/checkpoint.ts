/** Checkpoints (C2SP tlog-checkpoint, without extension lines; journal specification, section 4.1). */
import { hex } from "../draw/bytes";
import { isDrawId } from "../draw/names";
import { unbase64 } from "./base64";
import { BadNote, type Note, parseNote } from "./note";

/** A tree head under its signatures; the root in hex. */
export interface Checkpoint {
  note: Note;
  origin: string;
  size: number;
  root: string;
}

/** Reads a checkpoint; throws `BadNote`. */
export function parseCheckpoint(input: Uint8Array | string): Checkpoint {
  const note = parseNote(input);
  const lines = note.text.split("\n");
  if (lines.length !== 4) throw new BadNote("checkpoint: not three lines");
  const [origin, decimal, encoded] = lines;
  const size = parseCount(decimal);
  const root = unbase64(encoded);
  if (!isOrigin(origin)) throw new BadNote("checkpoint: origin");
  if (size === null) throw new BadNote("checkpoint: size");
  if (root?.length !== 32) throw new BadNote("checkpoint: root");
  return { note, origin, size, root: hex(root) };
}

/** True for a log's origin: a draw id's form without spaces and plus. */
export function isOrigin(text: string): boolean {
  return isDrawId(text) && !/[ +]/.test(text);
}

/** A size or an index: decimal without leading zeros, at most 2^53 - 1; null if it is anything else. */
export function parseCount(text: string): number | null {
  if (!/^(?:0|[1-9]\d{0,15})$/.test(text)) return null;
  return Number.isSafeInteger(Number(text)) ? Number(text) : null;
}
