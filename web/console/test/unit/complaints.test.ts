import assert from "node:assert/strict";
import test from "node:test";
import type { Chapter, Complaint, Note } from "../../src/features/complaints/calls";
import { dayAfter, daysFrom } from "../../src/features/complaints/days";
import { exportOf } from "../../src/features/complaints/filters";
import { type Values, draftOf, needed, valuesOf } from "../../src/features/complaints/form-values";
import { type Standing, mayUnmask, stepsFor } from "../../src/features/complaints/steps";
import { sentBackFor, withReasons } from "../../src/features/complaints/story";
import { waiting } from "../../src/features/complaints/waiting";

const ALL = (): boolean => true;
const only = (...acts: string[]) => (act: string): boolean => acts.includes(act);
const standing = (state: Standing["state"], erased = false, subject: string | null = "shop"): Standing => ({ state, subject, registrar: { id: "wu", name: "吴兰" }, handler: ["registered"].includes(state) ? null : { id: "zhao" }, complainant: { erased } });
const verbs = (...asked: Parameters<typeof stepsFor>): string => stepsFor(...asked).map(({ verb, isFirst }) => (isFirst ? `${verb}!` : verb)).join(" ");

test("where a complaint stands only its lawful steps are offered, the usual one marked", () => {
  const check = (state: Standing["state"], said: string): void => assert.equal(verbs(standing(state), "sun", ALL), said, state);
  check("registered", "edit refuse transfer withdraw assign!");
  check("assigned", "transfer withdraw assign");
  check("handled", "send-back close!");
  for (const state of ["closed", "refused", "transferred", "withdrawn"] as const) check(state, "erase");
});

test("nobody is offered to decide on their own work", () => {
  assert.equal(verbs(standing("registered"), "wu", ALL), "edit assign!");
  assert.equal(verbs(standing("assigned"), "zhao", ALL), "transfer withdraw assign handle!");
  assert.equal(verbs(standing("handled"), "zhao", ALL), "");
  assert.equal(verbs(standing("closed"), "wu", ALL), "");
});

test("nothing is offered without its act, nor what is erased again", () => {
  assert.equal(verbs(standing("registered"), "wu", only("complaint.register")), "edit");
  assert.equal(verbs(standing("assigned"), "zhao", only("complaint.handle")), "handle!");
  assert.equal(verbs(standing("registered"), "sun", only()), "");
  assert.equal(verbs(standing("closed", true), "sun", ALL), "");
});

test("a complaint without a business is linked by its handler, or by who may close, until the complainant is erased", () => {
  const linkable = (state: Standing["state"], who: string, acts: string[], erased = false, subject: string | null = null): boolean => stepsFor(standing(state, erased, subject), who, only(...acts)).some(({ verb }) => verb === "link");
  for (const state of ["assigned", "handled", "closed"] as const) {
    assert.equal(linkable(state, "zhao", ["complaint.link"]), true, state);
    assert.equal(linkable(state, "sun", ["complaint.link"]), false, state);
    assert.equal(linkable(state, "sun", ["complaint.link", "complaint.assign"]), true, state);
    assert.equal(linkable(state, "zhao", ["complaint.link"], false, "shop"), false, state);
  }
  assert.equal(linkable("closed", "zhao", ["complaint.link"], true), false);
  for (const state of ["registered", "refused", "withdrawn"] as const) assert.equal(linkable(state, "zhao", ["complaint.link"]), false, state);
});

test("only its handler sees who complained, and only while handling it", () => {
  const seen = (["registered", "assigned", "handled", "closed"] as const).map((state) => mayUnmask(standing(state), "zhao", ALL));
  assert.deepEqual(seen, [false, true, true, false]);
  assert.equal(mayUnmask(standing("assigned"), "sun", ALL), false);
  assert.equal(mayUnmask(standing("assigned"), "zhao", only("complaint.handle")), false);
});

