import assert from "node:assert/strict";
import test from "node:test";
import { EARLY, partOf, partsDone } from "../../src/features/draws/form-parts";
import { meanText, unnamed } from "../../src/features/draws/loads";
import { faultsOf, readOf, shapeOf } from "../../src/features/draws/public-value";
import { readables } from "../../src/features/draws/readers";
import { type Values, blank, chanceText, fractionText, partiesOf, peopled } from "../../src/features/draws/scheme-values";

const KL8 = "03 07 11 15 18 22 25 29 33 36 41 44 48 52 57 61 66 70 74 79";

/** What is found of a text for a source: how many, what is wrong, what is too much, and whether it will do. */
function found(name: string, text: string): object {
  const shape = shapeOf(name);
  assert.ok(shape, name);
  const read = readOf(text, shape);
  return { found: read.found, faults: faultsOf(read), extra: read.extra, isWhole: read.isWhole };
}

test("a line of a lottery's numbers is whole whatever separates them", () => {
  for (const line of [KL8, KL8.replaceAll(" ", ","), KL8.replaceAll(" ", "、"), ` ${KL8.replaceAll(" ", " ，")} `, KL8.replaceAll("03", "3")]) {
    assert.deepEqual(found("kl8:2026318", line), { found: 20, faults: [], extra: [], isWhole: true }, line);
  }
  assert.deepEqual(found("ssq:2026026", "03 09 11 18 25 33+07"), { found: 7, faults: [], extra: [], isWhole: true });
  // The blue one may be the number of a red one.
  assert.deepEqual(found("ssq:2026026", "33、3,9,11,25,18 + 3"), { found: 7, faults: [], extra: [], isWhole: true });
});

test("what is wrong with a number, and what is missing, is told before anything is sent", () => {
  const check = (name: string, text: string, count: number, faults: [string, string[]][], extra: string[] = []): void => assert.deepEqual(found(name, text), { found: count, faults, extra, isWhole: false }, text);
  check("kl8:2026318", "", 0, []);
  check("kl8:2026318", KL8.slice(0, -3), 19, []);
  check("kl8:2026318", KL8.replace("79", "81"), 20, [["range", ["81"]]]);
  check("kl8:2026318", KL8.replace("79", "0"), 20, [["range", ["0"]]]);
  check("kl8:2026318", KL8.replace("79", "079"), 20, [["range", ["079"]]]);
  check("kl8:2026318", KL8.replace("79", "3"), 20, [["twice", ["3"]]]);
  check("kl8:2026318", KL8.replace("79", "7o"), 20, [["character", ["7o"]]]);
  check("kl8:2026318", `${KL8} 80`, 21, [], ["80"]);
  check("ssq:2026026", "03 09 11 18 25 34+17", 7, [["range", ["34", "17"]]]);
});

test("dice are read digit by digit, and the same may come again", () => {
  assert.deepEqual(found("dice:4d6", "1 2 6 6"), { found: 4, faults: [], extra: [], isWhole: true });
  assert.deepEqual(found("dice:4d6", "1270"), { found: 4, faults: [["range", ["7", "0"]]], extra: [], isWhole: false });
  assert.deepEqual(found("dice:3d10", "090"), { found: 3, faults: [], extra: [], isWhole: true });
  assert.equal(shapeOf("dice:3d10")?.example, "012");
});

test("the example of each source is one that will do, and other sources have none", () => {
  for (const name of ["kl8:2026318", "ssq:2026026", "dice:8d6", "dice:12d10"]) assert.deepEqual(readOf(shapeOf(name)?.example ?? "", shapeOf(name)!).isWhole, true, name);
  for (const name of ["drand:8990:7", "reveal:party-1", "dice:", "kl8x:1"]) assert.equal(shapeOf(name), null, name);
});

