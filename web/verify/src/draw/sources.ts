/** Seed sources: their names, and the normal forms and outcomes of their values (specification, section 3.1). */
import { hexH } from "./bytes";
import { isDigest, isPerson } from "./names";

/** A source's name, taken apart. */
export type Source =
  | { kind: "kl8" | "ssq"; year: number; issue: number }
  | { kind: "drand"; chain: string; round: bigint }
  | { kind: "reveal"; party: string }
  | { kind: "dice"; count: number; faces: number };

const KL8_OUTCOMES = 3535316142212174320n;
const SSQ_OUTCOMES = 17721088n;
const DRAND_OUTCOMES = 2n ** 256n;
/** Rounds are integers of canonical JSON's range. */
const HIGHEST_ROUND = 2n ** 53n - 1n;

/** The parts of a source's name, or null if it is none. */
export function parseSource(name: string): Source | null {
  const colon = name.indexOf(":");
  const rest = name.slice(colon + 1);
  switch (colon < 0 ? "" : name.slice(0, colon)) {
    case "kl8": return parseIssue("kl8", rest);
    case "ssq": return parseIssue("ssq", rest);
    case "drand": return parseRound(rest);
    case "reveal": return isPerson(rest) ? { kind: "reveal", party: rest } : null;
    case "dice": return parseDice(rest);
    default: return null;
  }
}

function parseIssue(kind: "kl8" | "ssq", text: string): Source | null {
  if (!/^[2-9]\d{6}$/.test(text) || text.endsWith("000")) return null;
  return { kind, year: Number(text.slice(0, 4)), issue: Number(text.slice(4)) };
}

function parseRound(text: string): Source | null {
  const found = /^([0-9a-f]{64}):([1-9]\d{0,19})$/.exec(text);
  if (!found || BigInt(found[2]) > HIGHEST_ROUND) return null;
  return { kind: "drand", chain: found[1], round: BigInt(found[2]) };
}

function parseDice(text: string): Source | null {
  const found = /^([1-9]\d{0,2})d([2-9]|10)$/.exec(text);
  if (!found || Number(found[1]) > 200) return null;
  return { kind: "dice", count: Number(found[1]), faces: Number(found[2]) };
}

/** A beacon comes from outside and can't be thrown again: kl8, ssq, drand. */
export function isBeacon(source: Source): boolean {
  return source.kind === "kl8" || source.kind === "ssq" || source.kind === "drand";
}

/** How many values a beacon or dice can take; 1 for a reveal, which counts for nothing. */
export function outcomesOf(source: Source): bigint {
  switch (source.kind) {
    case "kl8": return KL8_OUTCOMES;
    case "ssq": return SSQ_OUTCOMES;
    case "drand": return DRAND_OUTCOMES;
    case "dice": return BigInt(source.faces) ** BigInt(source.count);
    case "reveal": return 1n;
  }
}

/** True if two different persons must have entered the value. */
export function needsTwoPersons(source: Source): boolean {
  return source.kind === "kl8" || source.kind === "ssq" || source.kind === "dice";
}

/** True if the value is in the source's normal form. */
export function isNormalValue(source: Source, value: string): boolean {
  switch (source.kind) {
    case "kl8": return areAscending(value, 20, 80);
    case "ssq": return isSsqValue(value);
    case "drand":
    case "reveal": return isDigest(value);
    case "dice": return isThrow(source.count, source.faces, value);
  }
}

function areAscending(text: string, count: number, highest: number): boolean {
  if (!/^\d\d(?: \d\d)*$/.test(text)) return false;
  const numbers = text.split(" ").map(Number);
  if (numbers.length !== count || numbers[0] < 1 || numbers[count - 1] > highest) return false;
  return numbers.every((number, at) => at === 0 || numbers[at - 1] < number);
}

function isSsqValue(text: string): boolean {
  const found = /^([\d ]+)\+(\d\d)$/.exec(text);
  if (!found) return false;
  const blue = Number(found[2]);
  return areAscending(found[1], 6, 33) && blue >= 1 && blue <= 16;
}

function isThrow(count: number, faces: number, digits: string): boolean {
  if (digits.length !== count || !/^\d+$/.test(digits)) return false;
  return faces === 10 || [...digits].every((digit) => Number(digit) >= 1 && Number(digit) <= faces);
}

/** The hash by which a party binds itself to a value before the draw is seeded. */
export function revealHash(drawId: string, party: string, value: string): string {
  return hexH(`yaoguang/v1/reveal\n${drawId}\n${party}\n${value}`);
}