test("every reason stands with its own act", () => {
  const chapter = (kind: string) => ({ kind }) as Chapter;
  const note = (kind: Note["kind"], reason: string) => ({ kind, reason }) as Note;
  const chapters = ["complaint.registered", "complaint.unmasked", "complaint.sent-back", "complaint.handled", "complaint.sent-back", "complaint.closed"].map(chapter);
  const notes = [note("unmasked", "回访"), note("sent-back", "缺照片"), note("sent-back", "缺票据")];
  assert.deepEqual(withReasons(chapters, notes).map(({ reason }) => reason), [undefined, "回访", "缺照片", undefined, "缺票据", undefined]);
  assert.equal(sentBackFor(notes), "缺票据");
  assert.equal(sentBackFor([]), undefined);
});

test("days are counted from date to date, over months and leap days", () => {
  assert.deepEqual([daysFrom("2026-11-26", "2026-11-26"), daysFrom("2026-11-26", "2026-12-01"), daysFrom("2026-03-01", "2026-02-28"), daysFrom("2028-02-28", "2028-03-01")], [0, 5, -1, 2]);
  assert.deepEqual([dayAfter("2026-12-25", 7), dayAfter("2028-02-28", 1)], ["2027-01-01", "2028-02-29"]);
});

test("an export takes out what the list shows, and knows no other filter", () => {
  const params = new URLSearchParams("q=永安&state=assigned&mine=true&sort=due&page=3&after=x&from=2026-01-01");
  assert.deepEqual(exportOf(params), { q: "永安", filters: { state: "assigned", mine: true, from: "2026-01-01" } });
  assert.deepEqual(exportOf(new URLSearchParams()), { q: null, filters: {} });
});

const VALUES: Values = {
  organisation: "o", kind: "complaint", channel: "call", received: "2026-11-26", subject: "", subject_name: " 永安食品商行 ", domain: "enterprise", item: "", content: "多收钱\n", complainant: { name: " 王小明", phone: "", confidential: true },
};

test("of what is shown with masks only what was replaced is sent", () => {
  const said = draftOf(VALUES);
  assert.deepEqual([said.subject, said.subject_name, said.content], [null, "永安食品商行", "多收钱"]);
  assert.deepEqual(said.complainant, { name: "王小明", phone: "", address: null, confidential: true });
  const shown = { organisation: "o", kind: "report", channel: "call", received: "2026-11-26", subject_name: "永安", domain: "enterprise", item: "", content: "王**说：多收钱", complainant: { name: "王**", phone: null, confidential: true } } as unknown as Complaint;
  const sent = (change: Partial<Values>): { content?: string; complainant: object } => JSON.parse(JSON.stringify(draftOf({ ...valuesOf(shown), ...change }, shown)));
  assert.deepEqual([sent({}).content, sent({}).complainant], [undefined, { name: null, phone: null, address: null, confidential: true }]);
  assert.deepEqual([sent({ content: shown.content }).content, sent({ content: "多收钱 " }).content], [undefined, "多收钱"]);
  assert.deepEqual(sent({ complainant: { name: "", confidential: false } }).complainant, { name: "", phone: null, address: null, confidential: false });
});

test("a report may come from nobody", () => {
  assert.deepEqual((["complaint", "petition", "report"] as const).map(needed), [{ name: true, phone: true }, { name: true, phone: false }, { name: false, phone: false }]);
});

test("the workbench tells each only what waits for them", () => {
  const counts = { states: { registered: 3, handled: 1 }, mine: { assigned: 2 }, soon: 4, overdue: 5, mine_soon: 1, mine_overdue: 0 };
  const shown = (hands: Partial<Parameters<typeof waiting>[0]>): number[] => waiting({ mayHandle: false, mayAssign: false, mayMoveRisk: false, ...hands }, counts, 7).map(({ count }) => count);
  assert.deepEqual([shown({}), shown({ mayHandle: true }), shown({ mayAssign: true }), shown({ mayMoveRisk: true })], [[], [0, 1, 2], [3, 1, 5, 4], [7]]);
});
