import assert from "node:assert/strict";
import test from "node:test";
import { noticesKey, verbsOf } from "../../src/features/draws/amending";
import type { Source } from "../../src/features/draws/calls";
import { withLink } from "../../src/features/draws/links";
import { type Known, dispatchedOf, mayFollow, nextStep } from "../../src/features/draws/next-step";
import { fileOf, valueIn } from "../../src/features/draws/reveal";
import { blankRule, dayOf, ruleOf, ruleValues } from "../../src/features/draws/rule-values";
import { assuranceText, beaconText, levelMoves, repeats, ruleLines, seedEffects } from "../../src/features/draws/rule-words";
import { bandsOf, blank, isReason, isYes, partiesOf, placeOf, quotaText, rateOf, rateText, schemeOf, seatsOf, stratumText, valuesOf } from "../../src/features/draws/scheme-values";
import { sourceText } from "../../src/features/draws/source-words";
import { unsettled } from "../../src/features/draws/unsettled";
import { fieldWord } from "../../src/features/draws/lack-words";
import { namedBefore } from "../../src/features/draws/party-names";
import { againOf, begunValue, fileParts, forgetBegun, hasAgain, keepBegun } from "../../src/features/draws/value-shelf";
import { turnsOf } from "../../src/features/draws/readers";
import { awaiting, waiting } from "../../src/features/draws/waiting";

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

test("readings of which no two agree are told, until two do", () => {
  const reading = (by: string, value: string, name = "kl8:2026054", why = "") => ({ place: 2, name, value, why, evidence: "", origin: "", at: "2026-03-05T13:30:00Z", person: { id: by, name: by } });
  const told = (...readings: ReturnType<typeof reading>[]) => unsettled(readings).map(({ name, readings: { length } }) => [name, length]);
  assert.deepEqual(told(reading("a", "1")), []);
  assert.deepEqual(told(reading("a", "1"), reading("b", "2")), [["kl8:2026054", 2]]);
  assert.deepEqual(told(reading("a", "1"), reading("b", "2"), reading("c", "2")), []);
  assert.deepEqual(told(reading("a", "1", "ssq:2026023", "停售"), reading("b", "1", "ssq:2026023", "休市")), [["ssq:2026023", 2]]);
  assert.deepEqual(told(reading("a", "1", "drand:x:7"), reading("b", "2", "drand:x:7")), []);
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
  assert.deepEqual(["5%", "2.5％", "1/30", "0", "一成", "120%"].map(rateOf), [{ p: 1, q: 20 }, { p: 1, q: 40 }, { p: 1, q: 30 }, { p: 0, q: 1 }, null, null]);
  // What is read is written as on every other page, and comes back as it was.
  assert.deepEqual([{ p: 25, q: 100 }, { p: 10, q: 400 }, { p: 2, q: 6 }, { p: 0, q: 1 }].map(rateText), ["25%", "2.5%", "1/3", "0"]);
});

test("a rule's dice go only where they are thrown, and one closed day is a span of its own", () => {
  const values = { ...blankRule(), text: " 规则 ", closed: [{ from: "2026-10-01", to: "" }] };
  assert.deepEqual(ruleOf(values), { text: "规则", reveal_s: 7200, delay_s: 10_800, beacons: ["kl8"], dice: null, closed: [{ from: "2026-10-01", to: "2026-10-01" }] });
  const dice = { throws: 30, faces: 6 };
  const rule = ruleOf({ ...values, has_dice: true, dice });
  assert.deepEqual([rule.dice, ruleOf(ruleValues(rule))], [dice, rule]);
  // Parties alone: the delay isn't asked for, and stands right behind the reveals.
  assert.equal(ruleOf({ ...values, reveal_s: 60, beacons: [] }).delay_s, 61);
  assert.equal(ruleOf({ ...values, reveal_s: 60, beacons: [], has_dice: true }).delay_s, 10_800);
});

