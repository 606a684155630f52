/**
 * Bytes, text and SHA-256, as section 1 of the specification writes them.
 *
 * Text is compared by its UTF-8 bytes and is never normalised, folded or trimmed.
 */
import { sha256 } from "@noble/hashes/sha2.js";

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text of UTF-8 bytes, a byte order mark included; null if they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
}

/** True if every surrogate of the text has its partner, so that the text has UTF-8 bytes of its own. */
export function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:[^\uD800-\uDBFF]|^)[\uDC00-\uDFFF]/.test(text);
}

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX_OF_BYTE[byte];
  return text;
}

/** The bytes of lower-case hexadecimal; null if it is anything else. */
export function unhex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** One after the other. */
export function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** `H`: SHA-256 of bytes, or of a text's UTF-8. */
export function H(input: Uint8Array | string): Uint8Array {
  return sha256(typeof input === "string" ? utf8(input) : input);
}

/** `hex(H(x))`. */
export function hexH(input: Uint8Array | string): string {
  return hex(H(input));
}

const ASCII_ONLY = /^[\x00-\x7f]*$/;

/** Bytewise order of two texts: negative, zero or positive. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (ASCII_ONLY.test(a) && ASCII_ONLY.test(b)) return a < b ? -1 : 1;
  return compareBytes(utf8(a), utf8(b));
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) if (a[at] !== b[at]) return a[at] - b[at];
  return a.length - b.length;
}
