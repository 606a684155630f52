/** Verifying drand rounds: BLS12-381 signatures of the two known chains (specification, sections 3.1 and 3.5). */
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { H, concat, hexH, unhex } from "./bytes";
import { CHAINS, type Chain } from "./chains";

const DOMAIN_G1 = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
const DOMAIN_G2 = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_";

/** What a look at a round's value and signature shows. */
export type BeaconVerdict = "valid" | "wrong-value" | "wrong-signature" | "unknown-chain";

/** Checks a round's value against its evidence: the signature, with `:` and the previous one on a chained chain. */
export function checkRound(chainHash: string, round: bigint, value: string, evidence: string): BeaconVerdict {
  const chain = CHAINS.get(chainHash);
  const [signatureHex, previousHex, ...more] = evidence.split(":");
  const signature = unhex(signatureHex);
  if (!chain) return signature && hexH(signature) === value ? "unknown-chain" : "wrong-value";
  const previous = previousHex === undefined ? new Uint8Array() : unhex(previousHex);
  if (!signature || !previous || more.length > 0) return "wrong-signature";
  if (chain.isChained !== (previousHex !== undefined)) return "wrong-signature";
  if (hexH(signature) !== value) return "wrong-value";
  return isSigned(chain, H(concat(previous, bigEndian64(round))), signature) ? "valid" : "wrong-signature";
}

function bigEndian64(round: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, round);
  return bytes;
}

function isSigned(chain: Chain, message: Uint8Array, signature: Uint8Array): boolean {
  const key = unhex(chain.publicKey)!;
  try {
    if (chain.signatureGroup === "G1") {
      const scheme = bls12_381.shortSignatures;
      return scheme.verify(signature, scheme.hash(message, DOMAIN_G1), key);
    }
    const scheme = bls12_381.longSignatures;
    return scheme.verify(signature, scheme.hash(message, DOMAIN_G2), key);
  } catch {
    // The library throws on bytes that are no point of the group.
    return false;
  }
}
