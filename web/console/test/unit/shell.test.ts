import assert from "node:assert/strict";
import test from "node:test";
import { type NavEntry, cardsFor, entryAt, navigationFor } from "../../src/app/feature";
import { deviceOf } from "../../src/features/accounts/device";
import { landing } from "../../src/features/accounts/landing";
import { clash } from "../../src/features/accounts/roles";
import { treeOf } from "../../src/features/accounts/tree";
import { waiting as waitingEditions } from "../../src/features/catalogue/waiting";
import { waiting as waitingPlans } from "../../src/features/plans/waiting";
import { oversees } from "../../src/features/workbench/oversees";
import { beyond } from "../../src/ui/day-range";
import { fitted } from "../../src/ui/fitted";
import { countNear } from "../../src/ui/near";
import { percentOf } from "../../src/ui/JobProgress";
import { count, day, hour, moment, money, today } from "../../src/words/format";
import { languageIn } from "../../src/words/language";

const NAV: NavEntry[] = [
  { group: "system", label: "a", path: "/people", act: "person.read" },
  { group: "workbench", label: "b", path: "/" },
  { group: "system", label: "c", path: "/people/roles", act: "person.grant" },
];

test("the navigation follows the day and shows only what one may do", () => {
  const shown = (acts: string[]): string[] =>
    navigationFor([{ nav: NAV }], (act) => act === undefined || acts.includes(act)).map(({ group, entries }) => `${group}:${entries.length}`);
  assert.deepEqual(shown([]), ["workbench:1"]);
  assert.deepEqual(shown(["person.read", "person.grant"]), ["workbench:1", "system:2"]);
});

test("a card on what waits is for those for whom something can", () => {
  const view = (): null => null;
  const cards = [{ key: "a", act: "draw.read" as const, waits: (may: (act?: "draw.approve") => boolean) => may("draw.approve"), view }, { key: "b", view }];
  const shown = (acts: string[]): string[] => cardsFor([{ cards }], (act) => act === undefined || acts.includes(act)).map(({ key }) => key);
  assert.deepEqual([shown([]), shown(["draw.read"]), shown(["draw.read", "draw.approve"])], [["b"], ["b"], ["a", "b"]]);
});

test("plans and editions wait for whoever takes their next step", () => {
  const nothing = { mayDraft: false, mayApprove: false, mayFile: false, mayPublish: false };
  const check = (hands: Partial<typeof nothing>, plans: string[], editions: string[]): void => assert.deepEqual([waitingPlans({ ...nothing, ...hands }), waitingEditions({ ...nothing, ...hands })], [plans, editions]);
  check({}, [], []);
  check({ mayApprove: true }, ["submitted"], ["submitted"]);
  check({ mayDraft: true, mayFile: true }, ["draft", "approved"], ["draft"]);
  check({ mayPublish: true }, ["filed"], ["approved"]);
});

test("those who oversee are shown where to read", () => {
  assert.deepEqual([[], ["planner"], ["leader"], ["inspector", "superior"]].map((roles) => oversees(roles.map((role) => ({ role: role as "leader" })))), [false, false, true, true]);
});

test("a page belongs to the longest entry it begins with", () => {
  const groups = navigationFor([{ nav: NAV }], () => true);
  const labels = ["/", "/people", "/people/7", "/people/roles/1", "/peoples", "/other"].map((path) => entryAt(groups, path)?.label);
  assert.deepEqual(labels, ["b", "a", "a", "c", undefined, undefined]);
});

test("after login one lands on a page of ours and nowhere else", () => {
  const landings = [null, "/people?q=a", "//evil.example", "https://evil.example", "/\\evil.example", "/login?next=/x", "javascript:0"].map(landing);
  assert.deepEqual(landings, ["/", "/people?q=a", "/", "/", "/", "/", "/"]);
});

test("the three administrators exclude each other and all business", () => {
  assert.deepEqual([["system-admin"], ["planner", "approver"], ["system-admin", "system-admin"]].map(clash), [false, false, false]);
  assert.deepEqual([["system-admin", "planner"], ["system-admin", "audit-admin"]].map(clash), [true, true]);
});

test("organisations stand below theirs, and one whose parent is out of sight stands on top", () => {
  const make = (id: string, parent: string | null) => ({ id, parent, name: id, level: "city" as const, region: "", state: "open" as const, version: 1 });
  const shape = (branches: ReturnType<typeof treeOf>): unknown[] => branches.map(({ organisation, children }) => [organisation.id, ...shape(children)]);
  assert.deepEqual(shape(treeOf([make("a", null), make("b", "a"), make("c", "b"), make("d", "unseen")])), [["a", ["b", ["c"]]], ["d"]]);
  assert.deepEqual(shape(treeOf([make("a", "b"), make("b", "a")])), [["a", ["b"]]]);
});

test("dates, times, numbers and money are written as each language does", () => {
  assert.deepEqual([day("2026-03-05", "zh-CN"), day("2026-03-05", "en"), day("unknown", "en")], ["2026年3月5日", "5 March 2026", "unknown"]);
  assert.equal(moment("2026-03-05T02:00:00Z", "zh-CN"), "2026年3月5日 10:00");
  assert.deepEqual([hour("2026-03-05T02:32:00Z"), hour("2026-03-05T16:05:59Z")], ["10:32", "00:05"]);
  assert.equal(today(new Date("2026-03-05T16:30:00Z")), "2026-03-06");
  assert.equal(count(1234567, "zh-CN"), "1,234,567");
  assert.deepEqual([money(1234500, "zh-CN"), money(-5, "en")], ["¥12,345.00", "-¥0.05"]);
});

test("a job's share is rounded down, so that all is all", () => {
  assert.deepEqual([percentOf({ done: 999, total: 1000 }), percentOf({ done: 5, total: 5 }), percentOf({ done: 3, total: 4 }), percentOf({ done: 0, total: 0 })], [99, 100, 75, null]);
});

test("the language is read from the cookie if it is one of ours", () => {
  assert.deepEqual(["a=1; lang=en", "lang=zh-CN", "lang=fr", "mylang=en", ""].map(languageIn), ["en", "zh-CN", undefined, undefined, undefined]);
});

test("a browser's account of itself is put in short", () => {
  assert.equal(deviceOf("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/90.0 Safari/537.36"), "Chrome 90 · Windows");
  assert.equal(deviceOf("curl/8"), "curl/8");
});

test("wide columns give way as far as they can, so that none is cut off; beyond that the table is scrolled as it is", () => {
  const check = (room: number, expected: number[]): void => assert.deepEqual(fitted([{ width: 345 }, { width: 100 }, { width: 200, isRigid: true }, { width: 245 }], room), expected, String(room));
  check(1000, [345, 100, 200, 245]);
  check(890, [345, 100, 200, 245]);
  check(740, [245, 100, 200, 195]);
  check(590, [145, 100, 200, 145]);
  check(589, [345, 100, 200, 245]);
  check(-2, [345, 100, 200, 245]);
});

test("a field counts when its limit is near", () => {
  assert.deepEqual([0, 179, 180, 200].map((count) => countNear({ count, maxLength: 200 })), ["", "", "180 / 200", "200 / 200"]);
  assert.equal(countNear({ count: 5 }), "");
});

test("a day lies within its range, its ends included", () => {
  const range = { first: "2026-03-05", last: "2026-03-07" };
  assert.deepEqual(["2026-03-04", "2026-03-05", "2026-03-07", "2026-03-08"].map((day) => beyond(day, range)), ["before", null, null, "after"]);
  assert.equal(beyond("2020-01-01", {}), null);
});
