/** The two drand chains this protocol knows (specification, section 3.1). */

/** A chain of beacons that anybody can verify. */
export interface Chain {
  /** Where signatures live: G1 with the key on G2, or the other way round. */
  signatureGroup: "G1" | "G2";
  /** True if a round signs the signature before it. */
  isChained: boolean;
  genesis: number;
  periodS: number;
  publicKey: string;
}

const QUICKNET: Chain = {
  signatureGroup: "G1",
  isChained: false,
  genesis: 1692803367,
  periodS: 3,
  publicKey:
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451" +
    "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
};

const DEFAULT: Chain = {
  signatureGroup: "G2",
  isChained: true,
  genesis: 1595431050,
  periodS: 30,
  publicKey: "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
};

/** By chain hash. */
export const CHAINS: ReadonlyMap<string, Chain> = new Map([
  ["52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971", QUICKNET],
  ["8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce", DEFAULT],
]);

/** The instant of a round, in seconds since 1970. */
export function timeOfRound(chain: Chain, round: bigint): bigint {
  return BigInt(chain.genesis) + (round - 1n) * BigInt(chain.periodS);
}

/** The first round at or after an instant. */
export function roundAtOrAfter(chain: Chain, instant: number): bigint {
  const since = Math.max(0, instant - chain.genesis);
  return BigInt(Math.ceil(since / chain.periodS) + 1);
}
