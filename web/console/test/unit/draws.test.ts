import assert from "node:assert/strict";
import test from "node:test";
import { blankRule, dayOf, ruleOf, ruleValues } from "../../src/features/draws/rule-values";
import { blank, isReason, isYes, placeOf, rateOf, schemeOf, seatsOf, valuesOf } from "../../src/features/draws/scheme-values";

test("what a form holds goes to the wire and back, tables and all", () => {
  const values = {
    ...blank("2026-03-05"), left_out: [{ code: "91210400MA0000001A", reason: "closed" }], seats: ["法制", "all", "all"], recusals: [{ certificate: "2104001", code: "X1", reason: "relative" }],
    bench: { pools: [{ name: "法制", unit: "法制科", qualification: "", experts: false }], left_out: [{ code: "2104002", reason: "on-leave" }] },
  };
  const scheme = schemeOf(values, null);
  assert.deepEqual([scheme.left_out, scheme.bench.pools, scheme.bench.left_out, scheme.recusals, scheme.seats], [values.left_out, values.bench.pools, values.bench.left_out, values.recusals, values.seats]);
  assert.deepEqual(valuesOf(values.task, scheme, values.parties), values);
});

test("what the form doesn't show stays as it was", () => {
  const before = { ...schemeOf(blank("2026-03-05"), null), slack: 3, rounding: "exact" as const, strata: [{ name: "B", p: 1, q: 10, minimum: 0 }] };
  const after = schemeOf(valuesOf("", { ...before, bench: { ...before.bench, fields: ["医疗"] } }, []), null, { ...before, bench: { ...before.bench, fields: ["医疗"] } });
  assert.deepEqual([after.slack, after.rounding, after.strata, after.bench.fields], [3, "exact", before.strata, ["医疗"]]);
});

test("spaces that came along with a paste aren't sent", () => {
  const { left_out } = schemeOf({ ...blank("2026-03-05"), left_out: [{ code: " X1 ", reason: "closed " }] }, null);
  assert.deepEqual(left_out, [{ code: "X1", reason: "closed" }]);
});

test("a fault of the wire is found in the form, with its row", () => {
  const check = (field: string, path: (string | number)[], table?: string, row?: number): void => assert.deepEqual([placeOf(field).path, placeOf(field).table, placeOf(field).row], [path, table, row]);
  check("left_out.2.code", ["left_out", 2, "code"], "left_out", 3);
  check("bench.left_out.0.reason", ["bench", "left_out", 0, "reason"], "bench.left_out", 1);
  check("bench.pools.1.name", ["bench", "pools", 1, "name"], "bench.pools", 2);
  check("bench.capacity", ["capacity"]);
  check("scope.regions", ["regions"]);
  check("left_out", ["left_out"]);
  check("seats", ["seats"]);
});

test("more seats come from everybody, and fewer leave the first", () => {
  assert.deepEqual(seatsOf(3, ["法制"]), ["法制", "all", "all"]);
  assert.deepEqual(seatsOf(2, ["法制", "专家", "all"]), ["法制", "专家"]);
});

test("reasons, yes and rates are read as people write them", () => {
  assert.deepEqual(["closed", "x-1", "", "Closed", "已注销", "a".repeat(33)].map(isReason), [true, true, false, false, false, false]);
  assert.deepEqual(["是", "Yes", "√", "否", ""].map(isYes), [true, true, true, false, false]);
  assert.deepEqual(["5%", "2.5％", "1/30", "0", "一成", "120%"].map(rateOf), [{ p: 5, q: 100 }, { p: 25, q: 1000 }, { p: 1, q: 30 }, { p: 0, q: 1 }, null, null]);
});

test("a rule's dice go only where they are thrown, and one closed day is a span of its own", () => {
  const values = { ...blankRule(), text: " 规则 ", closed: [{ from: "2026-10-01", to: "" }] };
  assert.deepEqual(ruleOf(values), { text: "规则", reveal_s: 7200, delay_s: 10_800, beacons: ["kl8"], dice: null, closed: [{ from: "2026-10-01", to: "2026-10-01" }] });
  const dice = { throws: 30, faces: 6 };
  const rule = ruleOf({ ...values, has_dice: true, dice });
  assert.deepEqual([rule.dice, ruleOf(ruleValues(rule))], [dice, rule]);
});

test("days are read as sheets write them", () => {
  assert.deepEqual(["2026/2/9", "2026年10月1日", " 2026-03-05 ", "明天"].map(dayOf), ["2026-02-09", "2026-10-01", "2026-03-05", "明天"]);
});
