/** The Merkle tree hash of RFC 6962, section 2.1, and its inclusion proofs. */
import { H, concat, hex, unhex, utf8 } from "./bytes";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a row as a leaf. */
export function leafHash(row: string): Uint8Array {
  return H(concat(LEAF, utf8(row)));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return H(concat(NODE, left, right));
}

/** The largest power of two below `size`, which is at least 2. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The root over leaf hashes, in hex; `H("")` for none. */
export function rootOf(leaves: Uint8Array[]): string {
  return hex(leaves.length === 0 ? H("") : subtree(leaves, 0, leaves.length));
}

function subtree(leaves: Uint8Array[], from: number, to: number): Uint8Array {
  if (to - from === 1) return leaves[from];
  const middle = from + splitOf(to - from);
  return nodeHash(subtree(leaves, from, middle), subtree(leaves, middle, to));
}

/** The inclusion proof of the leaf at `index` (RFC 6962, section 2.1.1), nearest sibling first, in hex. */
export function proofOf(leaves: Uint8Array[], index: number): string[] {
  const path: string[] = [];
  let [from, to] = [0, leaves.length];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      path.push(hex(subtree(leaves, middle, to)));
      to = middle;
    } else {
      path.push(hex(subtree(leaves, from, middle)));
      from = middle;
    }
  }
  return path.reverse();
}

/** True if the proof leads from the leaf at `index` of a tree of `size` leaves to `root`. */
export function proves(root: string, size: number, index: number, leaf: Uint8Array, proof: string[]): boolean {
  if (index >= size) return false;
  const turns = turnsTo(index, size);
  if (proof.length !== turns.length) return false;
  let hash = leaf;
  for (const [at, isRight] of turns.reverse().entries()) {
    const sibling = unhex(proof[at]);
    if (!sibling || sibling.length !== 32) return false;
    hash = isRight ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
  }
  return hex(hash) === root;
}

/** The way from the root down to a leaf: true where it turns right. */
function turnsTo(index: number, size: number): boolean[] {
  const turns: boolean[] = [];
  while (size > 1) {
    const split = splitOf(size);
    const right = index >= split;
    turns.push(right);
    if (right) index -= split;
    size = right ? size - split : split;
  }
  return turns;
}