test("a source is read off from its close, and one that stands in not before the others can have come", () => {
  const close = (hour: string): string => `2026-11-27T${hour}:00:00+08:00`;
  const all = readables({ name: "kl8:1", closes: close("21"), fallback: [{ name: "ssq:2", closes: close("22") }, { name: "kl8:3", closes: "2026-11-30T21:00:00+08:00" }] }, 2);
  assert.deepEqual(all.map(({ name, place, opens, isFallback }) => [name, place, new Date(opens).toISOString(), isFallback]), [
    ["kl8:1", 2, "2026-11-27T13:00:00.000Z", false], ["ssq:2", 2, "2026-11-28T04:00:00.000Z", true], ["kl8:3", 2, "2026-11-30T13:00:00.000Z", true],
  ]);
});

test("a chance is told as a fraction and in a hundred", () => {
  const rate = { p: 1, q: 20, minimum: 3 };
  assert.equal(chanceText(rate, 19, "at-least"), "3/19 ≈ 15.8%");
  assert.equal(chanceText({ ...rate, minimum: 0 }, 40, "at-least"), "2/40 = 5%");
  assert.equal(chanceText({ p: 10, q: 100, minimum: 0 }, 18, "exact"), "1/10 = 10%");
  assert.equal(chanceText(rate, 2, "at-least"), "100%");
  assert.equal(chanceText({ p: 0, q: 1, minimum: 0 }, 19, "at-least"), "0");
  assert.equal(chanceText(rate, 0, "at-least"), "—");
  assert.equal(fractionText(1, 3000), "1/3000 ≈ 0.0333%");
});

test("a part is done when nothing seems to be lacking, and its fields lead to it", () => {
  const empty = blank("2026-11-28");
  assert.deepEqual(partsDone(empty, false), { scope: false, strata: false, exclusions: true, people: true, seed: false });
  assert.equal(empty.to, "", "nobody chose a last day yet");
  const filled: Values = { ...empty, task: "药价抽查", items: ["JG-20"], to: "2026-12-20", parties: [{ name: "纪委", outside: true, holds: 1 }, { name: "消协", outside: true, holds: 2 }] };
  assert.deepEqual(partsDone(filled, true), { scope: true, strata: true, exclusions: true, people: true, seed: true });
  const faulty: Values = { ...filled, to: "2026-11-27", visited: ["一年"], left_out: [{ code: "X1", reason: "不填" }], recusals: [{ certificate: "2104001", code: "", reason: "relative" }], parties: [{ name: " ", outside: true, holds: 0 }] };
  assert.deepEqual(partsDone(faulty, true), { scope: false, strata: false, exclusions: false, people: false, seed: false });
  const parts = [["task"], ["regions"], ["visited"], ["left_out", 2, "reason"], ["bench", "pools", 0, "name"], ["parties", 1, "name"]].map(partOf);
  assert.deepEqual(parts, ["scope", "scope", "strata", "exclusions", "people", "seed"]);
});

test("loads are told as means, and reasons of which not everybody is named", () => {
  assert.deepEqual([meanText(172, 200), meanText(400, 200), meanText(0, 0)], ["0.86", "2", "—"]);
  const ruled_out = [{ reason: "cap-reached", code: "A", name: "甲" }, { reason: "closed", code: "B", name: "乙" }];
  assert.deepEqual(unnamed({ excluded: { "cap-reached": 250, closed: 1, "recused-office": 900 }, ruled_out, ruled_out_most: 200 }), [["cap-reached", 250]]);
  assert.deepEqual(unnamed({ excluded: { closed: 900 }, ruled_out: null, ruled_out_most: 200 }), []);
});

test("strata are counted by what a draft can't be without: who reveals may be named later", () => {
  const begun: Record<string, unknown> = { ...blank("2026-11-28") };
  const lacking = EARLY.filter((field) => field in begun && begun[field] === "");
  assert.deepEqual(lacking, ["task", "to"]);
  const party = (name: string) => ({ name, outside: true, holds: 1 });
  assert.deepEqual(partiesOf({ disclosure: null, parties: [party(" "), party("消协"), party("")] }), [{ name: "消协", outside: true, holds: 0 }]);
  const strata = [{ name: "B", population: 20 }, { name: "C", population: 0 }, { name: "A", population: 1 }];
  assert.deepEqual(peopled(strata).map(({ name }) => name), ["A", "B"]);
});
