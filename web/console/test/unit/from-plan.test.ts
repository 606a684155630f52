import assert from "node:assert/strict";
import test from "node:test";
import { type Line, periodOf, schemeOfLine, spread, withPeopleOf } from "../../src/features/draws/from-plan";
import { schemeOf, valuesOf } from "../../src/features/draws/scheme-values";

const line: Line = {
  edition: "019c0000-0000-7000-8000-000000000001", item: "JG-001", months: [3, 9], organisation: "019c0000-0000-7000-8000-000000000002", seats: 3, method: "on-site", note: "",
  extent: { domains: ["medical"], regions: ["2104"], industries: ["84"], tags: ["连锁"] },
  classes: [{ risk: "B", rate: { numerator: 1, denominator: 10 }, minimum: 5 }, { risk: "C", rate: { numerator: 1, denominator: 1 }, minimum: 0 }],
};

test("a year's rate is spread over the months and never falls below it", () => {
  assert.deepEqual(spread({ numerator: 1, denominator: 10 }, 2), { p: 1, q: 20 });
  assert.deepEqual(spread({ numerator: 4, denominator: 10 }, 2), { p: 1, q: 5 });
  assert.deepEqual(spread({ numerator: 0, denominator: 1 }, 3), { p: 0, q: 1 });
  const { p, q } = spread({ numerator: 999_983, denominator: 999_999 }, 12);
  assert.ok(q <= 1_000_000 && p * 999_999 * 12 >= 999_983 * q);
});

test("a line is drawn in the next of its months that isn't over", () => {
  assert.deepEqual(periodOf([3, 9], 2026, "2026-01-15"), { from: "2026-03-01", to: "2026-03-31", isLate: false });
  assert.deepEqual(periodOf([3, 9], 2026, "2026-03-31"), { from: "2026-03-31", to: "2026-03-31", isLate: false });
  assert.deepEqual(periodOf([2, 9], 2028, "2028-02-10"), { from: "2028-02-10", to: "2028-02-29", isLate: false });
  assert.deepEqual(periodOf([3, 9], 2026, "2026-04-01"), { from: "2026-09-01", to: "2026-09-30", isLate: false });
});

test("a line whose months are over is drawn in what is left of this one", () => {
  assert.deepEqual(periodOf([3], 2026, "2026-11-26"), { from: "2026-11-26", to: "2026-11-30", isLate: true });
  assert.deepEqual(periodOf([11, 12], 2027, "2028-02-03"), { from: "2028-02-03", to: "2028-02-29", isLate: true });
});

test("a line's scheme survives the form", () => {
  const place = { plan: "019c0000-0000-7000-8000-000000000003", line: 4 };
  const scheme = schemeOfLine(line, place, { from: "2026-03-01", to: "2026-03-31" }, 1, 6);
  assert.deepEqual(scheme.strata, [{ name: "B", p: 1, q: 20, minimum: 3 }, { name: "C", p: 1, q: 2, minimum: 0 }]);
  assert.deepEqual([scheme.scope.risks, scheme.seats, scheme.visits_most, scheme.cooldown_days], [["B", "C"], ["all", "all", "all"], 1, 180]);
  assert.deepEqual(schemeOf(valuesOf("三月抽查", scheme, []), line.edition, scheme), scheme);
});

test("who goes is taken from the draw before, for as many seats as the line has", () => {
  const planned = schemeOfLine(line, { plan: "019c0000-0000-7000-8000-000000000003", line: 4 }, { from: "2026-03-01", to: "2026-03-31" }, 1, 6);
  const pools = [{ name: "现场", unit: "价格科", qualification: "", experts: false }];
  const scheme = withPeopleOf(planned, { bench: { fields: ["医疗"], pools, left_out: [{ code: "2104001", reason: "on-leave" }], capacity: 500 }, seats: ["现场", "现场"] });
  assert.deepEqual(scheme.bench, { fields: [], pools, left_out: [], capacity: 500 });
  assert.deepEqual(scheme.seats, ["现场", "现场", "all"]);
  assert.deepEqual({ ...scheme, bench: planned.bench, seats: planned.seats }, planned);
});
