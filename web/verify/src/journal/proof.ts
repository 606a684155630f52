/** Receipts of the journal (C2SP tlog-proof; journal specification, section 6). */
import { hex, textOf } from "../draw/bytes";
import { leafHash } from "../draw/merkle";
import { unbase64 } from "./base64";
import { type Checkpoint, parseCheckpoint } from "./checkpoint";
import { Refused } from "./refusal";
import { includes, parseCount } from "./tree";

const HEADER = "c2sp.org/tlog-proof@v1";
const LONGEST_PATH = 63;
const LARGEST_EXTRA = 65535;

/** An entry's place, the way from it to the root in hex, and the signed root. `extra` vouches for nothing by itself. */
export interface LogReceipt {
  extra: Uint8Array | null;
  index: bigint;
  path: string[];
  checkpoint: Checkpoint;
}

/** Reads a receipt; throws `Refused` with `form` or `checkpoint`. */
export function parseLogReceipt(input: Uint8Array | string): LogReceipt {
  const whole = typeof input === "string" ? input : textOf(input);
  const gap = whole?.indexOf("\n\n") ?? -1;
  if (!whole || gap < 0) throw new Refused("form", "receipt without a checkpoint");
  const [header, ...lines] = whole.slice(0, gap).split("\n");
  if (header !== HEADER) throw new Refused("form", "first line");
  const extra = lines[0]?.startsWith("extra ") ? parseExtra(lines.shift()!.slice(6)) : null;
  const index = parseCount(/^index (.+)$/.exec(lines.shift() ?? "")?.[1] ?? "");
  if (index === null) throw new Refused("form", "index");
  if (lines.length > LONGEST_PATH) throw new Refused("form", "too many hashes");
  return { extra, index, path: lines.map(parseHash), checkpoint: checkpointOf(whole.slice(gap + 2)) };
}

function parseExtra(encoded: string): Uint8Array {
  const bytes = unbase64(encoded);
  if (!bytes || bytes.length > LARGEST_EXTRA) throw new Refused("form", "extra");
  return bytes;
}

/** The hash of a line of a proof, in hex; throws `Refused`. */
export function parseHash(line: string, at: number): string {
  const bytes = unbase64(line);
  if (bytes?.length !== 32) throw new Refused("form", `hash ${at + 1}`);
  return hex(bytes);
}

function checkpointOf(text: string): Checkpoint {
  try {
    return parseCheckpoint(text);
  } catch (error) {
    if (error instanceof Refused) throw new Refused("checkpoint", error.message);
    throw error;
  }
}

/** True if the receipt leads from the entry to its checkpoint's root. */
export function holdsEntry({ index, path, checkpoint }: LogReceipt, entry: string): boolean {
  return includes(checkpoint.root, checkpoint.size, index, hex(leafHash(entry)), path);
}
