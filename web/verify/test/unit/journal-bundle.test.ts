import assert from "node:assert/strict";
import test from "node:test";
import { hexH, utf8 } from "../../src/draw/bytes";
import { BundleCheck, verifyBundle } from "../../src/draw/bundle";
import { type Json, canonicalText } from "../../src/draw/canonical";
import { JOURNAL_CHECKS, type JournalCode, gapsOf, runChecks } from "../../src/draw/report";
import { JournalCheck } from "../../src/journal/bundle";
import { verifierKeyText } from "../../src/journal/keys";
import { parsePolicy } from "../../src/journal/policy";
import { LogReceiptCheck } from "../../src/journal/receipt-check";
import { makeBundle, publicEdition, townRecipe, withAmendments } from "../support/bundle";
import { type Change, LOG, ORIGIN, POLICY, WITNESSES, makeCheckpoint, makeJournal, makeLogReceipt, makeSigner, policyText, withJournal } from "../support/journal";

const TOWN = publicEdition(makeBundle(townRecipe()));
const AUDITOR = makeBundle(townRecipe());
const TRUST = parsePolicy(POLICY);

function check(first: string, files: Map<string, Uint8Array>, policy = TRUST): void {
  const report = verifyBundle(files, policy);
  assert.equal(report.first, first, report.checks.find((one) => one.status === "failed")?.detail);
}

/** The journal with its steps changed before they are entered: tree, receipts and signatures are sound. */
const entered = (change: Change): Map<string, Uint8Array> => withJournal(TOWN, makeJournal(TOWN, change));

/** The journal with one thing changed afterwards. */
function edited(change: (journal: any) => void): Map<string, Uint8Array> {
  const journal = makeJournal(TOWN);
  change(journal);
  return withJournal(TOWN, journal);
}

/** Changes one of the steps. */
const step = (at: number, change: object): Change => (steps) => steps.map((one, index) => (index === at ? { ...one, ...change } : one));

const gaps = (files: Map<string, Uint8Array>, policy: typeof TRUST | null = null): string[] =>
  verifyBundle(files, policy).checks.filter((one) => one.code.startsWith("journal-") && one.status === "notCheckableHere").map((one) => `${one.code} ${one.gap}`);

test("a sound journal passes in both editions, with amendments too", () => {
  check("ok", withJournal(TOWN));
  check("ok", withJournal(AUDITOR));
  const { targets } = JSON.parse(new TextDecoder().decode(AUDITOR.get("result.json")!));
  const amended = withAmendments(AUDITOR, [{ kind: "gone", inspector: "", subject: targets[0].id }, { kind: "gone", inspector: "", subject: targets[1].id }]);
  check("ok", withJournal(amended));
  check("journal-form", withJournal(amended, makeJournal(amended, (steps) => steps.slice(0, -1))));
  check("journal-facts", withJournal(amended, makeJournal(amended, (steps) => [...steps.slice(0, -2), steps[5], steps[4]])));
});

test("without a journal, or without a policy, what can't be seen is said and the draw's verdict stands", () => {
  assert.deepEqual(gaps(TOWN, TRUST), ["form", "facts", "inclusion", "order", "signatures"].map((name) => `journal-${name} no-journal`));
  check("ok", TOWN);
  assert.deepEqual(gaps(withJournal(TOWN)), ["journal-signatures no-policy"]);
  assert.equal(verifyBundle(TOWN).checks.length, 29);
  // Each reason is told once, with how many checks it keeps from being made.
  assert.deepEqual([...gapsOf(verifyBundle(withJournal(TOWN)).checks)], [["public-edition", 8], ["no-policy", 1]]);
  assert.deepEqual([...gapsOf(verifyBundle(withJournal(AUDITOR)).checks)], [["no-policy", 1]]);
});

test("a journal that has not its form fails journal-form", () => {
  const form = (files: Map<string, Uint8Array>): void => check("journal-form", files);
  form(new Map([...TOWN, ["journal.json", utf8("{}")]]));
  form(edited((journal) => (journal.version = "yaoguang/journal/v2")));
  form(edited((journal) => journal.entries.splice(1, 1)));
  form(edited((journal) => journal.entries.reverse()));
  form(edited((journal) => journal.entries.push(journal.entries[3])));
  form(edited(({ entries }) => (entries[0].openings[0].value += "!")));
  form(edited(({ entries }) => (entries[0].openings[0].field = "tasks")));
  form(edited(({ entries }) => entries[0].openings.push(entries[0].openings[0])));
  form(edited(({ entries }) => (entries[0].entry = ` ${entries[0].entry}`)));
  form(edited(({ entries }) => (entries[0].proof = entries[0].proof.replace("index", "extra AA==\nindex"))));
  form(edited(({ entries }) => (entries[0].proof = entries[0].proof.slice(0, -1))));
  form(entered(step(1, { kind: "draw.drawn" })));
});

