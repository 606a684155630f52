import assert from "node:assert/strict";
import test from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concat, hex, hexH, unhex, utf8 } from "../../src/draw/bytes";
import { type Json, canonicalText } from "../../src/draw/canonical";
import { leafHash, rootOf } from "../../src/draw/merkle";
import { unbase64 } from "../../src/journal/base64";
import { parseCheckpoint } from "../../src/journal/checkpoint";
import { parseEntry } from "../../src/journal/entry";
import { keyId, parseVerifierKey, verifierKeyText, verifyLine } from "../../src/journal/keys";
import { keysInForce, openKeysChain } from "../../src/journal/keys-note";
import { newTiles, pathText } from "../../src/journal/files";
import { parseNote } from "../../src/journal/note";
import { BadPolicy, parsePolicy } from "../../src/journal/policy";
import { holdsEntry, parseLogReceipt } from "../../src/journal/proof";
import { judge } from "../../src/journal/satisfies";
import { Refused, verdictOf } from "../../src/journal/refusal";
import { sm2KeyOf, verifySm2 } from "../../src/journal/sm2";
import { sm3 } from "../../src/journal/sm3";
import { EMPTY_ROOT, continues } from "../../src/journal/tree";
import {
  LOG, ORIGIN, POLICY, ROOT_KEY, WITNESSES, consistencyOf, makeCheckpoint, makeKeysNote, makeLogReceipt, makeSigner, policyText, signatureLine,
} from "../support/journal";

const ENTRIES = Array.from({ length: 70 }, (_, at) => `entry ${at}`);
const LEAVES = ENTRIES.map(leafHash);

