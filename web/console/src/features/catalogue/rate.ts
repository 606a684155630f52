/** A share of the subjects: a percentage as people type it, a reduced fraction as the draw takes it. */
import type { components } from "../../api/schema";

type Rate = components["schemas"]["Rate"];

const MOST = 1_000_000;

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

function reduced(numerator: number, denominator: number): Rate | null {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator <= 0 || numerator > denominator) return null;
  const by = divisor(numerator, denominator);
  return denominator / by > MOST ? null : { numerator: numerator / by, denominator: denominator / by };
}

/** Reads `3%`, `2.5 %`, `1/30` or `0.03`; full-width signs too. Null if it is none, or more than all. */
export function readRate(text: string): Rate | null {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  const fraction = /^(\d{1,7})\/(\d{1,7})$/.exec(plain);
  if (fraction) return reduced(Number(fraction[1]), Number(fraction[2]));
  const decimal = /^(\d{1,3})(?:\.(\d{1,6}))?(%?)$/.exec(plain);
  if (!decimal) return null;
  const [, whole, rest = "", percent] = decimal;
  const denominator = 10 ** rest.length * (percent ? 100 : 1);
  return reduced(Number(whole + rest), denominator);
}

/** As a percentage if that is exact, else as the fraction. */
export function rateText({ numerator, denominator }: Rate): string {
  const percent = (numerator * MOST) / denominator / 10_000;
  return (numerator * MOST) % denominator === 0 ? `${percent}%` : `${numerator}/${denominator}`;
}