test("an entry of an unknown kind may stand anywhere but at the beginning, and only its case and place are checked", () => {
  const unknown = (at: number): Change => (steps) => {
    const openings = [{ field: "task", salt: "2".repeat(64), value: "a task of its own" }];
    return [...steps.slice(0, at), { ...steps[Math.max(at - 1, 0)], kind: "draw.inspected", facts: { commitment: "code" }, openings }, ...steps.slice(at)];
  };
  for (const at of [1, 2, 3, 4]) check("ok", entered(unknown(at)));
  check("journal-form", entered(unknown(0)));
  check("journal-form", entered((steps) => unknown(1)(steps).filter((one) => one.kind !== "draw.seeded")));
  const late = (time: string): Change => (steps) => unknown(1)(steps).map((one) => (one.kind === "draw.inspected" ? { ...one, time } : one));
  check("ok", entered(late("2026-11-20T20:00:00+08:00")));
  check("journal-order", entered(late("2026-11-20T10:00:29+08:00")));
  const changed = (from: string, to: string): Map<string, Uint8Array> => {
    const journal = makeJournal(TOWN, unknown(2));
    journal.entries[2].entry = journal.entries[2].entry.replace(from, to);
    return withJournal(TOWN, journal);
  };
  check("journal-facts", changed("price.example/2026/42", "price.example/2026/43"));
  check("journal-facts", changed('"kind":"draw"', '"kind":"visit"'));
  check("journal-inclusion", changed("clerk", "chief"));
  const leftOut = makeJournal(TOWN, unknown(2));
  leftOut.entries.splice(2, 1);
  check("journal-order", withJournal(TOWN, leftOut));
});

test("a known kind that has no place in a draw's case fails journal-form", () => {
  const extra = (change: object): Change => (steps) => [...steps, { ...steps[3], ...change }];
  const why = { field: "why", salt: "2".repeat(64), value: "rain" };
  check("journal-form", entered(extra({ kind: "draw.annulled", facts: { commitment: "a".repeat(64), reason: "closed" }, openings: [why] })));
  const keys = edited((journal) => {
    const entry = JSON.parse(journal.entries[3].entry);
    Object.assign(entry, { kind: "journal.keys", case: { id: ORIGIN, kind: "journal" } });
    entry.body.facts = { note: "a".repeat(64), number: 2 };
    journal.entries.splice(3, 0, { ...journal.entries[3], entry: canonicalText(entry) });
  });
  check("journal-form", keys);
});

test("a journal of another draw fails journal-facts", () => {
  const facts = (change: Change): void => check("journal-facts", entered(change));
  const other = "c".repeat(64);
  for (const at of [0, 1, 2, 3]) facts((steps) => steps.map((one, index) => (index === at ? { ...one, facts: { ...one.facts, commitment: other } } : one)));
  for (const name of ["number", "subjects", "excluded", "inspectors", "recusals"]) {
    facts((steps) => [{ ...steps[0], facts: { ...steps[0].facts, [name]: 999 } }, ...steps.slice(1)]);
  }
  facts((steps) => steps.map((one) => ("seed" in one.facts ? { ...one, facts: { ...one.facts, seed: other } } : one)));
  facts((steps) => steps.map((one, index) => (index === 2 ? { ...one, facts: { ...one.facts, result: other } } : one)));
  facts((steps) => steps.map((one, index) => (index === 3 ? { ...one, facts: { ...one.facts, result: other } } : one)));
  facts(step(0, { openings: [{ field: "task", salt: "1".repeat(64), value: "another task" }] }));
  check("journal-facts", edited(({ entries }) => (entries[1].entry = entries[1].entry.replace("price.example/2026/42", "price.example/2026/43"))));
  check("ok", edited(({ entries }) => (entries[0].openings = [])));
});

test("an entry changed after it was entered fails journal-inclusion", () => {
  for (const at of [0, 1, 2, 3]) check("journal-inclusion", edited(({ entries }) => (entries[at].entry = entries[at].entry.replace("clerk", "chief"))));
  check("journal-inclusion", edited(({ entries }) => (entries[1].proof = entries[1].proof.replace("index 5", "index 6"))));
});

