/** Runs the journal's vectors: the files `spec/vectors/journal-*.json`. */
import { ed25519 } from "@noble/curves/ed25519.js";
import assert from "./assert";
import { BundleCheck } from "../../src/draw/bundle";
import { hex, unhex, utf8 } from "../../src/draw/bytes";
import { type Json, canonicalText, parseCanonical } from "../../src/draw/canonical";
import { leafHash, rootOf } from "../../src/draw/merkle";
import { unbase64 } from "../../src/journal/base64";
import { chainFault } from "../../src/journal/chains";
import { parseCheckpoint } from "../../src/journal/checkpoint";
import { isKnownKind, parseEntry, pseudonymOf, readOpening, sealOf } from "../../src/journal/entry";
import { type LogPath, bundleBytes, bundleEntries, newBundles, newTiles, parsePath, pathText } from "../../src/journal/files";
import { type KeyType, type VerifierKey, cosignedText, parseVerifierKey, verifierKeyText, verifyLine } from "../../src/journal/keys";
import { keysInForce, openKeysChain } from "../../src/journal/keys-note";
import { parseNote, verifiedLines } from "../../src/journal/note";
import { BadPolicy, parsePolicy } from "../../src/journal/policy";
import { holdsEntry, parseLogReceipt } from "../../src/journal/proof";
import { verdictOf } from "../../src/journal/refusal";
import { judge } from "../../src/journal/satisfies";
import { sm2KeyOf } from "../../src/journal/sm2";
import { continues, includes } from "../../src/journal/tree";
import { answerTo } from "../../src/journal/witness";
import { signatureLine } from "./journal";
import { filesOfDraw, tampered } from "./vector-draws";

// Vectors are data from outside this implementation: their shape is what the runner reads.
type Case = any;

const same = (found: unknown, expected: unknown): void => assert.equal(canonicalText(found as Json), canonicalText(expected as Json));

/** The runners by file. */
export const JOURNAL_RUNNERS: Record<string, (vector: Case, all: Record<string, { cases: Case[] } | undefined>) => void> = {
  "journal-entries.json": checkEntry,
  "journal-seals.json": checkSeal,
  "journal-chains.json": checkChain,
  "journal-roots.json": ({ size, root }) => assert.equal(rootOf(Array.from({ length: Number(size) }, (_, at) => leafHash(String(at)))), root),
  "journal-inclusion.json": ({ size, index, leaf, proof, root, ok }) => assert.equal(includes(root, BigInt(size), BigInt(index), leaf, proof), ok),
  "journal-consistency.json": (it) => assert.equal(continues(BigInt(it.old), it.old_root, BigInt(it.new), it.new_root, it.proof), it.ok),
  "journal-paths.json": checkPath,
  "journal-files.json": checkFiles,
  "journal-keys.json": checkKey,
  "journal-notes.json": checkNote,
  "journal-checkpoints.json": checkCheckpoint,
  "journal-signatures.json": checkSignature,
  "journal-keys-notes.json": checkKeysNotes,
  "journal-policies.json": checkPolicy,
  "journal-receipts.json": checkLogReceipt,
  "journal-witness.json": (vector, all) => checkWitness(vector, all["journal-keys.json"]!.cases),
  "journal-bundles.json": (vector, all) => checkBundle(vector, all["draws.json"]!.cases),
};

function checkEntry({ text, verdict, known, leaf }: Case): void {
  assert.equal(verdictOf(() => parseEntry(text)), verdict);
  if (verdict !== "ok") return;
  assert.equal(isKnownKind(parseEntry(text).kind), known);
  assert.equal(hex(leafHash(text)), leaf);
}

function checkSeal({ opening, seal, secret, person, pseudonym }: Case): void {
  if (opening !== undefined) assert.equal(sealOf(readOpening(parseCanonical(opening), "opening")), seal);
  else assert.equal(pseudonymOf(unhex(secret)!, person), pseudonym);
}

function checkChain({ entries, origin, verdict, at }: Case): void {
  const fault = chainFault(entries.map(parseEntry), origin);
  assert.equal(fault ? `${fault.fault} ${fault.at}` : "ok ", `${verdict} ${at}`);
}

function checkPath({ path, ok, ...parts }: Case): void {
  const parsed = parsePath(path);
  assert.equal(parsed !== null, ok);
  if (!parsed) return;
  const { kind, index = "", level = "", width = 0 } = parsed as Partial<Extract<LogPath, { kind: "tile" }>>;
  same({ kind, index: String(index), level: String(level), width }, parts);
  assert.equal(pathText(parsed), path);
}

function checkFiles({ old, new: size, tiles, entries, bundle, of }: Case): void {
  if (bundle === undefined) {
    same(newTiles(Number(old), Number(size)).map(pathText), tiles);
    same(newBundles(Number(old), Number(size)).map(pathText), entries);
  } else {
    assert.equal(hex(bundleBytes(of.map(utf8))), bundle);
    same(bundleEntries(unhex(bundle)!).map(hex), of.map((entry: string) => hex(utf8(entry))));
  }
}

