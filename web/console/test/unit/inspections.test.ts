import assert from "node:assert/strict";
import test from "node:test";
import { accountNameOf, accountOf, isNamedOtherwise } from "../../src/features/inspections/account";
import { type Happening, type Saving, after, beginningOf, fresh, isDue, standingOf } from "../../src/features/inspections/autosave";
import { type FormItem, type HandedIn, type Visit, exportOf } from "../../src/features/inspections/calls";
import { fieldOf, labelOf, lackOf, partOf, touches } from "../../src/features/inspections/faults";
import { behind, clockOf, isDeserted, minutesOf, partsDone, progressOf, recordOf, unanswered, valuesOf, withResult } from "../../src/features/inspections/form-values";
import { type Record, type RowSaid, UNSAID, changedIn } from "../../src/features/inspections/record";
import { type Standing, shownOf, standingOf as standingOfVisit, stepsFor, toConfirm, turnOf, whyOf } from "../../src/features/inspections/steps";
import { storyOf } from "../../src/features/inspections/story";
import { waiting } from "../../src/features/inspections/waiting";

const ALL = (): boolean => true;
const only = (...acts: string[]) => (act: string): boolean => acts.includes(act);
const ROW = { text: "是否明码标价", answer: "yes-no" as const, basis: "" };
const ITEM: FormItem = { code: "JG-20", name: "医药价格", bases: [], content: "", methods: ["on-site"], materials: [], rows: [ROW, { ...ROW, answer: "value" }] };
const VISIT: Pick<Visit, "address" | "items" | "team"> = { address: "东一路1号", items: [ITEM], team: [{ code: "i1", name: "甲", certificate: "1" }, { code: "i2", name: "乙", certificate: "2" }] };
const EMPTY: Record = { visited: null, from: null, to: null, place: "", method: null, present: [], absent: [], absent_why: "", items: [], findings: "", results: [], subject: { who: "", statement: "", signing: null, reason: "", witness: "" } };

function handed(number: number, more: Partial<HandedIn> = {}): HandedIn {
  return { id: `r${number}${more.reason ?? ""}`, number, reason: "", record: EMPTY, digest: "", recorder: { id: "qian", name: "钱进" }, recorded_at: "2026-11-02T02:00:00Z", reviewer: null, reviewed_at: null, there: [], ...more };
}

test("each step is offered to its own hand, and to nobody who had the other", () => {
  const check = (standing: Partial<Standing>, person: string, verbs: string): void => assert.equal(stepsFor({ state: "assigned", isMine: false, writers: [], waitsForMine: false, isVouched: false, ...standing }, person, ALL).map(({ verb }) => verb).join(" "), verbs);
  check({ isMine: true }, "qian", "notice");
  check({}, "qian", "");
  check({ isMine: true, state: "noticed" }, "qian", "record");
  check({ state: "recorded" }, "sun", "review");
  check({ state: "recorded", isMine: true }, "sun", "");
  check({ state: "recorded", writers: ["sun"] }, "sun", "");
  check({ state: "reviewed", isMine: true }, "qian", "correct");
  check({ state: "reviewed" }, "sun", "");
  // What another handed in waits for whoever was there, though the team writes at a correction meanwhile.
  check({ state: "recorded", isMine: true, waitsForMine: true }, "li", "confirm");
  check({ state: "reviewed", isMine: true, waitsForMine: true }, "li", "confirm correct");
  check({ state: "noticed", isMine: true, waitsForMine: true }, "li", "record confirm");
});

test("what waits for one's own confirmation comes before a correction, and is the last of several", () => {
  const standing: Standing = { state: "reviewed", isMine: true, writers: ["qian"], waitsForMine: true, isVouched: false };
  assert.deepEqual(stepsFor(standing, "li", ALL), [{ verb: "confirm", isFirst: true }, { verb: "correct", isFirst: false }]);
  assert.equal(turnOf(standing, "li", ALL), "visits-turn-confirm");
  const [one, two] = [handed(1), handed(2)];
  assert.deepEqual([toConfirm({ records: [one, two], to_confirm: ["r1", "r2"] }), toConfirm({ records: [one, two], to_confirm: ["r1"] }), toConfirm({ records: [one], to_confirm: [] })], [two, one, undefined]);
});

