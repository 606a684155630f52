/** Receipts of the journal (C2SP tlog-proof; journal specification, section 6). */
import { hex, textOf } from "../draw/bytes";
import { leafHash, proves } from "../draw/merkle";
import { unbase64 } from "./base64";
import { type Checkpoint, parseCheckpoint, parseCount } from "./checkpoint";
import { BadNote } from "./note";

const HEADER = "c2sp.org/tlog-proof@v1";
/** A tree of 2^53 leaves has no longer path. */
const LONGEST_PATH = 53;

/** An entry's place, the way from it to the root in hex, and the signed root. `extra` vouches for nothing by itself. */
export interface LogReceipt {
  extra: Uint8Array | null;
  index: number;
  path: string[];
  checkpoint: Checkpoint;
}

/** Reads a receipt; throws `BadNote`. */
export function parseLogReceipt(input: Uint8Array | string): LogReceipt {
  const whole = typeof input === "string" ? input : textOf(input);
  const gap = whole?.indexOf("\n\n") ?? -1;
  if (!whole || gap < 0) throw new BadNote("receipt: not UTF-8, or no checkpoint");
  const [header, ...lines] = whole.slice(0, gap).split("\n");
  if (header !== HEADER) throw new BadNote("receipt: first line");
  const extra = lines[0]?.startsWith("extra ") ? unbase64(lines.shift()!.slice(6)) : undefined;
  if (extra === null) throw new BadNote("receipt: extra");
  const [, decimal] = /^index (.+)$/.exec(lines.shift() ?? "") ?? [];
  const index = parseCount(decimal ?? "");
  if (index === null) throw new BadNote("receipt: index");
  if (lines.length > LONGEST_PATH) throw new BadNote("receipt: too many hashes");
  return { extra: extra ?? null, index, path: lines.map(parseHash), checkpoint: parseCheckpoint(whole.slice(gap + 2)) };
}

function parseHash(line: string, at: number): string {
  const bytes = unbase64(line);
  if (bytes?.length !== 32) throw new BadNote(`receipt: hash ${at + 1}`);
  return hex(bytes);
}

/** True if the receipt leads from the entry to its checkpoint's root. */
export function holdsEntry({ index, path, checkpoint }: LogReceipt, entry: string): boolean {
  return proves(checkpoint.root, checkpoint.size, index, leafHash(entry), path);
}
