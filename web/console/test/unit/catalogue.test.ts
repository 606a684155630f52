import assert from "node:assert/strict";
import test from "node:test";
import { NEW, textOf, valuesOf } from "../../src/features/catalogue/item-values";
import { rateText, readRate } from "../../src/features/catalogue/rate";
import { faultPlace } from "../../src/features/catalogue/said";

test("a share is read as people type it, exactly", () => {
  const check = (typed: string, said: string | null): void => {
    const rate = readRate(typed);
    assert.equal(rate && rateText(rate), said, typed);
  };
  for (const [typed, said] of [["3%", "3%"], ["２．５％", "2.5%"], ["0.03", "3%"], ["1/30", "1/30"], ["2/4", "50%"], ["100 %", "100%"], ["0", "0%"], ["1", "100%"], ["0.333333", "33.3333%"]]) check(typed, said);
  for (const typed of ["", "101%", "2", "1/0", "-1%", "三成", "1/3000000"]) check(typed, null);
});

test("an item goes to the server without spaces round its texts, and comes back the same", () => {
  const text = textOf({ ...NEW, code: " JG-01 ", name: "明码标价\n", rate: "1/30", bases: [{ law: " 《价格法》", article: "第十三条 " }] });
  assert.deepEqual([text.code, text.name, text.rate, text.bases], ["JG-01", "明码标价", { numerator: 1, denominator: 30 }, [{ law: "《价格法》", article: "第十三条" }]]);
  assert.deepEqual(textOf(valuesOf(text)), text);
});

test("what is wrong in a file is told by sheet, row and column as people know them", () => {
  const words: Record<string, string> = { "sheet-items": "抽查事项", "item-rate": "比例", "sheet-checklist": "检查表", "check-basis": "法定依据" };
  const wordOf = (key: string, values?: object): string | null => (values ? Object.values(values).join("/") : (words[key] ?? null));
  assert.deepEqual(["items.2.rate", "checklist.7.basis", "items.JG-01.unheard", "file"].map((field) => faultPlace(field, wordOf)), ["抽查事项/2/比例", "检查表/7/法定依据", "", ""]);
});