/** A signer key in text: the verifier key that goes with it, and the secret. */
function openSecret(text: string): { key: VerifierKey; secret: Uint8Array } {
  const [, , name, id, encoded] = /^(PRIVATE\+KEY)\+([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text)!;
  const bytes = unbase64(encoded)!;
  const secret = bytes.slice(-32);
  const type: KeyType = bytes[0] === 1 ? "ed25519" : bytes[0] === 4 ? "witness" : "sm2";
  const key = type === "sm2" ? sm2KeyOf(secret) : ed25519.getPublicKey(secret);
  return { key: { name, id, type, key }, secret };
}

function checkKey({ key, verdict, secret }: Case): void {
  assert.equal(verdictOf(() => parseVerifierKey(key)), verdict ?? "ok");
  if ((verdict ?? "ok") === "ok") assert.equal(verifierKeyText(parseVerifierKey(key)), key);
  if (secret !== undefined) assert.equal(verifierKeyText(openSecret(secret).key), key);
}

function checkNote({ note, keys, verdict, verified }: Case): void {
  let lines: ReturnType<typeof verifiedLines> = [];
  const found = verdictOf(() => (lines = verifiedLines(parseNote(note), keys.map(parseVerifierKey))));
  assert.equal(found === "ok" && lines.length === 0 ? "unsigned" : found, verdict);
  same(lines.map(({ key, line, time }) => ({ key, line, time: time === null ? "" : String(time) })), verified);
}

function checkCheckpoint({ note, verdict, ...said }: Case): void {
  assert.equal(verdictOf(() => parseCheckpoint(note)), verdict);
  if (verdict !== "ok") return;
  const { origin, size, root } = parseCheckpoint(note);
  same([origin, String(size), root], [said.origin, said.size, said.root]);
}

/** Ed25519 lines come out the same; SM2 lines, which this implementation only verifies, verify. */
function checkSignature({ checkpoint, line, message, secret, time }: Case): void {
  const { key, secret: bytes } = openSecret(secret);
  assert.equal(time === undefined ? checkpoint : cosignedText(BigInt(time), checkpoint), message);
  const parsed = parseNote(`${checkpoint}\n${line}\n`).lines[0];
  assert.equal(verifyLine(key, checkpoint, parsed) !== null, true);
  if (key.type !== "sm2") assert.equal(signatureLine({ ...key, type: key.type, secret: bytes }, checkpoint, BigInt(time ?? 0)), `${line}\n`);
}

function checkKeysNotes({ origin, notes, root, verdict, in_force }: Case): void {
  const open = () => openKeysChain(origin, notes, parseVerifierKey(root));
  assert.equal(verdictOf(open), verdict);
  for (const { size, keys } of in_force) same(keysInForce(open(), BigInt(size)).map(verifierKeyText), keys);
}

function checkPolicy({ policy, verdict, line, checks }: Case): void {
  // Text of bytes that are not UTF-8 is kept as hexadecimal, should there be any.
  const bytes = utf8(policy);
  let at = 0;
  const found = verdictOf(() => {
    try {
      parsePolicy(bytes);
    } catch (error) {
      if (error instanceof BadPolicy) at = error.line;
      throw error;
    }
  });
  assert.equal(`${found} ${at}`, `${verdict} ${line}`);
  for (const check of checks) {
    const { fault, since } = judge(parsePolicy(bytes), parseCheckpoint(check.checkpoint));
    assert.equal(`${fault || "ok"} ${since ?? ""}`, `${check.verdict} ${check.time}`);
  }
}

function checkLogReceipt({ receipt, verdict, includes: isIn, entry }: Case): void {
  assert.equal(verdictOf(() => parseLogReceipt(receipt)), verdict);
  if (verdict === "ok") assert.equal(holdsEntry(parseLogReceipt(receipt), entry), isIn);
}

/** The witness of the vectors knows the log's two keys; both are among those of `journal-keys.json`, with the witness's own. */
function checkWitness({ request, kept, now, status, body, content_type, keep }: Case, keyCases: Case[]): void {
  const secrets = keyCases.filter((one) => one.secret !== undefined).map((one) => openSecret(one.secret));
  const keys = secrets.map(({ key }) => key).filter(({ type }) => type !== "witness");
  const answer = answerTo(request, { origin: keys[0].name, keys, kept: kept === "" ? null : parseCheckpoint(kept) });
  assert.equal(answer.status, status);
  assert.equal(content_type, answer.status === 409 ? "text/x.tlog.size" : "text/plain; charset=utf-8");
  if (answer.status === 409) assert.equal(`${answer.size}\n`, body);
  else if (answer.status === 200) {
    const { key, secret } = secrets.find((one) => one.key.type === "witness")!;
    const line = signatureLine({ ...key, type: "witness", secret }, answer.note.text, BigInt(now));
    assert.equal(line, body);
    const lines = answer.note.lines.map(({ name, id, signature }) => `${name} ${id} ${hex(signature)}`);
    same(parseNote(keep).lines.slice(0, -1).map(({ name, id, signature }) => `${name} ${id} ${hex(signature)}`), lines);
    assert.equal(keep.endsWith(`${line}`), true);
  } else assert.equal(body, "");
  if (answer.status !== 200) assert.equal(keep, "");
}

/** A draw's bundle with a journal: the verdict with the policy, when the quorum had cosigned the commit, and the verdict once the policy is taken away. */
function checkBundle({ base, journal, policy, first, first_without_policy, cosigned }: Case, draws: Case[]): void {
  const check = new BundleCheck(tampered({ ...filesOfDraw(draws, base), "journal.json": journal }, {}));
  const report = check.report(parsePolicy(utf8(policy)));
  const since = report.first === "ok" ? check.journal!.entries[0].standing!.since : null;
  same([report.first, since === null ? "" : String(since)], [first, cosigned ?? ""]);
  assert.equal(check.again(report, null).first, first_without_policy);
}
