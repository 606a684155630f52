import assert from "node:assert/strict";
import test from "node:test";
import { Drafts, type Shelf, clearWindowShelf, sameValues, windowShelf } from "../../src/ui/drafts";

function shelf(): Shelf & { held: Map<string, string> } {
  const held = new Map<string, string>();
  return { held, getItem: (key) => held.get(key) ?? null, setItem: (key, value) => void held.set(key, value), removeItem: (key) => void held.delete(key) };
}

test("a draft is found again with its time, until it is dropped", () => {
  const drafts = new Drafts(shelf(), "limin", () => 1000);
  assert.equal(drafts.keep("person", { name: "王强" }), true);
  assert.deepEqual(drafts.find("person"), { values: { name: "王强" }, at: "1970-01-01T00:00:01.000Z" });
  drafts.drop("person");
  assert.equal(drafts.find("person"), null);
});

test("nobody sees another person's draft, nor another form's", () => {
  const place = shelf();
  new Drafts(place, "limin").keep("person", { name: "王强" });
  assert.equal(new Drafts(place, "zhaoli").find("person"), null);
  assert.equal(new Drafts(place, "limin").find("organisation"), null);
});

test("a secret is never written down", () => {
  const place = shelf();
  new Drafts(place, "limin").keep("person", { name: "王强", password: "hunter2" }, ["password"]);
  assert.equal([...place.held.values()].join().includes("hunter2"), false);
});

test("what can't be read or written is no draft and no fault", () => {
  const place = shelf();
  place.setItem("yaoguang-draft:limin:person", "{half");
  assert.equal(new Drafts(place, "limin").find("person"), null);
  const full: Shelf = { ...place, setItem: () => { throw new Error("full"); } };
  assert.equal(new Drafts(full, "limin").keep("person", {}), false);
});

test("values are the same whatever their order, and what is left open isn't said", () => {
  assert.equal(sameValues({ a: 1, b: "" }, { b: undefined, a: 1 }), true);
  assert.equal(sameValues({ a: [1, 2] }, { a: [2, 1] }), false);
});

test("the window's shelf keeps drafts until it is cleared, and writes nothing elsewhere", () => {
  const drafts = new Drafts(windowShelf, "limin");
  drafts.keep("complaint", { content: "多收钱" });
  assert.deepEqual(drafts.find<{ content: string }>("complaint")?.values, { content: "多收钱" });
  clearWindowShelf();
  assert.equal(drafts.find("complaint"), null);
});