test("days are read as sheets write them", () => {
  assert.deepEqual(["2026/2/9", "2026年10月1日", " 2026-03-05 ", "明天"].map(dayOf), ["2026-02-09", "2026-10-01", "2026-03-05", "明天"]);
});

test("bands of time since the last visit are whole months, ascending", () => {
  const check = (typed: string[], months: number[] | null): void => assert.deepEqual(bandsOf(typed), months);
  check([], []);
  check(["36", " 12 ", "12"], [12, 36]);
  check(["240"], [240]);
  check(["241"], null);
  check(["0"], null);
  check(["1.5"], null);
  check(["一年"], null);
  check(["1", "2", "3", "4", "5", "6", "7", "8"], [1, 2, 3, 4, 5, 6, 7, 8]);
  check(["1", "2", "3", "4", "5", "6", "7", "8", "9"], null);
  assert.deepEqual(schemeOf({ ...blank("2026-03-05"), visited: ["36", "12"] }, null).axes.visited, [12, 36]);
});

test("what a rate draws of so many", () => {
  const check = (p: number, q: number, minimum: number, population: number, rounding: "at-least" | "exact", text: string): void => assert.equal(quotaText({ p, q, minimum }, population, rounding), text);
  check(1, 10, 0, 101, "at-least", "11");
  check(1, 10, 20, 101, "at-least", "20");
  check(1, 1, 0, 7, "at-least", "7");
  check(1, 2, 9, 7, "at-least", "7");
  check(1, 10, 0, 101, "exact", "10–11");
  check(1, 10, 0, 100, "exact", "10");
  check(0, 1, 0, 100, "at-least", "0");
});

test("a stratum's name in words", () => {
  const words: Record<string, string> = { "subject-domain-medical": "医疗", "stratum-never": "从未查过", "stratum-no-complaints": "无查实投诉", "stratum-all": "全部" };
  const wordOf = (key: string, values?: Record<string, string>): string | null => (key === "stratum-risk" ? `${values?.["risk"] ?? ""}级` : key === "stratum-within" ? `${values?.["months"] ?? ""}个月内查过` : (words[key] ?? null));
  const check = (name: string, text: string): void => assert.equal(stratumText(name, wordOf), text);
  check("C/medical/210402/never/no-complaints", "C级 · 医疗 · 210402 · 从未查过 · 无查实投诉");
  check("within-12m", "12个月内查过");
  check("all", "全部");
  check("第一层", "第一层");
});

test("a source is called what people call it", () => {
  const word = (key: string, values?: Record<string, unknown>): string => [key, ...Object.values(values ?? {})].join(" ");
  const check = (name: string, said: string): void => assert.equal(sourceText(name, [{ code: "party-1", name: "消协" }], word), said);
  check("kl8:2026054", "draw-source-kl8 2026054");
  check("ssq:2026007", "draw-source-ssq 2026007");
  check("drand:52db:4000000", "draw-source-drand 4000000");
  check("dice:20d6", "draw-source-dice 20 6");
  check("reveal:party-1", "draw-source-reveal 消协");
  check("reveal:party-2", "draw-source-reveal party-2");
  check("abc", "abc");
});

const KL8 = { name: "kl8:2026054", closes: "2026-03-05T21:00:00+08:00", fallback: [] };
const REVEAL = { name: "reveal:P1", closes: "2026-03-05T10:01:00+08:00", fallback: [] };
const DRAND = { name: "drand:52db:1", closes: "2026-03-05T10:02:00+08:00", fallback: [] };

/** A draw of two parties, the first of which has done all that can be done by now. */
function standing(state: Known["state"], { isDone = false, first_close = REVEAL.closes, disclosure = null as string | null } = {}): Known {
  const party = (name: string, is: boolean): Known["parties"][number] => ({ code: name, name, holds: 0, outside: true, place: 1, hashed_at: is ? "2026-03-05T01:00:00Z" : null, revealed_at: is ? "2026-03-05T02:00:30Z" : null });
  const scheme = { ...schemeOf(blank("2026-03-05"), null), disclosure };
  return { state, first_close, scheme, drafter: { id: "d", name: "姜禾" }, approver: { id: "a", name: "赵刚" }, parties: [party("纪检组", true), party("消协", isDone)] };
}

