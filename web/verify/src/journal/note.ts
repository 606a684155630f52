/** Signed notes (C2SP signed-note): a text, and lines of signatures under it. */
import { hex, textOf, utf8 } from "../draw/bytes";
import { unbase64 } from "./base64";
import { type Signed, type VerifierKey, isKeyName, isLineOf, verifyLine } from "./keys";
import { Refused } from "./refusal";

/** The largest note, in bytes, and the most signature lines that are read. */
const LARGEST = 65536;
const MOST_LINES = 64;

/** One signature line: the key's name, its id (8 hex characters), and what follows the id. */
export interface SignatureLine {
  name: string;
  id: string;
  signature: Uint8Array;
}

/** A note taken apart; `text` ends with its newline. */
export interface Note {
  text: string;
  lines: SignatureLine[];
}

/** Reads a note; throws `Refused` with `too-long`, `characters` or `form`. Nothing is verified. */
export function parseNote(input: Uint8Array | string): Note {
  if ((typeof input === "string" ? utf8(input) : input).length > LARGEST) throw new Refused("too-long", "note");
  const whole = typeof input === "string" ? input : textOf(input);
  if (whole === null || /[\u0000-\u0009\u000b-\u001f]/.test(whole)) throw new Refused("characters", "note");
  const gap = whole.lastIndexOf("\n\n");
  if (gap < 0 || !whole.endsWith("\n")) throw new Refused("form", "note without signatures");
  const lines = whole.slice(gap + 2, -1).split("\n");
  if (lines.length > MOST_LINES) throw new Refused("form", "too many signatures");
  return { text: whole.slice(0, gap + 1), lines: lines.map(parseLine) };
}

function parseLine(line: string, at: number): SignatureLine {
  const [dash, name, encoded, ...more] = line.split(" ");
  const bytes = unbase64(encoded ?? "");
  if (dash !== "\u2014" || !isKeyName(name ?? "") || more.length > 0 || !bytes || bytes.length < 5) {
    throw new Refused("form", `signature ${at + 1}`);
  }
  return { name, id: hex(bytes.slice(0, 4)), signature: bytes.slice(4) };
}

/** A line that verified: which key's, which line, and what it says. */
export interface Verified extends Signed {
  key: number;
  line: number;
}

/**
 * The lines of known keys, in the note's order. Throws `Refused` with `signature` if one of them doesn't verify; that there are none is for the caller to judge.
 */
export function verifiedLines(note: Note, keys: VerifierKey[]): Verified[] {
  return note.lines.flatMap((line, lineAt) => keys.flatMap((key, keyAt) => {
    if (!isLineOf(line, key)) return [];
    const signed = verifyLine(key, note.text, line);
    if (!signed) throw new Refused("signature", key.name);
    return [{ key: keyAt, line: lineAt, ...signed }];
  }));
}