test("a broken chain, another organisation, or a time out of order fails journal-order", () => {
  const order = (change: Change): void => check("journal-order", entered(change));
  order(step(1, { organisation: "tax.fushun.example" }));
  order(step(2, { time: "2026-11-20T21:30:59+08:00" }));
  order(step(0, { time: "2026-11-20T18:00:00+08:00" }));
  order(step(1, { time: "2026-11-20T20:59:59+08:00" }));
  const other = makeJournal(TOWN, undefined, makeSigner("other.example/journal", "ed25519"));
  check("journal-order", edited((journal) => (journal.entries[3] = other.entries[3])));
  const shifted = makeJournal(TOWN, (steps) => [steps[0], steps[0], ...steps.slice(1)]);
  shifted.entries.splice(1, 1);
  check("journal-order", withJournal(TOWN, shifted));
  shifted.entries.splice(0, 1, makeJournal(TOWN).entries[0]);
  check("journal-order", withJournal(TOWN, shifted));
});

test("a checkpoint that doesn't satisfy the policy fails journal-signatures", () => {
  const signatures = (files: Map<string, Uint8Array>, policy = TRUST): void => check("journal-signatures", files, policy);
  for (const at of [0, 1, 2, 3]) {
    signatures(edited(({ entries }) => (entries[at].proof = entries[at].proof.split("\n").slice(0, -2).join("\n") + "\n")));
    signatures(edited(({ entries }) => (entries[at].proof = entries[at].proof.replace(/(\u2014 press.fushun.example .{30})(.)/, (_: string, kept: string, one: string) => kept + (one === "A" ? "B" : "A")))));
  }
  signatures(withJournal(TOWN), parsePolicy(policyText([`log ${verifierKeyText(makeSigner("other.example/journal", "ed25519"))}`, "quorum none"])));
  signatures(withJournal(TOWN), parsePolicy(policyText([`log ${verifierKeyText(LOG)}`, `witness u ${verifierKeyText(WITNESSES[2])}`, "quorum u"])));
  const late = 8 * 3600;
  signatures(entered(step(0, { lag: late })));
  check("ok", entered(step(3, { lag: late })));
  check("ok", entered(step(0, { lag: late })), parsePolicy(policyText([`log ${verifierKeyText(LOG)}`, "quorum none"])));
});

test("a single receipt with its entry is judged by the policy", () => {
  const { entries } = makeJournal(TOWN);
  const receipt = entries[0].proof.replace("\nindex", `\nextra ${btoa(String.fromCharCode(...utf8(entries[0].entry)))}\nindex`);
  const judged = (text: string, policy: typeof TRUST | null = TRUST): string => {
    const { first, checks } = new LogReceiptCheck(utf8(text), policy).report();
    return `${first} ${checks.map((one) => one.gap ?? "").join()}`;
  };
  assert.equal(judged(receipt), "ok ,,");
  assert.equal(judged(receipt, null), "ok ,,no-policy");
  assert.equal(judged(entries[0].proof), "ok no-entry,no-entry,");
  assert.equal(judged(receipt.replace("index", "indeks")), "journal-form ,,");
  assert.equal(judged(receipt.replace(/index \d+/, "index 1")), "journal-inclusion ,,");
  assert.equal(judged(receipt.replace(`\u2014 ${ORIGIN} `, "\u2014 somebody ")), "journal-signatures ,,");
  const text = canonicalText({ said: 1 } as Json);
  assert.equal(judged(makeLogReceipt([text], 0, makeCheckpoint([text], []), utf8(text))), "journal-form ,,");
});

test("a fallback's close counts like its source's", () => {
  const files = withJournal(TOWN);
  const check = new BundleCheck(files);
  check.report(TRUST);
  const { C, commitment, seed, amendments } = check;
  const order = (closes: string): string => {
    const sources = commitment.seed_plan.sources.map((source) => ({ ...source, fallback: [{ closes, name: "ssq:2026134" }] }));
    const draw = { C, commitment: { ...commitment, seed_plan: { ...commitment.seed_plan, sources } }, seed, amendments };
    const journal = new JournalCheck(files.get("journal.json"), { ...draw, record: hexH(files.get("seed.json")!), result: hexH(files.get("result.json")!) }, TRUST);
    return runChecks("public", JOURNAL_CHECKS, (code) => journal.run(code as JournalCode)).first;
  };
  assert.equal(order("2026-11-20T10:05:00+08:00"), "ok");
  // Entered before it, but cosigned by two only a quarter of a minute after it.
  assert.equal(order("2026-11-20T10:03:00+08:00"), "journal-signatures");
  assert.equal(order("2026-11-20T10:00:30+08:00"), "journal-order");
});
