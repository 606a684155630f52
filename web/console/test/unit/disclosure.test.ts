import assert from "node:assert/strict";
import test from "node:test";
import { columnsOf } from "../../src/features/disclosure/DisclosuresPage";
import { idsIn, isReady, publishPath } from "../../src/features/disclosure/chosen";
import { countdownOf, toneOf, workingDays } from "../../src/features/disclosure/countdown";
import { isOwn, linesOf, unconfirmed } from "../../src/features/disclosure/public-text";
import { daysOf, isWorked, kindOf, pressed, weekdayOf } from "../../src/features/disclosure/year";
import type { HandedIn, Visit } from "../../src/features/inspections/calls";

/** The October of 2026 in the State Council's notice. */
const AUTUMN = { holidays: ["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05", "2026-10-06", "2026-10-07"], workdays: ["2026-09-20", "2026-10-10"] };

test("working days leave holidays out and count the weekend days worked for them", () => {
  const check = (from: string, to: string, days: number): void => assert.equal(workingDays(from, to, [AUTUMN]), days, `${from} ${to}`);
  check("2026-09-30", "2026-10-08", 1);
  check("2026-09-30", "2026-10-07", 0);
  check("2026-10-09", "2026-10-10", 1);
  check("2026-10-09", "2026-10-12", 2);
  check("2026-10-08", "2026-10-08", 0);
  check("2026-10-09", "2026-10-08", -1);
  assert.equal(workingDays("2026-12-31", "2027-01-04", []), 2);
});

test("three days and fewer press, and a day that is over is late even on a weekend", () => {
  assert.deepEqual([4, 3, 0].map((left) => toneOf(left, false)), ["plain", "bad", "bad"]);
  assert.equal(toneOf(0, true), "bad");
  assert.deepEqual([countdownOf(0, false), countdownOf(5, false), countdownOf(-2, true), countdownOf(0, true)], [{ key: "disclosures-left", days: 0 }, { key: "disclosures-left", days: 5 }, { key: "disclosures-over", days: 2 }, { key: "disclosures-over", days: 0 }]);
});

test("what waits for its draw can't be published, nor what is public", () => {
  const ready = (["due", "published", "superseded"] as const).map((state) => [isReady({ state, waiting: false }), isReady({ state, waiting: true })]);
  assert.deepEqual(ready, [[true, false], [false, false], [false, false]]);
});

test("months begin on their weekday and end on their last day", () => {
  assert.deepEqual(["2026-10-01", "2026-11-01", "2028-02-29"].map(weekdayOf), [3, 6, 1]);
  assert.deepEqual([daysOf(2028, 2).length, daysOf(2026, 2).length, daysOf(2026, 12).at(-1)], [29, 28, "2026-12-31"]);
});

test("a day is what the notice says, else what its weekday is", () => {
  assert.deepEqual(["2026-10-01", "2026-10-03", "2026-10-10", "2026-10-11", "2026-10-12"].map((day) => kindOf(day, AUTUMN)), ["holiday", "holiday", "shifted", "rest", "work"]);
  assert.deepEqual(["2026-10-01", "2026-10-10", "2026-10-11", "2026-10-12"].map((day) => isWorked(day, [AUTUMN])), [false, true, false, true]);
});

test("a press makes a weekday a holiday and a weekend day worked, another takes it back", () => {
  const none = { holidays: [], workdays: [] };
  const monday = pressed("2027-02-08", none);
  assert.deepEqual([monday, pressed("2027-02-08", monday)], [{ holidays: ["2027-02-08"], workdays: [] }, none]);
  assert.deepEqual(pressed("2027-02-06", none), { holidays: [], workdays: ["2027-02-06"] });
  assert.equal(pressed("2026-10-03", AUTUMN).holidays.includes("2026-10-03"), false);
});

test("the address carries what was chosen, each once", () => {
  assert.deepEqual(idsIn(new URL(`http://x${publishPath(["a", "b"])}`).searchParams), ["a", "b"]);
  assert.deepEqual([idsIn(new URLSearchParams("ids=a,a,,b")), idsIn(new URLSearchParams())], [["a", "b"], []]);
});

const RECORD = { visited: null, from: null, to: null, place: "", method: null, present: [], findings: "不公布", results: [], subject: {}, items: [{ item: "B", rows: [{ tick: "no", value: "", found: "未标价" }, { tick: "yes", value: "", found: "" }] }] };
const HANDED = { id: "r1", number: 1, reason: "", digest: "", recorder: { id: "qian", name: "钱进" }, recorded_at: "", reviewer: { id: "sun", name: "孙悦" }, reviewed_at: "", record: RECORD } as unknown as HandedIn;
const ROWS = [{ text: "是否明码标价", answer: "yes-no", basis: "" }, { text: "是否有票据", answer: "yes-no", basis: "" }];
const VISIT = { items: [{ code: "A", rows: ROWS }, { code: "B", rows: ROWS }], records: [HANDED], mine: null } as unknown as Visit;

test("the lines that the portal will have are told before, as far as the record has them", () => {
  const word = (key: string, values?: object): string => (values ? `${key} ${JSON.stringify(values)}` : key);
  const team = [{ name: "赵铁", certificate: "1", confirmed: true }, { name: "骆骏", certificate: "2", confirmed: false }];
  const answers = { yes: 5, no: 1, not_applicable: 2, stated: 0 };
  assert.deepEqual(linesOf({ team, absent: 1, absent_why: "另有任务", answers, besides: true }, word), [
    "result-besides", 'result-answers {"yes":5,"no":1,"without":2,"stated":0}', 'result-attendance {"drawn":3,"there":2}', 'result-confirmed {"there":2,"n":1}', 'result-absent-why {"why":"另有任务"}',
  ]);
  assert.deepEqual(linesOf({ team: [{ name: "赵铁", certificate: "1" }] }, word), []);
  assert.deepEqual(unconfirmed({ team }), ["骆骏"]);
});

test("who was there, wrote or reviewed doesn't publish too", () => {
  assert.deepEqual([isOwn(VISIT, "qian"), isOwn(VISIT, "sun"), isOwn(VISIT, "zhou"), isOwn({ ...VISIT, mine: "i1" }, "zhou")], [true, true, false, true]);
});

test("the table of results fits beside the navigation on a screen 1440 wide", () => {
  // The navigation takes 224, the page's margins 64, the boxes to tick 48.
  const width = columnsOf(String).reduce((sum, column) => sum + (column.width ?? Number.POSITIVE_INFINITY), 0);
  assert.ok(width <= 1440 - 224 - 64 - 48, String(width));
});