test("nothing is offered without its act; then one is told whom it waits for", () => {
  const standing: Standing = { state: "recorded", isMine: false, writers: [], waitsForMine: false, isVouched: false };
  assert.deepEqual(stepsFor(standing, "sun", only("visit.record")), []);
  assert.deepEqual([turnOf(standing, "sun", only()), turnOf(standing, "sun", ALL), turnOf({ ...standing, state: "reviewed", isMine: true }, "qian", ALL)], ["visits-waits-recorded", "visits-turn-review", "visits-waits-reviewed"]);
  // Once everybody who was there has confirmed, nobody is asked to.
  assert.deepEqual([turnOf({ ...standing, isVouched: true }, "li", only()), turnOf({ ...standing, isVouched: true, state: "reviewed" }, "li", only())], ["visits-waits-vouched", "visits-waits-reviewed"]);
  const there = (...vouched: ("handed-in" | "confirmed" | null)[]) => standingOfVisit({ state: "recorded", mine: null, to_confirm: [], records: [handed(1, { there: vouched.map((how) => ({ code: "i1", name: "甲", vouched: how, account: null, at: null })) })] }).isVouched;
  assert.deepEqual([there("handed-in", "confirmed"), there("handed-in", null)], [true, false]);
});

test("what is shown is the last record that counts, and why there is one to write again", () => {
  const reviewed = handed(1, { reviewed_at: "2026-11-03T02:00:00Z" });
  assert.equal(shownOf({ state: "recorded", records: [handed(1)] })?.number, 1);
  assert.equal(shownOf({ state: "noticed", records: [handed(1)] }), null);
  assert.equal(shownOf({ state: "noticed", records: [reviewed, handed(2)] }), reviewed);
  const why = (number: number, reason: string, records: HandedIn[]): string | null => whyOf({ state: "noticed", number, reason, records });
  assert.deepEqual([why(1, "", []), why(1, "缺页", [handed(1)]), why(2, "笔误", [reviewed]), why(2, "缺页", [reviewed, handed(2)])], [null, "write-returned-for", "write-correcting-for", "write-returned-for"]);
});

test("a fault is taken back when its field changes, or another of its row", () => {
  const check = (changed: object, field: string, is: boolean): void => assert.equal(touches(changed, fieldOf(field)), is, field);
  check({ place: "东一路1号" }, "place", true);
  check({ place: undefined }, "place", true);
  check({ place: "东一路1号" }, "visited", false);
  check({ subject: { who: "李芳" } }, "subject.who", true);
  check({ subject: { who: "李芳" } }, "subject.signing", false);
  check({ present: ["i1"] }, "present.1", true);
  const rows: object[] = [];
  rows[1] = { found: "没有标价签" };
  check({ items: [{ rows }] }, "items.0.rows.1.found", true);
  check({ items: [{ rows }] }, "items.0.rows.1.tick", true);
  check({ items: [{ rows }] }, "items.0.rows.0.tick", false);
});

test("what was found is asked for by its own name", () => {
  assert.deepEqual(lackOf(["items", 0, "rows", 1, "found"], "required"), { key: "form-required", field: "write-found" });
  assert.deepEqual([lackOf(["items", 0, "rows", 1, "found"], "too-long"), lackOf(["items", 0, "rows", 1, "tick"], "required"), lackOf(["place"], "required")], [null, null, null]);
});

test("the story says what was returned, reviewed and corrected", () => {
  const records = [handed(1), handed(1, { reviewer: { id: "sun", name: "孙悦" }, reviewed_at: "2026-11-03T02:00:00Z" }), handed(2, { reason: "笔误" })];
  const told = storyOf({ id: "v", noticed_at: "2026-11-01T02:00:00Z", state: "recorded", records });
  assert.deepEqual(told.map(({ key, who }) => `${key} ${who ?? ""}`.trim()), ["visits-story-noticed", "visits-story-returned 钱进", "visits-story-recorded 钱进", "visits-story-reviewed 孙悦", "visits-story-corrected 钱进"]);
  assert.equal(told[4].detail.reason, "笔误");
  assert.deepEqual(storyOf({ id: "v", noticed_at: null, state: "assigned", records: [] }), []);
  const whole = storyOf({ id: "v", dispatched: { at: "2026-10-31T02:00:00Z", by: { id: "zhao", name: "赵静" } }, noticed_at: "2026-11-01T02:00:00Z", noticer: { id: "qian", name: "钱进" }, state: "reviewed", records: [] }, { number: 1, published_at: "2026-11-05T02:00:00Z", publisher: { id: "he", name: "何晴" } });
  assert.deepEqual(whole.map(({ key, who }) => `${key} ${who ?? ""}`), ["visits-story-dispatched 赵静", "visits-story-noticed 钱进", "visits-story-published 何晴"]);
  // What corrects a published version came after it.
  const corrected = storyOf({ id: "v", noticed_at: null, state: "recorded", records: [{ ...records[1] }, records[2]] }, { number: 1, published_at: "2026-11-05T02:00:00Z", publisher: null });
  assert.deepEqual(corrected.map(({ key }) => key), ["visits-story-recorded", "visits-story-reviewed", "visits-story-published", "visits-story-corrected"]);
  const presence = { code: "i2", name: "乙", vouched: "confirmed" as const, account: { id: "li", name: "李岩" } };
  const confirmed = (at: string) => storyOf({ id: "v", noticed_at: null, state: "reviewed", records: [{ ...records[1], there: [{ ...presence, at }] }] }).map(({ who }) => who);
  assert.deepEqual([confirmed("2026-11-02T03:00:00Z"), confirmed("2026-11-04T02:00:00Z")], [["钱进", "李岩", "孙悦"], ["钱进", "孙悦", "李岩"]]);
});