test("a draw says who does what next", () => {
  const check = (draw: Known, sources: Source[], time: string, key: string, more?: string): void => {
    const next = nextStep(draw, sources, Date.parse(`2026-03-05T${time}+08:00`), "2026-03-05");
    assert.deepEqual([next?.key, next?.more], [key, more]);
  };
  check(standing("draft"), [], "09:00:00", "draw-next-preview");
  check({ ...standing("draft"), scheme: { ...standing("draft").scheme, strata: [{ name: "B", p: 1, q: 10, minimum: 0 }] } }, [], "09:00:00", "draw-next-submit");
  check(standing("submitted"), [], "09:00:00", "draw-next-approve");
  check(standing("approved"), [], "09:00:00", "draw-next-hashes");
  check(standing("approved", { isDone: true }), [], "09:00:00", "draw-next-commit");
  check(standing("committed"), [], "10:00:00", "draw-next-reveals-soon");
  check(standing("committed"), [REVEAL], "10:01:00", "draw-next-reveals", "draw-next-reveals-then");
  check(standing("committed", { first_close: KL8.closes }), [REVEAL, KL8], "10:00:00", "draw-next-reveals", "draw-next-reveals-then-read");
  check(standing("committed"), [REVEAL], "10:01:01", "draw-next-lost", "draw-next-lost-annul");
  check(standing("committed", { first_close: KL8.closes }), [REVEAL, KL8], "20:00:00", "draw-next-lost", "draw-next-lost-annul");
  check(standing("committed", { first_close: KL8.closes }), [REVEAL, KL8], "21:00:01", "draw-next-lost", "draw-next-lost-closed");
  check(standing("committed", { isDone: true }), [REVEAL], "10:00:40", "draw-next-seed");
  check(standing("committed", { isDone: true }), [REVEAL], "10:01:01", "draw-next-seed-now");
  check(standing("committed", { isDone: true, first_close: DRAND.closes }), [REVEAL, DRAND], "10:01:30", "draw-next-fetch");
  check(standing("committed", { isDone: true, first_close: KL8.closes }), [REVEAL, KL8], "20:00:00", "draw-next-read-from");
  check(standing("committed", { isDone: true, first_close: KL8.closes }), [REVEAL, KL8], "21:00:01", "draw-next-read");
  check(standing("seeded"), [], "10:02:00", "draw-next-draw");
  check(standing("drawn"), [], "10:02:00", "draw-next-announce");
  check(standing("drawn", { disclosure: "2026-03-05" }), [], "10:02:00", "draw-next-announce");
  check(standing("drawn", { disclosure: "2026-03-06" }), [], "10:02:00", "draw-next-announce-from");
  check({ ...standing("drawn"), announces_at: "2026-03-08T02:02:00Z" }, [], "10:02:00", "draw-next-announce", "draw-next-announces");
  check(standing("announced"), [], "10:02:00", "draw-next-dispatch");
  assert.deepEqual(nextStep(standing("announced"), [], 0, "2026-03-05", { visits: 3, waiting: 0 }), { key: "draw-next-dispatched", count: 3, tone: "good", isDone: true });
  const early = (disclosure: string | null, waiting: number) => nextStep(standing("drawn", { disclosure }), [], 0, "2026-03-05", { visits: 3, waiting })?.key;
  assert.deepEqual([early(null, 0), early(null, 1), early("2026-03-06", 0)], ["draw-next-announce-only", "draw-next-announce", "draw-next-announce-from-only"]);
  // Who stands in for somebody who left waits for a visit.
  const more = nextStep(standing("announced"), [], 0, "2026-03-05", dispatchedOf({ done: [{ visits: 3 }, { visits: 1 }], waiting: 2 }));
  assert.deepEqual(more, { key: "draw-next-dispatch-more", count: 2, act: "visit.dispatch" });
  assert.equal(nextStep(standing("annulled"), [], 0, "2026-03-05"), null);
});

