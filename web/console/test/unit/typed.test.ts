import assert from "node:assert/strict";
import test from "node:test";
import { isTyped } from "../../src/ui/typed";

test("a name is typed whatever its width and its blanks, and no other is", () => {
  const asked = "2026年抽查：明码标价（第１批）";
  for (const typed of [asked, "2026年抽查:明码标价(第1批)", " ２０２６年 抽查：明码标价（第1批） "]) assert.ok(isTyped(typed, asked), typed);
  for (const typed of ["", "2026年抽查", "2026年抽查：明码标价（第2批）", `${asked}。`]) assert.ok(!isTyped(typed, asked), typed);
});
