/** The record of the seed, the seed `S`, and the keys that follow from it (specification, sections 3.5 and 5). */
import { H, hex, hexH } from "./bytes";
import { checkRound } from "./beacons";
import { type Json, parseCanonical } from "./canonical";
import type { Commitment } from "./commitment";
import { BadForm, anyText, exactly, readList, readObject, readText, textItem } from "./form";
import { isDigest, isLine, isPerson } from "./names";
import { choiceNamed } from "./plan";
import { isNormalValue, needsTwoPersons, parseSource, revealHash } from "./sources";

/** One recorded value. */
export interface SeedSource {
  entered: string[];
  evidence: string;
  name: string;
  value: string;
  why: string;
}

/** `seed.json`. */
export interface Seed {
  commitment: string;
  secret: string;
  sources: SeedSource[];
}

/** The keys of subjects (`K_t`), quotas (`K_q`) and pairs (`K_p`), with the seed they come from. */
export interface Keys {
  S: string;
  subject: string;
  quota: string;
  pair: string;
}

/** Reads the bytes of a `seed.json`; throws `NotCanonical` or `BadForm`. */
export function parseSeed(input: Uint8Array | string): Seed {
  return readSeed(parseCanonical(input));
}

/** Reads a seed's record from parsed JSON; throws `BadForm`. */
export function readSeed(json: Json): Seed {
  const seed = readObject(json, "seed", ["commitment", "protocol", "secret", "sources"]);
  readText(seed.protocol, "protocol", exactly("yaoguang/v1"));
  return {
    commitment: readText(seed.commitment, "commitment", isDigest),
    secret: readText(seed.secret, "secret", isDigest),
    sources: readList(seed.sources, "sources", readSource),
  };
}

function readSource(json: Json, where: string): SeedSource {
  const it = readObject(json, where, ["entered", "evidence", "name", "value", "why"]);
  const source: SeedSource = {
    entered: readList(it.entered, `${where}.entered`, textItem(isPerson)),
    evidence: readText(it.evidence, `${where}.evidence`, isLine),
    name: readText(it.name, `${where}.name`, anyText),
    value: readText(it.value, `${where}.value`, anyText),
    why: readText(it.why, `${where}.why`, isLine),
  };
  const parsed = parseSource(source.name);
  if (!parsed) throw new BadForm(`${where}.name`, "is no source");
  const expected = needsTwoPersons(parsed) ? 2 : 0;
  if (source.entered.length !== expected || new Set(source.entered).size !== expected) {
    throw new BadForm(`${where}.entered`, `needs ${expected} different persons`);
  }
  return source;
}

/** What doesn't follow the plan in a record's sources, or null if all does. */
export function sourcesFault(commitment: Commitment, seed: Seed): string | null {
  const planned = commitment.seed_plan.sources;
  if (planned.length !== seed.sources.length) return `${seed.sources.length} / ${planned.length}`;
  for (const [at, source] of seed.sources.entries()) {
    const choice = choiceNamed(planned[at], source.name);
    if (choice === null || (choice >= 0) !== (source.why !== "")) return source.name;
    const parsed = parseSource(source.name)!;
    if (!isNormalValue(parsed, source.value)) return source.name;
    if (parsed.kind === "reveal" && revealHash(commitment.draw, parsed.party, source.value) !== planned[at].hash) return source.name;
  }
  return null;
}

/** How the drand values of a record stand: a fault, and the names whose chain isn't known here. */
export function beaconsVerdict(seed: Seed): { fault: string | null; unknown: string[] } {
  const unknown: string[] = [];
  for (const { name, value, evidence } of seed.sources) {
    const source = parseSource(name)!;
    if (source.kind !== "drand") continue;
    const verdict = checkRound(source.chain, source.round, value, evidence);
    if (verdict === "unknown-chain") unknown.push(name);
    else if (verdict !== "valid") return { fault: name, unknown };
  }
  return { fault: null, unknown };
}

/** `S` for a commitment's hash, the sources in order, and the secret. */
export function seedOf(C: string, sources: { name: string; value: string }[], secret: string): Uint8Array {
  const said = sources.map(({ name, value }) => `${name}=${value}\n`).join("");
  return H(`yaoguang/v1/seed\n${C}\n${said}secret=${secret}\n`);
}

/** `S_r`: the r-th made-up seed of a replay (specification, section 9). */
export function replaySeed(C: string, r: number): Uint8Array {
  return H(`yaoguang/v1/replay\n${C}\n${r}\n`);
}

/** The keys of a seed. */
export function keysOf(S: Uint8Array): Keys {
  const text = hex(S);
  return {
    S: text,
    subject: hexH(`yaoguang/v1/subject\n${text}`),
    quota: hexH(`yaoguang/v1/quota\n${text}`),
    pair: hexH(`yaoguang/v1/pair\n${text}`),
  };
}
