import assert from "node:assert/strict";
import test from "node:test";
import { mostPressing, standingOf } from "../../src/features/inspectors/certificate";
import { said, valuesOf } from "../../src/features/inspectors/form-values";
import { asked, exportAddress, pageOf } from "../../src/features/inspectors/listing";
import { type Line, told } from "../../src/features/inspectors/story-changes";

test("a certificate holds on its last day and is warned of from sixty days before", () => {
  const check = (validTo: string, state: string, days: number): void => assert.deepEqual(standingOf(validTo, "2026-03-05"), { state, days }, validTo);
  check("2026-03-04", "expired", -1);
  check("2026-03-05", "soon", 0);
  check("2026-05-04", "soon", 60);
  check("2026-05-05", "good", 61);
});

test("the most pressing certificates are the first to end, and none that ends later than is warned of", () => {
  const rows = ["2026-06-01", "2026-03-01", "2026-04-01", "2026-05-04", "2026-05-05"].map((valid_to) => ({ valid_to }));
  assert.deepEqual(mostPressing(rows, "2026-05-04", 2).map(({ valid_to: end }) => end), ["2026-03-01", "2026-04-01"]);
  assert.deepEqual(mostPressing(rows, "2026-05-04", 9).length, 3);
});

test("a day alone judges everybody; a judgement alone is of today", () => {
  assert.deepEqual(asked({ limit: 50, drawable_on: "2026-03-05" }, "2026-03-01"), { limit: 50, drawable_on: "2026-03-05", drawable: "all" });
  assert.deepEqual(asked({ drawable: "no" }, "2026-03-01"), { drawable: "no", drawable_on: "2026-03-01" });
  assert.deepEqual(asked({ drawable: "yes", drawable_on: "2026-03-05" }, "2026-03-01"), { drawable: "yes", drawable_on: "2026-03-05" });
  assert.deepEqual(asked({ limit: 50 }, "2026-03-01"), { limit: 50 });
});

test("a file holds what the list is narrowed to, whichever page of it is shown", () => {
  assert.equal(exportAddress("csv", new URLSearchParams("q=a&unit=%E4%B8%80%E7%A7%91&after=x&page=2&sort=-valid_to&drawable=no"), "2026-03-01"), "/api/v1/inspectors/export.csv?q=a&drawable=no&unit=%E4%B8%80%E7%A7%91&drawable_on=2026-03-01");
  assert.equal(exportAddress("xlsx", new URLSearchParams("page=2"), "2026-03-01"), "/api/v1/inspectors/export.xlsx");
});

test("an inspector's page keeps the day the list judges on", () => {
  assert.deepEqual([pageOf("7", null), pageOf("7", "2026-03-05")], ["/inspectors/7", "/inspectors/7?on=2026-03-05"]);
});

test("a phone that isn't typed stays, one that is to be cleared goes, and one that is typed replaces both", () => {
  const check = (values: object, phone: string | undefined): void => assert.equal(said(values).phone, phone, JSON.stringify(values));
  check({}, undefined);
  check({ phone: "  " }, undefined);
  check({ clears_phone: true }, "");
  check({ phone: " 13800000000 ", clears_phone: true }, "13800000000");
});

test("what goes to the server has no spaces round it, no text twice and nothing of the form's own", () => {
  const sent = said({ name: " 赵玲 ", fields: ["医疗", " 医疗", ""], clears_id_number: false });
  assert.deepEqual(JSON.parse(JSON.stringify(sent)), { name: "赵玲", fields: ["医疗"], qualifications: [], languages: [] });
});

test("a form of one that is there doesn't take over what is masked", () => {
  const filled = valuesOf({ phone: "138****5678", id_number: "2104**********123X", name: "赵玲", version: 3 } as never);
  assert.deepEqual([filled.name, "phone" in filled, "id_number" in filled, "version" in filled], ["赵玲", false, false, false]);
});

test("a story tells the latest act first, each with what it changed of the entry", () => {
  const line = (kind: string, after: object | null): Line => ({ kind, after, at: "2026-03-05T02:00:00Z", role: "registry-manager", facts: {} }) as Line;
  const story = told([
    line("import.rows-written", { certificate: "A1", unit: "一科", state: "active", version: 1 }),
    line("inspector-leave.added", { kind: "annual", first_day: "2026-03-05" }),
    line("inspector.edited", { certificate: "A1", unit: "二科", state: "active", version: 2 }),
    line("inspector.unmasked", null),
    line("inspector.suspended", { certificate: "A1", unit: "二科", state: "suspended", version: 3 }),
  ]);
  assert.deepEqual(story.map(({ line: { kind }, changes }) => [kind, changes]), [
    ["inspector.suspended", [{ field: "state", was: "active", became: "suspended" }]],
    ["inspector.unmasked", []],
    ["inspector.edited", [{ field: "unit", was: "一科", became: "二科" }]],
    ["inspector-leave.added", []],
    ["import.rows-written", []],
  ]);
});