test("beside the next step stands how many amendments wait for an approver", () => {
  const asked = (state: Known["state"], amendments_asked: number): unknown => nextStep({ ...standing(state), amendments_asked }, [], 0, "2026-03-05")?.asked;
  assert.deepEqual([asked("announced", 2), asked("drawn", 1), asked("announced", 0), asked("committed", 1)], [2, 1, undefined, undefined]);
});

test("who asked for an amendment takes it back, others decide it, and are told whether the business knew", () => {
  const verbs = (me: string, may: { approve: boolean; amend: boolean }, state: "asked" | "withdrawn" = "asked"): string[] => verbsOf({ state, asker: { id: "1", name: "李" } }, me, may);
  const both = { approve: true, amend: true };
  assert.deepEqual([verbs("1", both), verbs("2", both), verbs("2", { approve: false, amend: true }), verbs("1", both, "withdrawn")], [["withdraw"], ["approve", "decline"], [], []]);
  const key = (notices: { visits: number; given: number; first_at?: string | null } | null): unknown => noticesKey({ notices, asked_at: "2026-03-10T08:00:00Z" });
  assert.deepEqual([key(null), key({ visits: 0, given: 0 }), key({ visits: 2, given: 0, first_at: null })], [null, "none", "not"]);
  assert.deepEqual(["2026-03-10T07:59:59Z", "2026-03-10T08:00:01Z"].map((first_at) => key({ visits: 1, given: 1, first_at })), ["before", "after"]);
});

test("a further draw follows one that is over, or lost for good", () => {
  const may = (draw: Known, time = "23:00:00"): boolean => mayFollow({ ...draw, reveals_until: REVEAL.closes }, Date.parse(`2026-03-05T${time}+08:00`));
  const states: Known["state"][] = ["draft", "submitted", "approved", "committed", "seeded", "drawn", "announced", "annulled", "discarded"];
  assert.deepEqual(states.filter((state) => may(standing(state))), ["drawn", "announced", "annulled"]);
  const lost = standing("committed", { first_close: KL8.closes });
  assert.deepEqual([may(lost, "20:00:00"), may(lost, "21:00:01"), may(standing("committed", { isDone: true, first_close: KL8.closes }))], [false, true, false]);
});

test("who is waited for has a name", () => {
  assert.deepEqual(nextStep(standing("approved"), [], 0, "2026-03-05")?.names, ["消协"]);
  assert.deepEqual(nextStep(standing("committed"), [REVEAL], Date.parse("2026-03-05T11:00:00+08:00"), "2026-03-05")?.names, ["消协"]);
});

test("only what somebody may do waits for them on the workbench", () => {
  const nothing = { mayDraft: false, mayApprove: false, mayOperate: false, mayEnter: false, mayAnnul: false, mayAnnounce: false, mayDispatch: false };
  const check = (hands: Partial<typeof nothing>, links: string[]): void => assert.deepEqual(waiting({ ...nothing, ...hands }).map(({ to }) => to), links);
  check({}, []);
  check({ mayApprove: true, mayAnnul: true }, ["/draws?state=submitted", "/draws?waits=annulment"]);
  check({ mayOperate: true, mayAnnounce: true }, ["/draws?state=approved", "/draws?state=drawn&disclosable=true"]);
  check({ mayOperate: true, mayDispatch: true }, ["/draws?state=approved", "/draws?state=drawn&disclosable=false&undispatched=true", "/draws?state=announced&undispatched=true"]);
  check({ mayEnter: true }, ["/draws?waits=reading"]);
  check({ mayDraft: true }, ["/draws?waits=following"]);
});

test("the links of all parties stay in sight, of each the last", () => {
  const made = [{ place: 2, name: "消协", url: "a" }, { place: 1, name: "纪检组", url: "b" }, { place: 2, name: "消协", url: "c" }].reduce(withLink, []);
  assert.deepEqual(made.map(({ url }) => url), ["b", "c"]);
});