test("SM3 gives the standard's two answers", () => {
  assert.equal(hex(sm3(utf8("abc"))), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  assert.equal(hex(sm3(utf8("abcd".repeat(16)))), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
});

test("the SM2 signature of GM/T 0003.5 verifies, and no other", () => {
  const key = unhex("0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13")!;
  const signature = unhex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa")!;
  assert.equal(verifySm2(key, utf8("message digest"), signature), true);
  assert.equal(verifySm2(key, utf8("message digesT"), signature), false);
  for (const at of [0, 31, 32, 63]) {
    const changed = signature.slice();
    changed[at] ^= 1;
    assert.equal(verifySm2(key, utf8("message digest"), changed), false);
  }
  const offCurve = key.slice();
  offCurve[64] ^= 1;
  assert.equal(verifySm2(offCurve, utf8("message digest"), signature), false);
});

test("consistency proofs hold for every pair of sizes, and only for their roots", () => {
  const root = (size: number): string => rootOf(LEAVES.slice(0, size));
  const holds = (old: number, oldRoot: string, size: number, newRoot: string, proof: string[]): boolean =>
    continues(BigInt(old), oldRoot, BigInt(size), newRoot, proof);
  for (let size = 1; size <= LEAVES.length; size++) {
    for (let old = 1; old <= size; old++) {
      const proof = consistencyOf(LEAVES.slice(0, size), old);
      assert.equal(holds(old, root(old), size, root(size), proof), true, `${old} ${size}`);
      assert.equal(holds(old, root(old), size, hexH("another"), proof), false);
      if (old < size) assert.equal(holds(old, hexH("another"), size, root(size), proof), false);
      assert.equal(holds(old, root(old), size, root(size), [...proof, EMPTY_ROOT]), false);
      if (proof.length > 0) assert.equal(holds(old, root(old), size, root(size), proof.slice(0, -1)), false);
    }
  }
  assert.equal(holds(0, EMPTY_ROOT, 5, root(5), []), true);
  assert.equal(holds(0, root(1), 5, root(5), []), false);
  assert.equal(holds(6, root(6), 5, root(5), []), false);
});

test("tiles lie where tlog-tiles says", () => {
  const tiles = (size: number): string[] => newTiles(0, size).map(pathText);
  assert.deepEqual(tiles(256), ["tile/0/000", "tile/1/000.p/1"]);
  const paths = tiles(70000);
  assert.equal(paths.length, 273 + 1 + 1 + 1 + 1);
  assert.deepEqual(paths.slice(273), ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"]);
  assert.deepEqual(tiles(0), []);
});

test("the note of C2SP's signed-note is taken apart at its last empty line", () => {
  const text = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned \u00e8 subito sera.\n";
  const signature = "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=";
  const note = parseNote(`${text}\n\u2014 quasimodo.example/salvatore ${signature}\n`);
  assert.equal(note.text, text);
  assert.deepEqual(note.lines.map(({ name, id, signature: bytes }) => [name, id, bytes.length]), [["quasimodo.example/salvatore", "367ba04b", 64]]);
});

test("notes and checkpoints of another form are refused", () => {
  const good = makeCheckpoint(ENTRIES, []);
  assert.equal(parseCheckpoint(good).size, BigInt(ENTRIES.length));
  const bad = (find: string | RegExp, replace: string): void => {
    const changed = good.replace(find, replace);
    assert.notEqual(changed, good);
    assert.throws(() => parseCheckpoint(changed), Refused);
  };
  bad("\n70\n", "\n070\n");
  bad("\n70\n", "\n9223372036854775808\n");
  bad("\n70\n", "\n70\r\n");
  bad("=\n\n", "\n\n");
  bad("=\n\n", "=\nextension\n\n");
  bad("\u2014 ", "- ");
  bad("\u2014 price.fushun.example/journal", "\u2014 price+fushun");
  bad("\u2014 price.fushun.example/journal", "\u2014 price\u3000fushun");
  bad(/\n$/, "");
  bad("price.fushun.example/journal\n", "price fushun\n");
  const lines = (count: number): string => good + `\u2014 x AAAAAAA=\n`.repeat(count - 1);
  assert.equal(parseCheckpoint(lines(64)).note.lines.length, 64);
  assert.throws(() => parseCheckpoint(lines(65)));
});

test("base64 is read only as it would be written", () => {
  assert.equal(hex(unbase64("AQI=")!), "0102");
  for (const text of ["AQI", "AQJ=", "AQI=\n", " AQI=", "A===", "AQ-_"]) assert.equal(unbase64(text), null, text);
});

test("verifier keys read back, and not with another id or type", () => {
  for (const key of [LOG, WITNESSES[0]]) assert.equal(parseVerifierKey(verifierKeyText(key)).id, key.id);
  assert.equal(verdictOf(() => parseVerifierKey(verifierKeyText({ ...LOG, id: "00000000" }))), "id");
  const sm2 = sm2KeyOf(unhex("11".repeat(32))!);
  const text = verifierKeyText({ name: "log", type: "sm2", key: sm2, id: keyId("log", "sm2", sm2) });
  assert.equal(parseVerifierKey(text).type, "sm2");
});

test("the receipt leads from its entry to its root, and from no other", () => {
  const checkpoint = makeCheckpoint(ENTRIES, []);
  for (const index of [0, 1, 63, 64, 69]) {
    const receipt = parseLogReceipt(makeLogReceipt(ENTRIES, index, checkpoint));
    assert.equal(holdsEntry(receipt, ENTRIES[index]), true);
    assert.equal(holdsEntry(receipt, ENTRIES[(index + 1) % 70]), false);
    assert.equal(holdsEntry({ ...receipt, index: BigInt((index + 1) % 70) }, ENTRIES[index]), false);
  }
  const good = makeLogReceipt(ENTRIES, 3, checkpoint, utf8("extra"));
  assert.equal(hex(parseLogReceipt(good).extra!), hex(utf8("extra")));
  for (const [find, replace] of [["@v1", "@v2"], ["index 3", "index 03"], ["extra ZXh", "extra  ZXh"], ["index 3\n", "index 3\nAAAA\n"], ["index 3\n", ""]]) {
    assert.throws(() => parseLogReceipt(good.replace(find, replace)), Refused, find);
  }
});

test("a policy asks for its log, its quorum, and true lines of all keys it knows", () => {
  const policy = parsePolicy(POLICY);
  const standing = (cosigned: [typeof LOG, number][], log = LOG) => judge(policy, parseCheckpoint(makeCheckpoint(ENTRIES, cosigned, log)));
  const [one, two, three] = WITNESSES;
  assert.deepEqual(standing([[three, 300], [one, 100]]), { fault: "", about: "", cosigned: [{ name: "w1", keyName: one.name, time: 100 }, { name: "w3", keyName: three.name, time: 300 }], since: 300 });
  assert.equal(standing([[three, 300], [one, 100], [two, 200]]).since, 200);
  assert.equal(standing([[one, 100], [one, 50]]).fault, "quorum");
  assert.equal(standing([[one, 300], [two, 200], [one, 100]]).since, 200);
  assert.equal(standing([[one, 100], [two, 200]], makeSigner("other.example/journal", "ed25519")).fault, "log");
  const forged = makeCheckpoint(ENTRIES, [[one, 1], [two, 2]]) + signatureLine(three, "another text\n", 3);
  assert.equal(judge(policy, parseCheckpoint(forged)).fault, "signature");
  const stranger = makeCheckpoint(ENTRIES, [[one, 1], [two, 2]]) + signatureLine(makeSigner("stranger", "witness"), "another text\n", 3);
  assert.equal(judge(policy, parseCheckpoint(stranger)).fault, "");
});

test("a quorum of groups holds as soon as so many of each have cosigned", () => {
  const [one, two, three] = WITNESSES.map(verifierKeyText);
  const lines = [`log ${verifierKeyText(LOG)}`, `witness a ${one}`, `witness b ${two}`, `witness c ${three}`, "group ab any a b", "group abc all ab c", "quorum abc"];
  const policy = parsePolicy(policyText(lines));
  const checkpoint = makeCheckpoint(ENTRIES, [[WITNESSES[0], 50], [WITNESSES[1], 20], [WITNESSES[2], 30]]);
  assert.equal(judge(policy, parseCheckpoint(checkpoint)).since, 30);
  const none = parsePolicy(policyText([lines[0], "quorum none"]));
  assert.deepEqual(judge(none, parseCheckpoint(checkpoint)), { fault: "", about: "", cosigned: [], since: null });
});

test("a policy that breaks a rule is refused with its line", () => {
  const log = `log ${verifierKeyText(LOG)}`;
  const witness = (name: string, at = 0): string => `witness ${name} ${verifierKeyText(WITNESSES[at])}`;
  const refused = (lines: string[], line: number, fault: string): void =>
    assert.throws(() => parsePolicy(policyText(lines)), (error) => error instanceof BadPolicy && error.code === fault && error.line === line, fault);
  refused([log], 2, "quorum");
  refused([log, "quorum none", "quorum none"], 3, "quorum");
  refused([log, "quorum a", witness("a")], 2, "unknown-name");
  refused([`${log}\r`, "quorum none"], 1, "characters");
  refused(["logs x", "quorum none"], 1, "form");
  refused([`${log} https://a.example b`, "quorum none"], 1, "form");
  refused([log.replace("+", "+0")], 1, "key");
  refused([`log ${verifierKeyText(WITNESSES[0])}`], 1, "key");
  refused([witness("a").replace(verifierKeyText(WITNESSES[0]), verifierKeyText(LOG))], 1, "key");
  refused([log, log], 2, "same-key");
  refused([witness("a"), witness("b")], 2, "same-key");
  refused([witness("a"), witness("a", 1)], 2, "same-name");
  refused([witness("none")], 1, "same-name");
  refused([witness("a"), "group g all a a"], 2, "same-member");
  refused([witness("a"), witness("b", 1), "group g any a b", "group h any g a"], 4, "same-member");
  refused([witness("a"), "group g 2 a"], 2, "threshold");
  refused([witness("a"), "group g 0 a"], 2, "threshold");
  assert.equal(parsePolicy(policyText([" \t# comment", "", ` \t${log}\thttps://a.example `, "quorum none"])).logs.length, 1);
});

test("keys follow from the chain of notes", () => {
  const spare = makeSigner("spare", "ed25519");
  const other = { ...LOG, key: spare.key, id: keyId(LOG.name, "ed25519", spare.key) };
  const first = makeKeysNote(1, "0".repeat(64), 0, [LOG]);
  const second = makeKeysNote(2, hexH(first), 10, [LOG, other]);
  const third = makeKeysNote(3, hexH(second), 20, [other]);
  const chain = openKeysChain(ORIGIN, [first, second, third], ROOT_KEY);
  const ids = (size: number): string[] => keysInForce(chain, BigInt(size)).map((key) => key.id);
  assert.deepEqual([ids(0), ids(9), ids(10).sort(), ids(20)], [[LOG.id], [LOG.id], [LOG.id, other.id].sort(), [other.id]]);
  const refused = (...notes: string[]): void => assert.throws(() => openKeysChain(ORIGIN, notes, ROOT_KEY), Refused);
  refused(second);
  refused(first, third);
  refused(makeKeysNote(1, "0".repeat(64), 1, [LOG]));
  refused(first, makeKeysNote(2, hexH(first), 10, [WITNESSES[0]]));
  refused(first, second.replace("\n10\n", "\n11\n"));
  refused(first, second, makeKeysNote(3, hexH(second), 9, [other]));
  refused(makeKeysNote(1, "0".repeat(64), 0, [LOG], { ...LOG, name: ROOT_KEY.name }));
});

test("entries have their form, and known kinds their facts", () => {
  const good: Record<string, Json> = {
    actor: { pseudonym: "0".repeat(32), role: "clerk" }, body: { facts: { commitment: "a".repeat(64), seed: "b".repeat(64) }, sealed: {} },
    case: { id: "price.example/2026/42", kind: "draw" }, kind: "draw.seeded", organisation: "price.example", prev: [4],
    time: "2026-11-20T21:31:00+08:00", version: "yaoguang/journal/v1",
  };
  assert.equal(parseEntry(canonicalText(good)).prev, 4);
  const facts = (it: Json): Json => ({ facts: it, sealed: {} });
  const bad: [string, Json][] = [
    ["actor", { pseudonym: "0".repeat(31), role: "clerk" }], ["actor", { pseudonym: "0".repeat(32), role: "Clerk" }],
    ["body", facts({ commitment: "a".repeat(64) })], ["body", facts({ commitment: "a".repeat(64), seed: 1 })],
    ["body", facts({ commitment: "a".repeat(64), seed: "b".repeat(64), more: 1 })],
    ["case", { id: "x", kind: "journal" }], ["kind", "draw"], ["kind", "draw.seeded.x"], ["organisation", ""], ["prev", [1, 2]], ["time", "2026-11-20"], ["version", "v2"],
  ];
  for (const [key, value] of bad) assert.throws(() => parseEntry(canonicalText({ ...good, [key]: value })), Error, `${key} ${canonicalText(value)}`);
  const unknown = { ...good, kind: "notice.served", body: facts({ n: 1, day: "2026-11-20T21:31:00+08:00", code_1: "x" }) };
  assert.equal(parseEntry(canonicalText(unknown)).kind, "notice.served");
  assert.throws(() => parseEntry(canonicalText({ ...unknown, body: facts({ said: "free text" }) })));
  assert.throws(() => parseEntry(canonicalText({ ...unknown, body: { facts: { n: 1 }, sealed: { n: "a".repeat(64) } } })));
  assert.throws(() => parseEntry(canonicalText({ ...unknown, body: facts({ "1n": 1 }) })));
  const many = (count: number): Json => facts(Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, 1])));
  assert.ok(parseEntry(canonicalText({ ...unknown, body: many(64) })));
  assert.throws(() => parseEntry(canonicalText({ ...unknown, body: many(65) })));
});

