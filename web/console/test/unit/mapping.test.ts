import assert from "node:assert/strict";
import test from "node:test";
import { assigned, columnName, guessed, missing, originOf, unused } from "../../src/ui/import/mapping";

const column = (index: number, header: string, guess: string | null) => ({ index, header, guess, samples: [] });
const COLUMNS = [column(0, "序号", null), column(1, "单位名称", "name"), column(2, "企业名称", "name"), column(3, "信用代码", "code")];
const FIELDS = [["name", true], ["code", true], ["phone", false]].map(([name, required]) => ({ name: String(name), required: Boolean(required), label_key: "", help_key: "" }));
const GUESSED = guessed({ columns: COLUMNS, fields: FIELDS });

test("the guess is taken, the first column where two fit", () => {
  assert.deepEqual(GUESSED, { name: 1, code: 3 });
});

test("a column given to one field leaves the other", () => {
  assert.deepEqual(assigned(GUESSED, "phone", 3), { name: 1, phone: 3 });
  assert.deepEqual(assigned(GUESSED, "code", null), { name: 1 });
});

test("required fields without a column are named", () => {
  assert.deepEqual(missing(GUESSED, FIELDS), []);
  assert.deepEqual(missing(assigned(GUESSED, "phone", 3), FIELDS), ["code"]);
});

test("the first column counts, though its index is nought", () => {
  assert.deepEqual(missing({ name: 0, code: 3 }, FIELDS), []);
  assert.equal(originOf({ name: 0 }, "name", COLUMNS), "chosen");
});

test("how a field came to its column is shown", () => {
  const origins = (mapping: Record<string, number>): string[] => FIELDS.map(({ name }) => originOf(mapping, name, COLUMNS));
  assert.deepEqual(origins(GUESSED), ["guessed", "guessed", "none"]);
  assert.deepEqual(origins(assigned(GUESSED, "phone", 0)), ["guessed", "guessed", "chosen"]);
  assert.equal(originOf({ name: 2 }, "name", COLUMNS), "guessed");
});

test("columns that fill nothing are named", () => {
  assert.deepEqual(unused(GUESSED, COLUMNS).map(columnName), ["序号", "企业名称"]);
});

test("a column without a head is named by its letter", () => {
  const letters = [0, 25, 26, 701, 702].map((index) => columnName({ index, header: " " }));
  assert.deepEqual(letters, ["A", "Z", "AA", "ZZ", "AAA"]);
});