test("the value in the file that a party saved is found, whatever an editor put round it", async () => {
  const value = "0123456789abcdef".repeat(4);
  assert.equal(valueIn(await fileOf(value).text()), value);
  assert.equal(valueIn(`\ufeff${value.toUpperCase()}\r\n\r\n`), value);
  assert.deepEqual(["", "不是", `${value}0`, `${value}\n${"f".repeat(64)}`].map(valueIn), [null, null, null, null]);
});

test("a rule waits for others than who wrote it, until it is approved, returned or withdrawn", () => {
  const rules = [{ drafter: "a", state: "waiting" }, ...(["waiting", "in-force", "superseded", "returned", "withdrawn"] as const).map((state) => ({ drafter: "b", state }))] as const;
  assert.deepEqual(["a", "b", "c"].map((me) => awaiting([...rules], me)), [1, 1, 2]);
});

test("shares of a secret are offered, and sent only where there is one", () => {
  const party = (holds: number) => ({ name: "甲", outside: true, holds });
  const sent = (disclosure: string | null, held: number[]): number[] => partiesOf({ disclosure, parties: held.map(party) }).map(({ holds }) => holds);
  assert.deepEqual([sent(null, [1, 2]), sent("2026-04-01", [1, 2, 3])], [[0, 0], [1, 2, 3]]);
  const scheme = schemeOf(blank("2026-03-05"), null);
  const shown = (held: number[]): number[] => valuesOf("", scheme, held.map(party)).parties.map(({ holds }) => holds);
  assert.deepEqual([shown([0, 0, 0, 0]), shown([0, 2, 0])], [[1, 2, 3, 0], [0, 2, 0]]);
});

test("a rule is read line by line, and what has no meaning for it is left out", () => {
  const word = (key: string): string => key;
  const rule = ruleOf({ ...blankRule(), text: "规则" });
  const texts = (given: typeof rule): (string | null)[] => ruleLines(given, word).map(({ text }) => text);
  assert.deepEqual(texts(rule), ["规则", "draw-rule-after", "draw-rule-after", "draw-beacon-kl8", "draw-no", "draw-no"]);
  assert.deepEqual(texts({ ...rule, beacons: [] }), ["规则", "draw-rule-after", null, "draw-rule-no-beacon", "draw-no", "draw-no"]);
});

test("a level of assurance falls from A towards D", () => {
  assert.deepEqual([levelMoves("A", "C"), levelMoves("C", "B"), levelMoves("A", "A")], ["falls", "rises", null]);
});

test("a level of assurance says what it means", () => {
  assert.deepEqual([assuranceText("C", String), assuranceText(null, String)], ["draw-assurance-c", "—"]);
});

test("a lottery that stands in for itself is its next issue", () => {
  const word = (key: string, values?: object): string => (values ? `${key} ${JSON.stringify(values)}` : key);
  assert.deepEqual(repeats(["kl8", "ssq", "kl8", "kl8"]).map(({ n }) => n), [0, 0, 1, 2]);
  assert.equal(beaconText({ beacon: "kl8", n: 1 }, word), 'draw-beacon-again {"name":"draw-beacon-kl8","n":1}');
});

test("what a commit will do speaks of the sources that the rule has", () => {
  const word = (key: string): string => key;
  const rule = ruleOf({ ...blankRule(), text: "规则" });
  assert.deepEqual(seedEffects(rule, word), ["draw-commit-effect-seed", "draw-commit-effect-reveal"]);
  assert.deepEqual(seedEffects({ ...rule, beacons: [] }, word), ["draw-commit-effect-seed-parties", "draw-commit-effect-reveal"]);
  assert.deepEqual(seedEffects({ ...rule, beacons: [], dice: { throws: 20, faces: 10 } }, word), ["draw-commit-effect-seed", "draw-commit-effect-reveal"]);
  assert.deepEqual(seedEffects(undefined, word), ["draw-commit-effect-seed-unknown"]);
});