test("a cosignature covers its time", () => {
  const text = "origin\n0\nx\n";
  const line = parseNote(`${text}\n${signatureLine(WITNESSES[0], text, 1679315147)}`).lines[0];
  assert.deepEqual(verifyLine(WITNESSES[0], text, line), { time: 1679315147n });
  line.signature[7] ^= 1;
  assert.equal(verifyLine(WITNESSES[0], text, line), null);
});

test("a signature that holds only with the cofactor doesn't verify", () => {
  const { Point } = ed25519;
  const torsion = Point.fromBytes(unhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")!);
  const a = 5n;
  const key = Point.BASE.multiply(a).add(torsion).toBytes();
  const signer = { name: "log", type: "ed25519" as const, key, id: keyId("log", "ed25519", key) };
  let differing = 0;
  for (let r = 7n; r < 40n; r++) {
    const text = `message ${r}\n`;
    const R = Point.BASE.multiply(r).toBytes();
    const k = Point.Fn.create(BigInt(`0x${hex(sha512(concat(R, key, utf8(text))).reverse())}`));
    const S = unhex(Point.Fn.create(r + k * a).toString(16).padStart(64, "0"))!.reverse();
    const signature = concat(R, S);
    assert.equal(ed25519.verify(signature, utf8(text), key, { zip215: false }), true);
    const holds = verifyLine(signer, text, { name: "log", id: signer.id, signature }) !== null;
    assert.equal(holds, k % 8n === 0n);
    if (!holds) differing++;
  }
  assert.ok(differing > 0);
});
