import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { exportOf } from "../../src/features/audit/calls";
import { actWord, changes, factName, factValue, fieldName, fieldValue, pageOf, plain, storyWord } from "../../src/features/audit/said";
import { opens } from "../../src/features/audit/seal";

const WORDS: Record<string, string> = {
  "entry-subject-risk-moved": "调整风险等级", "fact-from": "原为", "fact-edition-from": "生效日期", "code-b": "B级", "subject-status-active": "存续", "complaint-outcome-true": "属实", "subject-domain": "领域", "subject-domain-medical": "医疗", "inspector-field-valid-to": "有效期至",
};
const wordOf = (key: string): string | null => WORDS[key] ?? null;

test("codes of the journal are said in words, and stand as they are where there is none", () => {
  assert.equal(actWord("subject.risk-moved", wordOf), "调整风险等级");
  assert.equal(actWord("thing.done", wordOf), "thing.done");
  assert.deepEqual([factName("subject", "from", wordOf), factName("edition", "from", wordOf), factName("subject", "other", wordOf)], ["原为", "生效日期", "other"]);
  const said = [["subject", "from", "b"], ["subject", "to", "active"], ["complaint", "outcome", "true"], ["import", "rows", 7]] as const;
  assert.deepEqual(said.map(([thing, name, value]) => factValue(thing, name, value, wordOf)), ["B级", "存续", "属实", "7"]);
});

test("an act of a thing's story is said in its own words, else in the journal's", () => {
  const told = (key: string): string | null => (key === "story-subject-merged" ? "并户" : wordOf(key));
  assert.deepEqual(["subject.merged", "subject.risk-moved", "thing.done"].map((act) => storyWord(act, told)), ["并户", "调整风险等级", "thing.done"]);
});

test("a field is called what its own pages call it", () => {
  assert.deepEqual([fieldName("subject", "domain", wordOf), fieldName("inspector", "valid_to", wordOf), fieldName("subject", "moves", wordOf)], ["领域", "有效期至", null]);
  assert.deepEqual([fieldValue("subject", "domain", "medical", wordOf), fieldValue("subject", "name", "老王", wordOf), fieldValue("subject", "number", 7, wordOf)], ["医疗", "老王", "7"]);
});

test("two images differ in the fields that differ", () => {
  const before = JSON.stringify({ name: "老王", risk: "B", tags: ["早市"] });
  const after = JSON.stringify({ name: "老王", risk: "C", tags: ["早市", "夜市"] });
  assert.deepEqual(changes(before, after).map(({ field, was, became }) => [field, plain(was), plain(became)]), [["risk", "B", "C"], ["tags", '["早市"]', '["早市","夜市"]']]);
  assert.deepEqual(changes(null, after).map(({ field }) => field), ["name", "risk", "tags"]);
  assert.deepEqual(changes(after, after), []);
});

test("only what this console shows is linked", () => {
  assert.equal(pageOf("subject", "7"), "/subjects/7");
  assert.equal(pageOf("import", "7"), null);
});

test("a seal is of its salt and its value, and of nothing else", async () => {
  const salt = "0f".repeat(32);
  const seal = createHash("sha256").update("yaoguang/v1/field\n").update(Buffer.from(salt, "hex")).update("state\n").update('{"name":"老王"}').digest("hex");
  assert.equal(await opens(seal, salt, '{"name":"老王"}'), true);
  assert.equal(await opens(seal, salt, '{"name":"老李"}'), false);
  assert.equal(await opens(seal, "0e".repeat(32), '{"name":"老王"}'), false);
});

test("the address's filters go out as the server takes them", () => {
  assert.deepEqual(exportOf(new URLSearchParams("q=x&act=person.added&waiting=false&page=2"), "csv"), { format: "csv", q: "x", filters: { act: "person.added", waiting: false } });
});