test("two parties are one if their names differ in blanks, punctuation, width and case alone", () => {
  const check = (names: string[], expected: boolean[]): void => assert.deepEqual(names.map((_, at) => namedBefore(names.map((name) => ({ name })), at)), expected, names.join());
  check(["市纪委监委", "市消费者协会"], [false, false]);
  check(["市纪委监委", "市 纪委、监委。"], [false, true]);
  check(["Ａ１公证处（本级）", "a1公证处(本级)", "第1公证处"], [false, true, false]);
  check(["", ""], [false, false]);
});

test("what a preview finds lacking is told by the form's own names", () => {
  const said = (field: string): string => fieldWord(field, (key, values) => (values ? `${key} ${Object.values(values).join(" ")}` : key));
  assert.deepEqual(["to", "scope.regions", "bench.capacity", "bench.pools", "strata.B/x"].map(said), ["draw-to", "draw-regions", "draw-capacity", "draw-pools", "draw-strata"]);
  assert.deepEqual(["left_out.2.code", "bench.pools.0.name", "unheard"].map(said), ["draw-row draw-table-left-out 3", "draw-row draw-table-bench-pools 1", "unheard"]);
});

test("a party's page that is loaded again has the value that was saved, until its hash is given", () => {
  const kept = new Map<string, string>();
  const shelf = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => void kept.set(key, text), removeItem: (key: string) => void kept.delete(key) };
  const first = begunValue(shelf, "t1");
  assert.deepEqual([first.isKept, first.isRestored], [false, false]);
  keepBegun(shelf, "t1", { value: first.value, isKept: true });
  assert.deepEqual(begunValue(shelf, "t1"), { value: first.value, isKept: true, isRestored: true });
  assert.notEqual(begunValue(shelf, "t2").value, first.value);
  forgetBegun(shelf, "t1");
  assert.equal(begunValue(shelf, "t1").isRestored, false);
  kept.set("yaoguang-ceremony-t3", "{\"value\": 7}");
  assert.equal(begunValue(shelf, "t3").isRestored, false);
  const shut = { getItem: () => { throw new Error("forbidden"); }, setItem: () => { throw new Error("forbidden"); }, removeItem: () => { throw new Error("forbidden"); } };
  assert.equal(begunValue(shut, "t1").value.length, 64);
  assert.equal(hasAgain(shelf, "t1"), false);
  const shown = againOf(shelf, "t1");
  assert.deepEqual([shown.length, againOf(shelf, "t1"), hasAgain(shelf, "t1"), hasAgain(shelf, "t2")], [64, shown, true, false]);
  assert.notEqual(shown, first.value);
  assert.deepEqual([againOf(shut, "t1").length, hasAgain(shut, "t1")], [64, false]);
});

test("two parties' files have names of their own", () => {
  assert.deepEqual(fileParts("市纪委/监委", "2026年 抽查：一", "01a21d7d-17ad-7420-8b6e-8984b71352cd"), { name: "市纪委_监委", task: "2026年_抽查：一", draw: "b71352cd" });
});

test("a source is read off by whoever hasn't, until two agree", () => {
  const by = (id: string, value: string | null, name = "kl8:2026054", why = "") => ({ place: 2, name, value, why, person: id === "" ? null : { id, name: id } });
  const check = (readings: ReturnType<typeof by>[], open: number[], waiting: number[]): void => assert.deepEqual(turnsOf(readings, [2], "a"), { open, waiting });
  check([], [2], []);
  check([by("a", null)], [], [2]);
  check([by("b", null)], [2], []);
  check([by("b", "01"), by("c", "02")], [2], []);
  check([by("a", "01"), by("b", "02")], [], [2]);
  check([by("b", "01"), by("c", "01")], [], []);
  check([by("", null, "drand:52db:7")], [], []);
  check([by("b", null, "drand:52db:7", "停售")], [2], []);
  check([by("a", null, "drand:52db:7", "停售")], [], [2]);
});
