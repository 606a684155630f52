import assert from "node:assert/strict";
import test from "node:test";
import { backward, changed, directionOf, forward, queryOf, readList, sortOf, writeList } from "../../src/ui/list-state";

const KEYS = ["risk", "tag"];
const read = (search: string) => readList(new URLSearchParams(search), KEYS, "name");
const written = (search: string): string => writeList(new URLSearchParams(), read(search), KEYS, "name").toString();

test("an address says what a list shows, and is written back the same", () => {
  for (const search of ["", "q=%E9%A3%9F%E5%93%81", "q=a&sort=-name&risk=A&tag=x", "risk=B&after=abc&page=3"]) assert.equal(written(search), search);
});

test("what an address says wrongly is as the list begins", () => {
  assert.equal(written("page=7&risk=&unknown=1&sort=name"), "");
  assert.equal(read("after=abc&page=-2").page, 1);
});

test("parameters of others stay in the address", () => {
  assert.equal(writeList(new URLSearchParams("tab=2&q=old"), read("q=new"), KEYS, "name").toString(), "tab=2&q=new");
});

test("another search or filter begins at the first page", () => {
  const moved = changed(read("q=a&after=abc&page=3"), { q: "b" });
  assert.deepEqual([moved.q, moved.after, moved.page], ["b", "", 1]);
});

test("forward and back come to where they began", () => {
  const start = { state: read("q=a"), trail: [] as string[] };
  const second = forward(start.state, start.trail, "k50");
  const third = forward(second.state, second.trail, "k100");
  assert.deepEqual([third.state.page, third.state.after, third.trail], [3, "k100", ["", "k50"]]);
  assert.deepEqual(backward(third.state, third.trail), second);
  assert.deepEqual(backward(second.state, second.trail), start);
});

test("back without a trail is the first page", () => {
  assert.deepEqual(backward(read("after=abc&page=9"), []).state, read(""));
});

test("a click on a column's head and the order it shows agree", () => {
  for (const direction of ["ascend", "descend"] as const) assert.equal(directionOf(sortOf("name", direction), "name"), direction);
  assert.equal(sortOf("name", null), "");
  assert.equal(directionOf("-code", "name"), null);
});

test("a call is asked only what is set", () => {
  assert.deepEqual(queryOf(read("risk=A"), 50), { risk: "A", limit: 50, sort: "name" });
  assert.deepEqual(queryOf(read("q=a&after=k&page=2"), 50), { limit: 50, q: "a", sort: "name", after: "k" });
});
