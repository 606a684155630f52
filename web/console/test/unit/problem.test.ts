import assert from "node:assert/strict";
import test from "node:test";
import { MOVED, ProblemError, fieldPath, isDecided, problemIn, problemOf } from "../../src/api/problem";
import { problemWords } from "../../src/ui/ProblemView";

const STALE = { type: "/problems/stale", title: "已被修改", detail: "请重新读取", status: 409, code: "stale" };

test("the server's Problem is taken as it is, with the header's request id where the body has none", () => {
  assert.deepEqual(problemOf(409, STALE, "r1"), { ...STALE, request_id: "r1" });
  assert.equal(problemOf(409, { ...STALE, request_id: "own" }, "r1").request_id, "own");
});

test("an answer without a Problem is told in our words, never as a number", () => {
  for (const body of [undefined, null, "<html>", { error: 1 }, { code: 5, title: "x" }]) assert.equal(problemOf(500, body, "r1").code, "unexpected");
  assert.equal(problemOf(413, "", null).code, "too-large");
  const words = problemWords(problemOf(500, null, null), (key) => key);
  assert.deepEqual(words, { title: "own-problem-unexpected", detail: "own-problem-unexpected-do" });
});

test("what was overtaken is told in our words, and decided: the next press is an act of its own", () => {
  assert.deepEqual(problemWords(MOVED, (key) => key), { title: "own-problem-moved", detail: "own-problem-moved-do" });
  assert.equal(isDecided(MOVED), true);
});

test("the server's words are shown, not ours", () => {
  assert.deepEqual(problemWords(problemOf(409, STALE, null), (key) => key), { title: "已被修改", detail: "请重新读取" });
});

test("an error of the program is one of its own kind", () => {
  assert.equal(problemIn(new ProblemError(problemOf(409, STALE, null))).code, "stale");
  assert.equal(problemIn(new RangeError("x")).code, "broken");
});

test("only a refusal is decided; what may yet be done is sent with the same key", () => {
  const decided = (status: number): boolean => isDecided(problemOf(status, null, null));
  assert.deepEqual([400, 401, 409, 422].map(decided), [true, true, true, true]);
  assert.deepEqual([0, 408, 429, 500, 502, 503].map(decided), [false, false, false, false, false, false]);
});

test("a fault's field is found in lists too", () => {
  assert.deepEqual(fieldPath("name"), ["name"]);
  assert.deepEqual(fieldPath("roles[1].role"), ["roles", 1, "role"]);
  assert.deepEqual(fieldPath("roles.0.organisation"), ["roles", 0, "organisation"]);
});
