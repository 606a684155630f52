/** Keys of logs and witnesses in text, and whether a signature line is theirs (journal specification, section 4.1). */
import { ed25519 } from "@noble/curves/ed25519.js";
import { H, concat, hex, utf8 } from "../draw/bytes";
import { base64, unbase64 } from "./base64";
import { type SignatureLine, isKeyName } from "./note";
import { verifySm2 } from "./sm2";

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

/** Reads a verifier key in text; null if it isn't one of a type known here, or its id isn't its own. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = encoded === undefined ? null : unbase64(encoded);
  if (!bytes || !isKeyName(name)) return null;
  for (const type of Object.keys(SIGNATURE_TYPES) as KeyType[]) {
    const prefix = SIGNATURE_TYPES[type];
    const key = bytes.slice(prefix.length);
    if (!prefix.every((byte, at) => bytes[at] === byte) || key.length !== KEY_LENGTHS[type]) continue;
    return keyId(name, type, key) === id ? { name, id, type, key } : null;
  }
  return null;
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
export interface Signed { time: number | null }

/** Verifies a key's own line over a note's text; null if it doesn't hold. */
export function verifyLine(key: VerifierKey, text: string, { signature }: SignatureLine): Signed | null {
  switch (key.type) {
    case "ed25519": return isEd25519(key.key, utf8(text), signature) ? { time: null } : null;
    case "sm2": return verifySm2(key.key, utf8(text), signature) ? { time: null } : null;
    case "witness": return verifyCosignature(key, text, signature);
  }
}

function isEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    // The library throws on bytes that are no key or no signature.
    return false;
  }
}

/** C2SP tlog-cosignature, Ed25519: 8 bytes of time, then the signature over the time and the note's text. */
function verifyCosignature({ key }: VerifierKey, text: string, signature: Uint8Array): Signed | null {
  if (signature.length !== 72) return null;
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  if (time >= 1n << 63n) return null;
  const isValid = isEd25519(key, utf8(cosignedText(time, text)), signature.slice(8));
  return isValid ? { time: Number(time) } : null;
}

/** What a witness signs. */
export function cosignedText(time: bigint, text: string): string {
  return `cosignature/v1\ntime ${time}\n${text}`;
}
