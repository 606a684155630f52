import assert from "node:assert/strict";
import test from "node:test";
import { hexH, utf8 } from "../../src/draw/bytes";
import { type Json, canonicalText } from "../../src/draw/canonical";
import { STEPS, check } from "../../src/result/check";
import { makeCheckpoint, makeLogReceipt } from "../support/journal";

const TEXT = utf8('{"form":"yaoguang/disclosure/v1","number":2}');
const DIGEST = hexH(TEXT);

function entry(kind: string, facts: Record<string, Json>): string {
  return canonicalText({
    actor: { pseudonym: "0".repeat(32), role: "publisher" }, body: { facts, sealed: {} }, case: { id: "0197a000-0000-7000-8000-000000000001", kind: "disclosure" },
    kind, organisation: "price.fushun.example", prev: [], time: "2026-03-05T10:00:00+08:00", version: "yaoguang/journal/v1",
  });
}

const GOOD = entry("disclosure.published", { disclosure: DIGEST, number: 2 });
const OTHERS = ["one", "two", "three"].map((name, at) => entry("visit.reviewed", { number: at, digest: hexH(name) }));

function receipt(of: string, extra = of): Uint8Array {
  const entries = [...OTHERS, of];
  return utf8(makeLogReceipt(entries, OTHERS.length, makeCheckpoint(entries, []), utf8(extra)));
}

const failing = (text: Uint8Array, proof: Uint8Array, told = { digest: DIGEST, number: 2 }): string[] => {
  const found = check(text, proof, told);
  return STEPS.filter((step) => !found[step].holds);
};

test("a result that is as the journal has it holds in every step", () => {
  assert.deepEqual(failing(TEXT, receipt(GOOD)), []);
  const found = check(TEXT, receipt(GOOD), { digest: DIGEST, number: 2 });
  assert.deepEqual([found.text.seen, found.digest.seen, found.entry.seen, found.proof.seen], [String(TEXT.length), DIGEST, DIGEST, "4"]);
});

test("whatever differs is named", () => {
  assert.deepEqual(failing(utf8("{}"), receipt(GOOD)), ["digest", "entry"]);
  assert.deepEqual(failing(TEXT, receipt(GOOD), { digest: hexH("x"), number: 2 }), ["digest"]);
  assert.deepEqual(failing(TEXT, receipt(GOOD), { digest: DIGEST, number: 1 }), ["entry"]);
  assert.deepEqual(failing(TEXT, receipt(entry("disclosure.superseded", { disclosure: DIGEST, number: 2 }))), ["entry"]);
  // An entry that says so, and doesn't stand in the tree.
  assert.deepEqual(failing(TEXT, receipt(OTHERS[0], GOOD)), ["proof"]);
  assert.deepEqual(failing(TEXT, utf8("nothing")), ["entry", "proof"]);
});
