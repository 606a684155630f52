/** The journal's tree: RFC 6962, section 2.1, for sizes up to 2^63 - 1 (journal specification, section 3). Hashes are in hex. */
import { H, concat, hex, unhex } from "../draw/bytes";

const NODE = Uint8Array.of(1);
/** The root of the tree without entries. */
export const EMPTY_ROOT = hex(H(""));
/** The greatest size or index. */
const GREATEST = (1n << 63n) - 1n;

function nodeHash(left: string, right: string): string {
  return hex(H(concat(NODE, unhex(left)!, unhex(right)!)));
}

/** A size or an index: decimal without leading zeros, at most 2^63 - 1; null if it is anything else. */
export function parseCount(text: string): bigint | null {
  if (!/^(?:0|[1-9]\d{0,18})$/.test(text) || BigInt(text) > GREATEST) return null;
  return BigInt(text);
}

/** True if the path leads from the leaf at `index` of a tree of `size` leaves to `root`. */
export function includes(root: string, size: bigint, index: bigint, leaf: string, path: string[]): boolean {
  if (index >= size) return false;
  return provesExactly(path, (rest) => rootAbove(size, index, leaf, rest) === root);
}

/** The hash of a subtree, from one of its leaves and the hashes left of a path, which are used up from the leaf upwards. */
function rootAbove(size: bigint, index: bigint, leaf: string, rest: string[]): string {
  if (size === 1n) return leaf;
  const split = splitOf(size);
  if (index < split) return nodeHash(rootAbove(split, index, leaf, rest), take(rest));
  const right = rootAbove(size - split, index - split, leaf, rest);
  return nodeHash(take(rest), right);
}

/**
 * True if the tree of `size` leaves with `root` continues the one of `oldSize` with `oldRoot`.
 * From the empty tree, and from a tree to itself, the proof is empty.
 */
export function continues(oldSize: bigint, oldRoot: string, size: bigint, root: string, proof: string[]): boolean {
  if (oldSize > size || (oldSize === 0n && oldRoot !== EMPTY_ROOT)) return false;
  if (oldSize === size) return proof.length === 0 && oldRoot === root;
  if (oldSize === 0n) return proof.length === 0;
  return provesExactly(proof, (rest) => {
    const roots = rootsBelow(oldSize, size, oldRoot, rest);
    return roots.old === oldRoot && roots.whole === root;
  });
}

/**
 * Both roots of a subtree with `size` leaves, of which the older tree had `oldSize`, from the hashes left of a proof.
 * It mirrors SUBPROOF of RFC 6962, section 2.1.2. `known` is the older tree's root as long as this subtree's older part is all of it, else null.
 */
function rootsBelow(oldSize: bigint, size: bigint, known: string | null, rest: string[]): { old: string; whole: string } {
  if (oldSize === size) {
    const same = known ?? take(rest);
    return { old: same, whole: same };
  }
  const split = splitOf(size);
  if (oldSize <= split) {
    const left = rootsBelow(oldSize, split, known, rest);
    return { old: left.old, whole: nodeHash(left.whole, take(rest)) };
  }
  const right = rootsBelow(oldSize - split, size - split, null, rest);
  const left = take(rest);
  return { old: nodeHash(left, right.old), whole: nodeHash(left, right.whole) };
}

class ProofTooShort extends Error {}

/** True if the claim holds and takes every hash of the proof, no fewer and no more. */
function provesExactly(proof: string[], claim: (rest: string[]) => boolean): boolean {
  const rest = [...proof];
  try {
    return claim(rest) && rest.length === 0;
  } catch (error) {
    if (error instanceof ProofTooShort) return false;
    throw error;
  }
}

function take(rest: string[]): string {
  const next = rest.shift();
  if (next === undefined) throw new ProofTooShort();
  return next;
}

/** The largest power of two below `size`, which is at least 2. */
function splitOf(size: bigint): bigint {
  return 1n << BigInt((size - 1n).toString(2).length - 1);
}
