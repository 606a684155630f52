/** Signed notes (C2SP signed-note): a text, and lines of signatures under it. Nothing is verified here; see `keys.ts`. */
import { hex, textOf, utf8 } from "../draw/bytes";
import { unbase64 } from "./base64";

/** The largest note, in bytes, and the most signature lines that are read. */
const LARGEST = 65536;
const MOST_LINES = 64;

/** A text is not what it should be; the message names the place. */
export class BadNote extends Error {}

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

/** Reads a note; throws `BadNote`. */
export function parseNote(input: Uint8Array | string): Note {
  const whole = typeof input === "string" ? input : textOf(input);
  if (whole === null || utf8(whole).length > LARGEST) throw new BadNote("note: not UTF-8, or too long");
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) throw new BadNote("note: a control character");
  const gap = whole.lastIndexOf("\n\n");
  if (gap < 0 || !whole.endsWith("\n")) throw new BadNote("note: no signatures");
  const lines = whole.slice(gap + 2, -1).split("\n");
  if (lines.length > MOST_LINES) throw new BadNote("note: too many signatures");
  return { text: whole.slice(0, gap + 1), lines: lines.map(parseLine) };
}

function parseLine(line: string, at: number): SignatureLine {
  const [dash, name, encoded, ...more] = line.split(" ");
  const bytes = unbase64(encoded ?? "");
  if (dash !== "\u2014" || !isKeyName(name ?? "") || more.length > 0 || !bytes || bytes.length < 5) {
    throw new BadNote(`note: signature ${at + 1}`);
  }
  return { name, id: hex(bytes.slice(0, 4)), signature: bytes.slice(4) };
}

/** True for a key's name: not empty, no Unicode space, no plus. */
export function isKeyName(name: string): boolean {
  return name !== "" && !/[\p{White_Space}+]/u.test(name);
}
