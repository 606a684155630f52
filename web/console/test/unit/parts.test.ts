import assert from "node:assert/strict";
import test from "node:test";
import { ProblemError } from "../../src/api/problem";
import { PartGone, type Surroundings, partOf } from "../../src/app/parts";

/** What stays when a page is opened anew, for a server that answers. */
function surroundings(): Surroundings {
  const kept = new Map<string, string>();
  const memory = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
  return { memory, answers: () => Promise.resolve(true) };
}

const missing = (): Promise<never> => Promise.reject(new TypeError("Failed to fetch dynamically imported module"));
/** What becomes of a part that is missing. */
const failure = (around: Surroundings, name = "people"): Promise<unknown> => partOf(name, missing, around)().then(() => "came", (error: unknown) => (error instanceof PartGone ? error.opensAnew : error));

test("a part that is gone opens the page anew once, each part for itself", async () => {
  const around = surroundings();
  const seen = [await failure(around), await failure(around), await failure(around, "acts"), await failure(around, "acts")];
  assert.deepEqual(seen, [true, false, true, false]);
});

test("a part that came may open the page anew again, and says nothing of others", async () => {
  const around = surroundings();
  await failure(around);
  await failure(around, "acts");
  assert.equal(await partOf("people", () => Promise.resolve("pages"), around)(), "pages");
  assert.deepEqual([await failure(around), await failure(around, "acts")], [true, false]);
});

test("while no server answers, the page stays and says so", async () => {
  const around = { ...surroundings(), answers: () => Promise.resolve(false) };
  const error = await failure(around);
  assert.ok(error instanceof ProblemError);
  assert.equal(error.problem.code, "offline");
  assert.equal(await failure({ ...around, answers: () => Promise.resolve(true) }), true);
});

test("where nothing can be remembered, a page is never opened anew", async () => {
  const forbid = (): never => {
    throw new DOMException("forbidden", "SecurityError");
  };
  const memory = { getItem: forbid, setItem: forbid, removeItem: forbid };
  const around = { ...surroundings(), memory };
  assert.equal(await failure(around), false);
  assert.equal(await partOf("people", () => Promise.resolve("pages"), around)(), "pages");
});
