/** Salts from the roster secret (specification, section 2.1), the bureau's secret and its shares (section 3.4). */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { hex, hexH, unhex, utf8 } from "./bytes";

/** The secret of a draw announced at once. */
export const OPEN_SECRET = "0".repeat(64);

/** The salt of an id's row: the first 32 characters of `hex(HMAC-SHA-256(R, id))`. */
export function saltOf(rosterSecret: Uint8Array, id: string): string {
  return hex(hmac(sha256, rosterSecret, utf8(id)).slice(0, 16));
}

/** The hash a commitment holds of the bureau's secret. */
export function secretHash(secret: string): string {
  return hexH(`yaoguang/v1/secret\n${secret}`);
}

/** One of three shares of the bureau's secret. */
export interface Share {
  x: number;
  bytes: Uint8Array;
}

/** Reads a share's text; null if its form or its check is wrong. */
export function parseShare(text: string): Share | null {
  const found = /^yaoguang-share:v1:([123]):([0-9a-f]{64}):([0-9a-f]{8})$/.exec(text);
  if (!found || shareCheck(found[1], found[2]) !== found[3]) return null;
  return { x: Number(found[1]), bytes: unhex(found[2])! };
}

function shareCheck(x: string, body: string): string {
  return hexH(`yaoguang/v1/share\n${x}:${body}`).slice(0, 8);
}

/** The three shares of a secret with 32 random bytes `r`: share x is `b ⊕ x·r`, byte by byte. */
export function splitSecret(secret: string, r: Uint8Array): string[] {
  const b = unhex(secret)!;
  return [1, 2, 3].map((x) => {
    const body = hex(b.map((byte, at) => byte ^ multiply(x, r[at])));
    return `yaoguang-share:v1:${x}:${body}:${shareCheck(String(x), body)}`;
  });
}

/** The secret that two different shares determine; null if they are the same one. */
export function joinShares(one: Share, other: Share): string | null {
  if (one.x === other.x) return null;
  // With s1 = b + x1·r and s2 = b + x2·r: b = (s1·x2 + s2·x1) / (x1 + x2), and + is ⊕.
  const divisor = inverse(one.x ^ other.x);
  const secret = one.bytes.map((byte, at) =>
    multiply(multiply(byte, other.x) ^ multiply(other.bytes[at], one.x), divisor));
  return hex(secret);
}

/** Multiplication in GF(2^8) with x^8 + x^4 + x^3 + x + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let rest = b; rest > 0; rest >>= 1) {
    if (rest & 1) product ^= a;
    a = (a << 1) ^ (a & 0x80 ? 0x11b : 0);
  }
  return product;
}

function inverse(a: number): number {
  for (let b = 1; b < 256; b++) if (multiply(a, b) === 1) return b;
  throw new RangeError("zero has no inverse");
}
