/** How many subjects a stratum yields (specification, section 2.3). Integers only. */
import { hexH } from "./bytes";
import { type Stratum, commonDenominator } from "./commitment";

/** The quotas of all strata, in the plan's order; `quotaKey` is `K_q`. */
export function quotasOf(rounding: "at-least" | "exact", strata: Omit<Stratum, "name">[], quotaKey: string): number[] {
  return rounding === "at-least" ? strata.map(atLeast) : exact(strata, quotaKey);
}

/** `min(N, max(minimum, ⌈N·p/q⌉))`. */
function atLeast({ population, p, q, minimum }: Omit<Stratum, "name">): number {
  const share = Number((BigInt(population) * BigInt(p) + BigInt(q) - 1n) / BigInt(q));
  return Math.min(population, Math.max(minimum, share));
}

/** Systematic rounding of the running total from one random offset, so that every chance equals its rate. */
function exact(strata: Omit<Stratum, "name">[], quotaKey: string): number[] {
  const Q = BigInt(commonDenominator(strata));
  const v = BigInt(`0x${hexH(quotaKey).slice(0, 15)}`) % Q;
  let before = 0n;
  return strata.map(({ population, p, q }) => {
    const after = before + (BigInt(population) * BigInt(p) * Q) / BigInt(q);
    const quota = (after + v) / Q - (before + v) / Q;
    before = after;
    return Number(quota);
  });
}
