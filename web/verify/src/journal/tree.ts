/** The journal's tree: RFC 6962, section 2.1, with consistency proofs, and the files of tlog-tiles (journal specification, section 3). */
import { H, concat, hex, unhex } from "../draw/bytes";

const NODE = Uint8Array.of(1);
/** The root of the tree without entries. */
export const EMPTY_ROOT = hex(H(""));
/** How many hashes a whole tile has, and how many entries a whole entry bundle. */
export const TILE_WIDTH = 256;

function nodeHash(left: string, right: string): string {
  return hex(H(concat(NODE, unhex(left)!, unhex(right)!)));
}

/**
 * True if the tree of `size` leaves with `root` continues the one of `oldSize` with `oldRoot`. Roots and proof in hex.
 * From the empty tree, and from a tree to itself, the proof is empty.
 */
export function continues(oldSize: number, oldRoot: string, size: number, root: string, proof: string[]): boolean {
  if (oldSize > size || (oldSize === 0 && oldRoot !== EMPTY_ROOT)) return false;
  if (oldSize === size) return proof.length === 0 && oldRoot === root;
  if (oldSize === 0) return proof.length === 0;
  const rest = [...proof];
  try {
    const roots = rootsBelow(oldSize, size, true, oldRoot, rest);
    return rest.length === 0 && roots.old === oldRoot && roots.whole === root;
  } catch (error) {
    if (error instanceof ProofTooShort) return false;
    throw error;
  }
}

class ProofTooShort extends Error {}

/**
 * Both roots of a subtree with `size` leaves, of which the older tree had `oldSize`, from the hashes left of a proof.
 * It mirrors SUBPROOF of RFC 6962, section 2.1.2: `isWhole` says that the older tree's part is the older tree itself.
 */
function rootsBelow(oldSize: number, size: number, isWhole: boolean, oldRoot: string, rest: string[]): { old: string; whole: string } {
  if (oldSize === size) {
    const same = isWhole ? oldRoot : take(rest);
    return { old: same, whole: same };
  }
  const split = splitOf(size);
  if (oldSize <= split) {
    const left = rootsBelow(oldSize, split, isWhole, oldRoot, rest);
    return { old: left.old, whole: nodeHash(left.whole, take(rest)) };
  }
  const right = rootsBelow(oldSize - split, size - split, false, oldRoot, rest);
  const left = take(rest);
  return { old: nodeHash(left, right.old), whole: nodeHash(left, right.whole) };
}

function take(rest: string[]): string {
  const next = rest.shift();
  if (next === undefined) throw new ProofTooShort();
  return next;
}

/** The largest power of two below `size`, which is at least 2. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The path of a tile at a level; `width` is 1-256, below 256 a partial tile. */
export function tilePath(level: number, index: number, width: number): string {
  return `tile/${level}/${indexPath(index)}${widthPath(width)}`;
}

/** The path of an entry bundle. */
export function entriesPath(index: number, width: number): string {
  return `tile/entries/${indexPath(index)}${widthPath(width)}`;
}

function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g)!;
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
}

function widthPath(width: number): string {
  return width === TILE_WIDTH ? "" : `.p/${width}`;
}

/** The paths of all tiles of a tree of `size` leaves, level by level; only the last of a level may be partial. */
export function tilePaths(size: number): string[] {
  const paths: string[] = [];
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    for (let first = 0; first < hashes; first += TILE_WIDTH) {
      paths.push(tilePath(level, first / TILE_WIDTH, Math.min(TILE_WIDTH, hashes - first)));
    }
  }
  return paths;
}