test("times of the day are minutes and back, and what is none stays none", () => {
  assert.deepEqual(["09:30", "0:05", "23:59", "24:00", "9.30", "", undefined].map(minutesOf), [570, 5, 1439, null, null, null, null]);
  assert.deepEqual([570, 5, 0, null, undefined].map(clockOf), ["09:30", "00:05", "00:00", undefined, undefined]);
});

test("a form begins with what can be known, and goes on from what was written", () => {
  const begun = valuesOf(EMPTY, VISIT, "2026-11-02");
  assert.deepEqual([begun.visited, begun.place, begun.method, begun.present], ["2026-11-02", "东一路1号", "on-site", ["i1", "i2"]]);
  assert.deepEqual(begun.items, [{ item: "JG-20", rows: [{ tick: null, value: "", found: "" }, { tick: null, value: "", found: "" }] }]);
  const written = recordOf({ ...begun, from: "09:30", place: "二号楼", present: [] });
  const again = valuesOf(written, VISIT, "2026-12-31");
  assert.deepEqual([again.visited, again.from, again.place, again.present], ["2026-11-02", "09:30", "二号楼", []]);
  assert.deepEqual(recordOf(again), written);
});

test("a team of three is asked who was there; of several methods it is the one on site, or which of them is asked", () => {
  const team = [...VISIT.team, { code: "i3", name: "丙", certificate: "3" }];
  const begun = (methods: FormItem["methods"]) => valuesOf(EMPTY, { ...VISIT, team, items: [{ ...ITEM, methods }] }, "2026-11-02");
  assert.deepEqual([begun(["written", "on-site"]).present, begun(["written", "on-site"]).method, begun(["written", "online"]).method], [[], "on-site", null]);
});

test("what an answer doesn't ask for isn't sent", () => {
  const values = valuesOf(EMPTY, VISIT, "2026-11-02");
  values.items[0].rows = [{ tick: "yes", value: "", found: "以前写的" }, { tick: "not-applicable", value: "12", found: "" }];
  values.subject = { ...values.subject, who: " 王店长 ", signing: "signed", reason: "不在", witness: "李" };
  const sent = recordOf(values);
  assert.deepEqual(sent.items[0].rows, [{ tick: "yes", value: "", found: "" }, { tick: "not-applicable", value: "", found: "" }]);
  assert.deepEqual(sent.subject, { who: "王店长", statement: "", signing: "signed", reason: "", witness: "" });
  values.items[0].rows = [{ tick: "no", value: "", found: "第一行\r\n\t第二行" }, { tick: null, value: "12 元", found: "" }];
  assert.deepEqual(recordOf(values).items[0].rows, [{ tick: "no", value: "", found: "第一行\n 第二行" }, { tick: null, value: "12 元", found: "" }]);
});

test("nothing found and nobody there stand alone", () => {
  assert.deepEqual(withResult(["pending"], "nothing-found", true), ["nothing-found"]);
  assert.deepEqual(withResult(["nothing-found"], "pending", true), ["pending"]);
  assert.deepEqual(withResult(["pending"], "rectification-ordered", true), ["pending", "rectification-ordered"]);
  assert.deepEqual(withResult(["pending", "no-activity"], "pending", false), ["no-activity"]);
  assert.deepEqual(withResult(["pending", "no-activity"], "not-reached", true), ["not-reached"]);
  assert.deepEqual(withResult(["not-reached"], "gone", true), ["gone"]);
  assert.deepEqual(withResult(["gone"], "pending", true), ["pending"]);
  assert.deepEqual(withResult(["gone"], "gone", false), []);
  assert.deepEqual([isDeserted(["gone"]), isDeserted(["pending"])], [true, false]);
});

