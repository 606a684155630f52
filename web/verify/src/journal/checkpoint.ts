/** Checkpoints (C2SP tlog-checkpoint, without extension lines; journal specification, section 4.1). */
import { hex } from "../draw/bytes";
import { isDrawId } from "../draw/names";
import { unbase64 } from "./base64";
import { type Note, parseNote } from "./note";
import { Refused } from "./refusal";
import { EMPTY_ROOT, parseCount } from "./tree";

/** A tree head under its signatures; the root in hex. */
export interface Checkpoint {
  note: Note;
  origin: string;
  size: bigint;
  root: string;
}

/** Reads a checkpoint; throws `Refused` with a note's codes, `text`, or `size` (of a root that isn't the empty tree's). */
export function parseCheckpoint(input: Uint8Array | string): Checkpoint {
  const note = parseNote(input);
  const [origin, decimal, encoded, ...more] = note.text.split("\n");
  const size = parseCount(decimal ?? "");
  const root = unbase64(encoded ?? "");
  if (!isOrigin(origin) || size === null || root?.length !== 32 || more.length !== 1) throw new Refused("text", "checkpoint");
  if (size === 0n && hex(root) !== EMPTY_ROOT) throw new Refused("size", "checkpoint");
  return { note, origin, size, root: hex(root) };
}

/** True for a log's origin: a draw id's form without spaces and plus. */
export function isOrigin(text: string): boolean {
  return isDrawId(text) && !/[ +]/.test(text);
}
