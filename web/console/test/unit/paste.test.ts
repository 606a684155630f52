import assert from "node:assert/strict";
import test from "node:test";
import { cellsOf, isSheet, pasted } from "../../src/ui/paste";

interface Row { code: string; reason: string; flag: boolean }
const BLANK: Row = { code: "", reason: "", flag: false };
const COLUMNS = [{ key: "code" as const, label: "代码" }, { key: "reason" as const, label: "原因", read: (text: string) => text.toLowerCase() }, { key: "flag" as const, label: "限", read: (text: string) => text === "是" }];
const row = (code: string, reason = "", flag = false): Row => ({ code, reason, flag });

test("a sheet's cells are read with their quotes, line ends and empty last line", () => {
  const check = (text: string, cells: string[][]): void => assert.deepEqual(cellsOf(text), cells);
  check("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]);
  check("\"one\ntwo\"\tb", [["one\ntwo", "b"]]);
  check("\"say \"\"yes\"\"\"\tb", [["say \"yes\"", "b"]]);
  check(" a \t\n\t\nb", [["a", ""], ["b"]]);
});

test("one cell is no sheet, and neither is one with a line end behind it", () => {
  assert.deepEqual(["a", "a\r\n", "a\tb", "a\nb"].map(isSheet), [false, false, true, true]);
});

test("cells are typed over what is there, and more rows come below", () => {
  const rows = [row("x", "old"), row("y", "old")];
  assert.deepEqual(pasted(rows, [["1", "NEW", "是"], ["2"]], { row: 1, column: 0 }, COLUMNS, BLANK), [row("x", "old"), row("1", "new", true), row("2")]);
});

test("pasting into a later column leaves those before it, and what is too wide is cut off", () => {
  assert.deepEqual(pasted([row("x")], [["WHY", "否", "more"]], { row: 0, column: 1 }, COLUMNS, BLANK), [row("x", "why")]);
});

test("a row of heads is no row", () => {
  assert.deepEqual(pasted([], [["代码", "原因"], ["1", "a"]], { row: 0, column: 0 }, COLUMNS, BLANK), [row("1", "a")]);
  assert.deepEqual(pasted([row("x")], [["原因"], ["A"]], { row: 0, column: 1 }, COLUMNS, BLANK), [row("x", "a")]);
});