test("a no that doesn't say what was found isn't done", () => {
  const of = (...rows: RowSaid[]) => progressOf([{ item: "JG-20", rows }]);
  const row = { tick: null, value: "", found: "" };
  assert.deepEqual(of(row, { ...row, tick: "yes" }, { ...row, value: "3" }), { done: 2, total: 3, noes: 0 });
  assert.deepEqual(of({ ...row, tick: "no" }, { ...row, tick: "no", found: "未标价" }), { done: 1, total: 2, noes: 2 });
  assert.deepEqual(progressOf(undefined), { done: 0, total: 0, noes: 0 });
});

test("each part is ticked by itself", () => {
  const values = valuesOf(EMPTY, VISIT, "2026-11-02");
  const done = (): string => [...partsDone(values, VISIT.team)].filter(([, isDone]) => isDone).map(([part]) => part).join(" ");
  assert.equal(done(), "present");
  Object.assign(values, { from: "09:00", to: "10:00", results: ["gone"] });
  assert.equal(done(), "when present results subject");
  values.results = ["nothing-found"];
  values.subject = { ...values.subject, who: "王店长", signing: "refused" };
  assert.equal(done(), "when present results");
  values.subject = { ...values.subject, reason: "不认可", witness: "李" };
  values.items[0].rows = [{ tick: "yes", value: "", found: "" }, { tick: null, value: "3", found: "" }];
  assert.equal(done(), "when present item-0 results subject");
  // Where nobody was there nothing was looked at.
  values.results = ["not-reached"];
  assert.equal(done(), "when present item-0 subject");
  values.items[0].rows = values.items[0].rows.map((row) => ({ ...row, tick: "not-applicable", value: "" }));
  assert.equal(done(), "when present item-0 results subject");
  // Of a team that wasn't all there it is said why.
  const ofThree = (why: string): boolean | undefined => partsDone({ ...values, absent_why: why }, [...VISIT.team, { code: "i3" }]).get("present");
  assert.deepEqual([ofThree(" "), ofThree("出庭应诉")], [false, true]);
});

test("the server's fields lead to the form's", () => {
  assert.deepEqual(["visited", "items.0.rows.2.tick", "items.0.rows.2.found", "present.1", "results", "subject.who"].map(fieldOf), [["visited"], ["items", 0, "rows", 2, "tick"], ["items", 0, "rows", 2, "found"], ["present"], ["results"], ["subject", "who"]]);
});

test("each fault says which field it means, a row in the checklist's own words", () => {
  const of = (path: (string | number)[]) => labelOf(path, [ITEM]);
  assert.deepEqual([["from"], ["results"], ["subject", "reason"]].map(of), [{ key: "write-from" }, { key: "write-results" }, { key: "write-refused-why" }]);
  assert.deepEqual([["items", 0, "rows", 1, "value"], ["items", 0, "rows"]].map(of), [{ text: "JG-20 2. 是否明码标价" }, { text: "JG-20" }]);
});

test("two versions differ in what they say, not in the order they name people", () => {
  const rows = (value: string): RowSaid[] => [{ ...UNSAID, tick: "yes" }, { ...UNSAID, value }];
  const one: Record = { ...EMPTY, place: "甲", present: ["i1", "i2"], items: [{ item: "JG-20", rows: rows("12份") }] };
  assert.deepEqual([...changedIn(one, undefined), ...changedIn(one, { ...one, present: ["i2", "i1"] })], []);
  const other: Record = { ...one, place: "乙", items: [{ item: "JG-20", rows: rows("21份") }], subject: { ...EMPTY.subject, who: "王红" } };
  assert.deepEqual([...changedIn(one, other)], ["place", "subject", "JG-20 1"]);
});

function saved(...happenings: Happening[]): Saving {
  return happenings.reduce(after, fresh(3));
}
const TYPED: Happening = { kind: "typed" };
const SENT: Happening = { kind: "sent" };
const DONE: Happening = { kind: "saved", at: "2026-11-02T02:32:00Z", base: 4 };

test("what was typed while something was on its way isn't called saved", () => {
  assert.deepEqual([standingOf(saved()), standingOf(saved(TYPED)), standingOf(saved(TYPED, SENT)), standingOf(saved(TYPED, SENT, DONE))], ["clean", "waiting", "sending", "saved"]);
  const meanwhile = saved(TYPED, SENT, TYPED, DONE);
  assert.deepEqual([standingOf(meanwhile), isDue(meanwhile), meanwhile.base], ["waiting", true, 4]);
});

