import assert from "node:assert/strict";
import test from "node:test";
import type { FormItem, HandedIn, Visit } from "../../src/features/inspections/calls";
import type { Record, RowSaid } from "../../src/features/inspections/record";
import { fenOf, yuanOf } from "../../src/features/outcomes/amounts";
import type { Kind, Outcome, State, Step, Verb } from "../../src/features/outcomes/calls";
import { beginPath, findingsIn, namesRows, wantsOf, isClean } from "../../src/features/outcomes/findings";
import { type Beginning, type Deciding, basisOf, beginningBody, dayAfter, decisionBody, kindsFor, withSanction } from "../../src/features/outcomes/form-values";
import { declinedFor, hasPaper, isOver, keyOf, offered, toneOf, turnOf, writtenIn } from "../../src/features/outcomes/turns";
import { waiting } from "../../src/features/outcomes/waiting";

test("yuan become fen without a rounding, and nothing else becomes an amount", () => {
  const check = (yuan: string, fen: number | null): void => assert.equal(fenOf(yuan), fen, yuan);
  check("12000", 1_200_000);
  check("12,000.00", 1_200_000);
  check("1，234.5", 123_450);
  check("0", 0);
  check("0.07", 7);
  check("4.35", 435);
  check("999999999999.99", 99_999_999_999_999);
  for (const wrong of ["", "-1", "1.234", "1e3", ".5", "一百", "1000000000000"]) check(wrong, null);
  assert.equal(fenOf(undefined), null);
});

test("fen are shown in yuan as they are typed", () => {
  assert.deepEqual([yuanOf(1_200_000), yuanOf(7), yuanOf(0), yuanOf(null), yuanOf(undefined)], ["12000.00", "0.07", "0.00", "", ""]);
  for (const fen of [1, 99, 100, 435, 99_999_999_999_999]) assert.equal(fenOf(yuanOf(fen)), fen);
});

const NO: RowSaid = { tick: "no", value: "", found: "未标价" };
const YES: RowSaid = { tick: "yes", value: "", found: "" };
const ITEMS = [{ code: "A", rows: [{ text: "甲一" }, { text: "甲二" }] }, { code: "B", rows: [{ text: "乙一" }] }] as unknown as FormItem[];
const recordOf = (items: Record["items"]): Record => ({ items }) as unknown as Record;

test("findings are the rows answered no, each with its question and place", () => {
  const record = recordOf([{ item: "B", rows: [NO] }, { item: "A", rows: [YES, NO] }]);
  assert.deepEqual(findingsIn(record, ITEMS).map(({ key, question, found }) => [key, question, found]), [["A 1", "甲二", "未标价"], ["B 0", "乙一", "未标价"]]);
  assert.deepEqual(findingsIn(recordOf([]), ITEMS), []);
});

test("a visit asks for an order until it has one that isn't withdrawn, or for anything until something stands", () => {
  const outcome = (kind: Kind, state: State): { kind: Kind; state: State } => ({ kind, state });
  const check = (results: Record["results"], outcomes: { kind: Kind; state: State }[], wants: string | null): void => assert.equal(wantsOf(results, outcomes), wants);
  check(["rectification-ordered"], [], "rectification");
  check(["rectification-ordered"], [outcome("case", "open")], "rectification");
  check(["rectification-ordered"], [outcome("rectification", "withdrawn")], "rectification");
  check(["rectification-ordered"], [outcome("rectification", "closed")], null);
  check(["pending"], [], "any");
  check(["pending"], [outcome("case", "declined"), outcome("transfer", "withdrawn")], "any");
  check(["pending"], [outcome("no-action", "proposed")], null);
  check(["rectification-ordered", "pending"], [outcome("rectification", "open")], null);
  for (const found of ["not-published", "falsely-published", "obstructed"] as const) {
    check([found], [], "any");
    check(["no-activity", found], [outcome("case", "declined")], "any");
    check([found], [outcome("no-action", "closed")], null);
  }
  check(["not-reached"], [], null);
  check(["no-activity"], [], null);
  check(["nothing-found"], [], null);
});

test("nothing follows where nothing was found, and something may wherever anything was", () => {
  assert.deepEqual([isClean(["nothing-found"]), isClean(["nothing-found", "pending"]), isClean(["not-reached"]), isClean([])], [true, false, false, false]);
});

