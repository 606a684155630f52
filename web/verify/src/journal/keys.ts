/** Keys of logs and witnesses in text, and whether a signature line is theirs (journal specification, section 4.1). */
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { H, concat, hex, utf8 } from "../draw/bytes";
import { base64, unbase64 } from "./base64";
import type { SignatureLine } from "./note";
import { Refused } from "./refusal";
import { isSm2Key, verifySm2 } from "./sm2";

/** What a key signs with. */
export type KeyType = "ed25519" | "sm2" | "witness";

/** A verifier key; `id` is 8 hex characters. */
export interface VerifierKey {
  name: string;
  id: string;
  type: KeyType;
  key: Uint8Array;
}

const SIGNATURE_TYPES: Record<KeyType, Uint8Array> = {
  ed25519: Uint8Array.of(0x01),
  witness: Uint8Array.of(0x04),
  sm2: concat(Uint8Array.of(0xff), utf8("SM2-with-SM3")),
};
const KEY_LENGTHS: Record<KeyType, number> = { ed25519: 32, witness: 32, sm2: 65 };

/** The id of a key: 8 hex characters. */
export function keyId(name: string, type: KeyType, key: Uint8Array): string {
  return hex(H(concat(utf8(`${name}\n`), SIGNATURE_TYPES[type], key)).slice(0, 4));
}

/** Why a verifier key is refused: its text, its id, its type, or the key itself. */
export type KeyFault = "form" | "id" | "type" | "key";

/** Reads a verifier key in text; throws `Refused` with a `KeyFault`. */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([^\n]+)$/.exec(text) ?? [];
  const bytes = encoded === undefined ? null : unbase64(encoded);
  if (!bytes || bytes.length === 0 || !isKeyName(name)) throw new Refused<KeyFault>("form", "key");
  if (hex(H(concat(utf8(`${name}\n`), bytes)).slice(0, 4)) !== id) throw new Refused<KeyFault>("id", name);
  const type = (Object.keys(SIGNATURE_TYPES) as KeyType[]).find((one) => hasType(bytes, one));
  if (!type) throw new Refused<KeyFault>("type", name);
  const key = bytes.slice(SIGNATURE_TYPES[type].length);
  if (!(type === "sm2" ? isSm2Key(key) : isEd25519Key(key))) throw new Refused<KeyFault>("key", name);
  return { name, id, type, key };
}

function hasType(bytes: Uint8Array, type: KeyType): boolean {
  const prefix = SIGNATURE_TYPES[type];
  return prefix.every((byte, at) => bytes[at] === byte) && bytes.length === prefix.length + KEY_LENGTHS[type];
}

/** True for a key's name: not empty, no Unicode space, no control character, no plus. */
export function isKeyName(name: string): boolean {
  return name !== "" && !/[\p{White_Space}\u0000-\u001f+]/u.test(name);
}

/** The text of a verifier key. */
export function verifierKeyText({ name, id, type, key }: VerifierKey): string {
  return `${name}+${id}+${base64(concat(SIGNATURE_TYPES[type], key))}`;
}

/** True if the line says it is by this key: name and id agree. */
export function isLineOf(line: SignatureLine, key: VerifierKey): boolean {
  return line.name === key.name && line.id === key.id;
}

/** What a verified line says: for a witness when it signed (seconds since 1970), else null. */
export interface Signed { time: bigint | null }

/** Verifies a key's own line over a note's text; null if it doesn't hold. */
export function verifyLine(key: VerifierKey, text: string, { signature }: SignatureLine): Signed | null {
  switch (key.type) {
    case "ed25519": return isEd25519(key.key, utf8(text), signature) ? { time: null } : null;
    case "sm2": return verifySm2(key.key, utf8(text), signature) ? { time: null } : null;
    case "witness": return verifyCosignature(key, text, signature);
  }
}

function isEd25519Key(key: Uint8Array): boolean {
  try {
    return !ed25519.Point.fromBytes(key, false).isSmallOrder();
  } catch {
    // The library throws on bytes that are no point, or not its canonical encoding.
    return false;
  }
}

/**
 * RFC 8032, strictly: canonical encodings, no points of small order, and the equation without the cofactor. The library checks the first and multiplies by
 * the cofactor, so the rest is done here.
 */
function isEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const [encodedR, encodedS] = [signature.slice(0, 32), signature.slice(32)];
  if (signature.length !== 64 || !isEd25519Key(key) || !isEd25519Key(encodedR)) return false;
  if (!ed25519.verify(signature, message, key, { zip215: false })) return false;
  const { Fn, BASE } = ed25519.Point;
  const [A, R] = [key, encodedR].map((bytes) => ed25519.Point.fromBytes(bytes, false));
  const k = Fn.create(littleEndian(sha512(concat(encodedR, key, message))));
  return BASE.multiplyUnsafe(littleEndian(encodedS)).equals(R.add(A.multiplyUnsafe(k)));
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(bytes.slice().reverse())}`);
}

/** C2SP tlog-cosignature, Ed25519: 8 bytes of time, then the signature over the time and the note's text. */
function verifyCosignature({ key }: VerifierKey, text: string, signature: Uint8Array): Signed | null {
  if (signature.length !== 72) return null;
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  if (time >= 1n << 63n) return null;
  const isValid = isEd25519(key, utf8(cosignedText(time, text)), signature.slice(8));
  return isValid ? { time } : null;
}

/** What a witness signs. */
export function cosignedText(time: bigint, text: string): string {
  return `cosignature/v1\ntime ${time}\n${text}`;
}
