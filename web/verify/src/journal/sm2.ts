/** SM2 signatures with SM3 (GB/T 32918.2), verified only, with the standard's recommended curve and user id. */
import { weierstrass } from "@noble/curves/abstract/weierstrass.js";
import { concat, hex, unhex, utf8 } from "../draw/bytes";
import { sm3 } from "./sm3";

const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
const USER_ID = "1234567812345678";
const Point = weierstrass(CURVE);

/** True if `signature` (r and s, 32 bytes each) over the message is by the key (65 bytes, 0x04 + x + y). */
export function verifySm2(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (!isSm2Key(key) || signature.length !== 64) return false;
  const r = numberOf(signature.slice(0, 32));
  const s = numberOf(signature.slice(32));
  const t = (r + s) % CURVE.n;
  if (![r, s].every((part) => part >= 1n && part < CURVE.n) || t === 0n) return false;
  const sum = Point.BASE.multiplyUnsafe(s).add(Point.fromBytes(key).multiplyUnsafe(t));
  const digest = numberOf(sm3(concat(identity(key), message)));
  return !sum.is0() && (digest + sum.toAffine().x) % CURVE.n === r;
}

/** True for a point of the curve, uncompressed. */
export function isSm2Key(key: Uint8Array): boolean {
  if (key.length !== 65 || key[0] !== 4) return false;
  try {
    Point.fromBytes(key).assertValidity();
    return true;
  } catch {
    // The library throws on bytes that are no point of the curve.
    return false;
  }
}

/** The key of a secret, for tests of signer keys. */
export function sm2KeyOf(secret: Uint8Array): Uint8Array {
  return Point.BASE.multiply(numberOf(secret)).toBytes(false);
}

/** Z: the hash of the signer's id, the curve and the key, which goes before every message. */
function identity(key: Uint8Array): Uint8Array {
  const id = utf8(USER_ID);
  const bits = Uint8Array.of((id.length * 8) >> 8, (id.length * 8) & 0xff);
  const { a, b, Gx, Gy } = CURVE;
  return sm3(concat(bits, id, ...[a, b, Gx, Gy].map(bytesOf), key.slice(1)));
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(bytes)}`);
}

function bytesOf(value: bigint): Uint8Array {
  return unhex(value.toString(16).padStart(64, "0"))!;
}