test("the form's address says what is asked for", () => {
  assert.deepEqual([beginPath("7", "rectification"), beginPath("7", "any"), beginPath("7")], ["/visits/7/outcomes/new?kind=rectification", "/visits/7/outcomes/new", "/visits/7/outcomes/new"]);
});

const handed = (number: number, reviewed_at: string | null): HandedIn => ({ id: `r${number}`, number, reviewed_at }) as HandedIn;

test("an order is offered before the review, everything after it, and nothing before there is a record", () => {
  const kinds = (state: Visit["state"], records: HandedIn[] = []): string => kindsFor({ state, records }).join(" ");
  assert.deepEqual([kinds("assigned"), kinds("noticed"), kinds("noticed", [handed(1, null)]), kinds("recorded", [handed(1, null)])], ["", "", "", "rectification"]);
  for (const state of ["reviewed", "noticed", "recorded"] as const) assert.equal(kinds(state, [handed(1, "2026-11-02T02:00:00Z")]), "rectification case transfer referral no-action", state);
  assert.deepEqual((["rectification", "case", "transfer", "referral", "no-action"] as const).map(namesRows), [true, true, false, false, false]);
});

test("an order begins with what waits for review, everything else with what was reviewed", () => {
  const records = [handed(1, "2026-11-02T02:00:00Z"), handed(2, null)];
  const basis = (state: Visit["state"], kind: Kind): string | undefined => basisOf({ state, records }, kind)?.id;
  assert.deepEqual([basis("recorded", "rectification"), basis("recorded", "case"), basis("noticed", "rectification"), basis("noticed", "no-action")], ["r2", "r1", "r1", "r1"]);
  assert.equal(basisOf({ state: "noticed", records: [handed(1, null)] }, "rectification"), null);
});

test("only what its kind has is sent of a beginning", () => {
  const all = findingsIn(recordOf([{ item: "A", rows: [NO, NO] }]), ITEMS);
  const form: Beginning = { kind: "rectification", findings: ["A 1"], due: "2026-12-01", to: "市卫健委 ", text: " 补齐价目表\r\n并公示 " };
  assert.deepEqual(beginningBody(form, all), { kind: "rectification", findings: [{ item: "A", row: 1 }], due: "2026-12-01", to: undefined, text: "补齐价目表\n并公示" });
  assert.deepEqual(beginningBody({ ...form, kind: "transfer" }, all), { kind: "transfer", findings: [{ item: "A", row: 1 }], due: undefined, to: "市卫健委", text: "补齐价目表\n并公示" });
  assert.deepEqual(beginningBody({ ...form, kind: "no-action", findings: [] }, all), { kind: "no-action", findings: [], due: undefined, to: undefined, text: "补齐价目表\n并公示" });
});

test("an amount is sent exactly with its sanction, in fen", () => {
  const form: Deciding = { number: " 抚市监价罚〔2026〕12号 ", day: "2026-11-20", sanctions: ["fine"], fine: "5,000.5", confiscated: "300", text: "事实" };
  assert.deepEqual(decisionBody(form, 4), { version: 4, number: "抚市监价罚〔2026〕12号", day: "2026-11-20", sanctions: ["fine"], text: "事实", fine: 500_050, confiscated: undefined });
  const both = decisionBody({ ...form, sanctions: ["fine", "confiscation"] }, 4);
  assert.deepEqual([both.fine, both.confiscated], [500_050, 30_000]);
  const none = decisionBody({ ...form, sanctions: ["warning"] }, 4);
  assert.deepEqual([none.fine, none.confiscated], [undefined, undefined]);
});

test("no penalty stands alone", () => {
  assert.deepEqual(withSanction(["fine", "warning"], ["fine", "warning", "no-penalty"]), ["no-penalty"]);
  assert.deepEqual(withSanction(["no-penalty"], ["no-penalty", "fine"]), ["fine"]);
  assert.deepEqual([withSanction([], ["no-penalty"]), withSanction(["no-penalty"], [])], [["no-penalty"], []]);
});

test("days are counted over the ends of months and years", () => {
  assert.deepEqual([dayAfter("2026-11-30", 1), dayAfter("2026-12-31", 1), dayAfter("2028-02-28", 1), dayAfter("2026-03-01", 365)], ["2026-12-01", "2027-01-01", "2028-02-29", "2027-03-01"]);
});

