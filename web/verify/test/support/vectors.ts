/** Runs the project's vectors: every file of `spec/vectors`, every case a named test. Works in node and in a browser. */
import assert from "./assert";
import { hex, unhex, utf8 } from "../../src/draw/bytes";
import { checkRound } from "../../src/draw/beacons";
import { type Json, canonicalText, parseCanonical } from "../../src/draw/canonical";
import { verifyBundle } from "../../src/draw/bundle";
import { judgeCommitment } from "../../src/draw/commitment";
import { leafHash, proofOf, proves, rootOf } from "../../src/draw/merkle";
import * as names from "../../src/draw/names";
import { judgePlan, readPlan } from "../../src/draw/plan";
import { quotasOf } from "../../src/draw/quotas";
import { verifyReceipt } from "../../src/draw/receipt-check";
import { joinShares, parseShare, saltOf } from "../../src/draw/salts";
import { keysOf, seedOf } from "../../src/draw/seed";
import { isNormalValue, parseSource, revealHash } from "../../src/draw/sources";
import { rankFirst } from "../../src/draw/tickets";
import { instantOf } from "../../src/draw/times";
import { checkDraw, checkTeams, filesOfDraw, tampered } from "./vector-draws";
import { JOURNAL_RUNNERS } from "./vector-journal";

// Vectors are data from outside this implementation: their shape is what the runner reads.
type Case = any;
type Runner = (vector: Case, all: Vectors) => void;

/** The parsed files, by name. */
export type Vectors = Record<string, { about: string; cases: Case[] } | undefined>;

/** One test. */
export interface NamedTest { name: string; run: () => void }

const NAME_FORMS: Record<string, (text: string) => boolean> = {
  subject: names.isId, inspector: names.isId, stratum: names.isStratumName, pool: names.isPoolName, reason: names.isReason,
  person: names.isPerson, draw: names.isDrawId,
  // A line that must say something, such as a task's name.
  line: (text) => text !== "" && names.isLine(text),
};

const RUNNERS: Record<string, Runner> = {
  ...JOURNAL_RUNNERS,
  "canonical.json": ({ text, ok }) => assert.equal(isCanonical(text), ok),
  "names.json": ({ kind, text, ok }) => assert.equal(NAME_FORMS[kind](text), ok),
  "tables.json": checkTable,
  "salts.json": ({ secret, id, salt }) => assert.equal(saltOf(unhex(secret)!, id), salt),
  "sources.json": checkSource,
  "plans.json": checkPlan,
  "commitments.json": checkCommitment,
  "seeds.json": checkSeed,
  "quotas.json": ({ rounding, K_q, strata, quotas }) => assert.equal(canonicalText(quotasOf(rounding, strata, K_q)), canonicalText(quotas)),
  "tickets.json": checkTickets,
  "teams.json": checkTeams,
  "draws.json": checkDraw,
  "checks.json": (vector, all) => {
    assert.equal(verifyBundle(tampered(filesOfDraw(all["draws.json"]!.cases, vector.base), vector)).first, vector.first);
  },
  "receipts.json": ({ text, first }) => assert.equal(verifyReceipt(text).first, first),
  "shares.json": checkShares,
  "beacons.json": ({ chain, round, signature, previous, value, ok }) => {
    const evidence = !previous ? signature : `${signature}:${previous}`;
    assert.equal(checkRound(chain, BigInt(round), value, evidence) === "valid", ok);
  },
};

/** All tests of the vectors; a file that is missing, empty or unknown is a failing test. */
export function vectorTests(all: Vectors): NamedTest[] {
  const unknown = Object.keys(all).filter((file) => !(file in RUNNERS));
  return [
    ...unknown.map((file) => ({ name: `${file}: has a runner`, run: () => assert.fail(`nobody runs ${file}`) })),
    ...Object.keys(RUNNERS).flatMap((file) => fileTests(file, all)),
  ];
}

function fileTests(file: string, all: Vectors): NamedTest[] {
  const cases = all[file]?.cases ?? [];
  if (cases.length === 0) return [{ name: `${file}: has cases`, run: () => assert.fail(`${file} is missing or empty`) }];
  return cases.map((vector, at) => ({ name: `${file} ${at + 1}: ${titleOf(vector)}`, run: () => RUNNERS[file](vector, all) }));
}

function titleOf(vector: Case): string {
  const title = vector.name ?? vector.why ?? vector.about ?? vector.text ?? vector.refusal ?? vector.first ?? "";
  return String(title).slice(0, 60).replace(/[\u0000-\u001f\u007f]/g, "·");
}

function isCanonical(text: string): boolean {
  try {
    return canonicalText(parseCanonical(text)) === text;
  } catch {
    return false;
  }
}

function checkTable({ rows, root, proofs }: Case): void {
  const leaves = rows.map(leafHash);
  assert.equal(rootOf(leaves), root);
  for (const { index, proof } of proofs) {
    assert.equal(canonicalText(proofOf(leaves, index)), canonicalText(proof));
    assert.equal(proves(root, rows.length, index, leaves[index], proof), true);
  }
}

function checkSource({ name, value, ok, drawId, hash }: Case): void {
  const source = parseSource(name);
  let holds = source !== null && isNormalValue(source, value);
  if (holds && hash !== undefined && source?.kind === "reveal") holds = revealHash(drawId, source.party, value) === hash;
  assert.equal(holds, ok);
}

function checkPlan({ committed, plan, assurance, refusal }: Case): void {
  const verdict = judgePlan(readPlan(typeof plan === "string" ? parseCanonical(plan) : plan, "plan"), instantOf(committed)!);
  assert.equal(canonicalText(verdict as Json), canonicalText(refusal === undefined ? { assurance } : { refusal }));
}

function checkCommitment({ text, C, refusal }: Case): void {
  const verdict = judgeCommitment(utf8(text));
  assert.equal("refusal" in verdict ? verdict.refusal : verdict.C, refusal ?? C);
}

function checkSeed({ C, sources, secret, S, K_t, K_q, K_p }: Case): void {
  const seed = seedOf(C, sources, secret);
  const keys = keysOf(seed);
  assert.equal([hex(seed), keys.subject, keys.quota, keys.pair].join(), [S, K_t, K_q, K_p].join());
}

function checkTickets(vector: Case): void {
  const ids: string[] = vector.ids ?? vector.stratum;
  const found = rankFirst(vector.K_t, ids, vector.quota + vector.reserves);
  assert.equal(canonicalText(found as unknown as Json), canonicalText(vector.ranked));
  assert.equal(vector.quota > 0 ? found[vector.quota - 1].ticket : "", vector.cutoff);
}

function checkShares({ secret, shares }: Case): void {
  const parsed = shares.map((text: string) => parseShare(text)!);
  for (const one of parsed) for (const other of parsed) {
    if (one.x !== other.x) assert.equal(joinShares(one, other), secret);
  }
  assert.equal(new Set(parsed.map((share: { x: number }) => share.x)).size, 3);
}
