import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";
import { hexH } from "../../src/draw/bytes";
import { powerShellLine, shellLine } from "../../src/page/by-hand";

const KEY = "0f".repeat(32);
/** Characters that shells read as something else where they aren't quoted. */
const IDS = ["91350100M000100Y43", "A'1", "$(id);%s\\n", 'B"`C`"'];

test("the line for a shell computes the ticket, whatever stands in the id", () => {
  for (const id of IDS) assert.equal(execFileSync("sh", ["-c", shellLine(KEY + id)], { encoding: "utf8" }).slice(0, 64), hexH(KEY + id), id);
});

test("the line for PowerShell has the text in its own quotes, doubled within", () => {
  const line = (id: string): string => powerShellLine(KEY + id);
  assert.equal(line(IDS[0]), `-join ([Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes('${KEY}${IDS[0]}')) | ForEach-Object { $_.ToString('x2') })`);
  assert.ok(line(IDS[1]).includes(`GetBytes('${KEY}A''1')`), line(IDS[1]));
});