test("acts are offered in one order, and what comes next stands out", () => {
  assert.deepEqual(offered(["withdraw", "decline", "approve"]), [{ verb: "approve", isFirst: true }, { verb: "decline", isFirst: false }, { verb: "withdraw", isFirst: false }]);
  assert.deepEqual(offered(["withdraw", "extend", "recheck"]).map(({ verb }) => verb), ["recheck", "extend", "withdraw"]);
  assert.deepEqual(offered([]), []);
});

test("one is told what to do, or whom it waits for", () => {
  const check = (kind: Kind, state: State, can: Verb[], key: string): void => assert.equal(turnOf({ kind, state, can }), key);
  check("case", "proposed", ["approve", "decline"], "outcomes-turn-approve");
  check("case", "deciding", ["approve", "decline"], "outcomes-turn-approve-decision");
  check("case", "deciding", [], "outcomes-waits-deciding");
  check("rectification", "open", ["recheck"], "outcomes-turn-recheck");
  check("rectification", "open", ["extend", "withdraw"], "outcomes-open-rectification");
  check("referral", "closed", [], "outcomes-closed-referral");
  check("case", "proposed", ["withdraw"], "outcomes-waits-proposed");
  check("case", "declined", [], "outcomes-waits-declined");
  assert.deepEqual((["proposed", "open", "deciding", "closed", "declined", "withdrawn"] as const).map((state) => isOver({ state })), [false, false, false, true, true, true]);
});

function step(act: string, more: Partial<Step> = {}): Step {
  return { act, at: "2026-11-02T02:00:00Z", person: { id: "zhao", name: "赵刚" }, text: "", ...more } as Step;
}

test("a declined decision says why until it is written anew", () => {
  const declined = [step("outcome.decision"), step("outcome.declined", { text: "证据不足" })];
  const check = (state: State, steps: Step[], why: string | null): void => assert.equal(declinedFor({ state, steps } as Outcome), why);
  check("open", declined, "证据不足");
  check("deciding", [...declined, step("outcome.decision")], null);
  check("declined", declined, null);
  check("open", [step("outcome.approved")], null);
});

test("the decision written last is the one to go on from", () => {
  const decision = (number: string): Step["decision"] => ({ number, day: "2026-11-20", sanctions: ["warning"], text: "" });
  const steps = [step("outcome.approved"), step("outcome.decision", { decision: decision("1") }), step("outcome.declined"), step("outcome.decision", { decision: decision("2") }), step("outcome.declined")];
  assert.deepEqual([writtenIn({ steps })?.number, writtenIn({ steps: steps.slice(0, 1) })], ["2", null]);
});

test("a recheck's step says whether it was cleared", () => {
  assert.deepEqual([keyOf(step("outcome.rechecked", { cleared: true })), keyOf(step("outcome.rechecked", { cleared: false })), keyOf(step("outcome.ordered"))], ["outcomes-step-cleared", "outcomes-step-not-cleared", "outcomes-step-ordered"]);
  const tones = ["outcome.ordered", "outcome.approved", "outcome.declined", "outcome.withdrawn", "outcome.acknowledged"].map((act) => toneOf(step(act)));
  assert.deepEqual(tones, ["plain", "good", "bad", "bad", "good"]);
  assert.deepEqual([toneOf(step("outcome.rechecked", { cleared: true })), toneOf(step("outcome.rechecked", { cleared: false }))], ["good", "bad"]);
});

test("letters and orders are printed once they have their number", () => {
  const number = { year: 2026, number: 1 };
  assert.deepEqual((["rectification", "case", "transfer", "referral", "no-action"] as const).map((kind) => hasPaper({ kind, number })), [true, false, true, true, false]);
  assert.equal(hasPaper({ kind: "transfer", number: null }), false);
});

test("the card tells each hand its own, what presses first", () => {
  const labels = (mayPropose: boolean, mayApprove: boolean): string => waiting({ mayPropose, mayApprove }).map(({ label }) => label.replace("outcomes-card-", "")).join(" ");
  assert.equal(labels(true, false), "mine-overdue mine-open");
  assert.equal(labels(false, true), "proposed deciding");
  assert.equal(labels(false, false), "");
});