test("one is sent at a time; without a connection it is tried again, what is refused isn't until it is changed", () => {
  assert.equal(isDue(saved(TYPED, SENT, TYPED)), false);
  const offline = saved(TYPED, SENT, { kind: "failed", trouble: "offline" });
  assert.deepEqual([standingOf(offline), isDue(offline), standingOf(after(offline, TYPED))], ["offline", true, "offline"]);
  const refused = saved(TYPED, SENT, { kind: "failed", trouble: "refused" });
  assert.deepEqual([standingOf(refused), isDue(refused), isDue(after(refused, TYPED))], ["refused", false, true]);
});

test("what a device kept comes back, and never over what somebody saved since", () => {
  assert.deepEqual(beginningOf({ place: "甲" }, 3, null), { form: { place: "甲" }, isRestored: false, other: null });
  assert.deepEqual(beginningOf({ place: "甲" }, 3, { form: { place: "乙" }, base: 3 }), { form: { place: "乙" }, isRestored: true, other: null });
  assert.deepEqual(beginningOf({ place: "甲" }, 4, { form: { place: "乙" }, base: 3 }), { form: { place: "甲" }, isRestored: false, other: { place: "乙" } });
  assert.equal(beginningOf({ place: "甲" }, 4, { form: { place: "甲" }, base: 3 }).other, null);
});

test("only what one may do waits for one", () => {
  const labels = (mayRecord: boolean, mayReview: boolean): string => waiting({ mayRecord, mayReview }).map(({ label }) => label.replace("visits-card-", "")).join(" ");
  assert.deepEqual([labels(true, false), labels(false, true), labels(false, false)], ["overdue noticed unconfirmed assigned", "recorded", ""]);
});

test("an inspector keeps an account, or gets one that is nobody's", () => {
  const accounts = { rows: [{ inspector: "i1", name: "甲", certificate: "1", person: "p1", person_name: "钱进", version: 2 }, { inspector: "i2", name: "乙", certificate: "2", person: null, person_name: "", version: 3 }], free: [{ id: "p9", name: "吴兰", login: "wulan" }] };
  const FREE = { value: "p9", label: "吴兰（wulan）" };
  assert.deepEqual(accountOf(accounts, "i1"), { person: "p1", version: 2, options: [{ value: "p1", label: "钱进" }, FREE] });
  assert.deepEqual(accountOf(accounts, "i2"), { person: null, version: 3, options: [FREE] });
  assert.deepEqual(accountOf(accounts, "i3"), { person: null, version: 0, options: [FREE] });
  assert.deepEqual(["p1", "p9", "p8", null].map((person) => accountNameOf(accounts, person)), ["钱进", "吴兰", "", ""]);
  assert.deepEqual([isNamedOtherwise("钱进", "甲"), isNamedOtherwise("吴 兰", "吴兰")], [true, false]);
});

test("an export takes the list as it is filtered", () => {
  assert.deepEqual(exportOf(new URLSearchParams("q=永安&mine=true&state=recorded&after=x&sort=name"), "xlsx"), { format: "xlsx", q: "永安", filters: { mine: true, state: "recorded" } });
  assert.deepEqual(exportOf(new URLSearchParams(), "csv"), { format: "csv", q: null, filters: {} });
});

test("a fault belongs to the part of the form in which its field stands", () => {
  const parts = [["visited"], ["to"], ["place"], ["method"], ["present"], ["absent_why"], ["items", 1, "rows", 0, "found"], ["results"], ["findings"], ["subject", "who"]].map(partOf);
  assert.deepEqual(parts, ["when", "when", "when", "when", "present", "present", "item-1", "results", "results", "subject"]);
});

test("only what asks for yes or no and isn't answered is answered at one press", () => {
  const rows: FormItem["rows"] = [ROW, ROW, { ...ROW, answer: "value" }, ROW];
  assert.deepEqual(unanswered(rows, [{ tick: "no" }, { tick: null }, { tick: null }]), [1, 3]);
  assert.deepEqual(unanswered(rows, undefined), [0, 1, 3]);
});

test("an end that is set to now within the minute of the beginning is a minute behind it", () => {
  assert.deepEqual([behind("09:05", "09:04"), behind("09:05", "09:05"), behind("09:59", "09:59"), behind("23:59", "23:59"), behind("09:05", undefined)], ["09:05", "09:06", "10:00", "23:59", "09:05"]);
});
