import assert from "node:assert/strict";
import test from "node:test";
import { utf8 } from "../../src/draw/bytes";
import { verifyBundle } from "../../src/draw/bundle";
import { JOURNAL_CHECKS } from "../../src/draw/report";
import { leafHex } from "../../src/draw/tables";
import { verifyReceipt } from "../../src/draw/receipt-check";
import { makeBundle, makeReceipt, publicEdition, townRecipe, withAmendments } from "../support/bundle";

const TOWN = makeBundle(townRecipe());
const text = (name: string, files = TOWN): string => new TextDecoder().decode(files.get(name)!);

function check(first: string, files: Map<string, Uint8Array>): void {
  const report = verifyBundle(files);
  const failed = report.checks.find((one) => one.status === "failed");
  assert.equal(report.first, first, failed?.detail);
}

function edited(name: string, find: RegExp, replace: (found: string) => string, files = TOWN): Map<string, Uint8Array> {
  const before = text(name, files);
  const after = before.replace(find, replace);
  assert.notEqual(after, before);
  return new Map([...files, [name, utf8(after)]]);
}

/** Another hexadecimal digit. */
const turn = (found: string): string => found.slice(0, -1) + (found.endsWith("0") ? "1" : "0");

test("an honest draw passes in both editions", () => {
  check("ok", TOWN);
  check("ok", publicEdition(TOWN));
});

test("what the public edition can't show is said to be not checkable", () => {
  const { checks } = verifyBundle(publicEdition(TOWN));
  const missing = checks.filter((one) => one.status === "notCheckableHere").map((one) => one.code);
  assert.deepEqual(missing, ["table-excluded", "table-bench", "table-recusals", "table-subjects", "populations", "pools", "teams", "strands", ...JOURNAL_CHECKS]);
});

test("each tampered file fails the check it belongs to", () => {
  check("files", new Map([...TOWN].filter(([name]) => name !== "bench.tsv")));
  check("files", new Map([...TOWN, ["notes.txt", utf8("")]]));
  check("commitment-form", edited("commitment.json", /"number":1/, () => '"number":2'));
  check("seed-form", edited("seed.json", /clerk-2/, () => "clerk-1"));
  check("seed-commitment", edited("commitment.json", /抽查"/, () => '抽检"'));
  check("secret", edited("seed.json", /"secret":"0/, () => '"secret":"1'));
  check("sources", edited("seed.json", /03 05/, () => "05 03"));
  check("result-seed", edited("seed.json", /03 05/, () => "04 05"));
  check("table-excluded", edited("excluded.tsv", /closed/, () => "moved-away"));
  check("table-excluded", edited("roster-secret.txt", /^[0-9a-f]{64}/, turn));
  check("table-bench", edited("bench.tsv", /\t40\t/, () => "\t41\t"));
  check("table-recusals", edited("recusals.tsv", /relative/, () => "own-area"));
  check("table-subjects", edited("subjects.tsv", /小型商户/, () => "医疗机构"));
  check("result-form", edited("result.json", /,"seed"/, () => ', "seed"'));
  check("result-commitment", edited("result.json", /"commitment":"[0-9a-f]{64}/, turn));
  check("quotas", edited("result.json", /"quota":\d/, turn));
  check("tickets", edited("result.json", /"cutoff":"[0-9a-f]{64}/, turn));
  check("pairs", edited("result.json", /"seat":1,"ticket":"[0-9a-f]{64}/, turn));
  check("level", edited("result.json", /"level":\{"level":\d+/, (found) => `${found}0`));
  check("open", edited("result.json", /"open":\[/, () => '"open":[{"pool":"all","seat":2,"subject":"x"}'));
});

test("amendments pass, and a changed outcome or a broken chain is caught", () => {
  const { targets } = JSON.parse(text("result.json"));
  const amended = withAmendments(TOWN, [
    { kind: "recuse", inspector: targets[0].team[0].inspector, subject: targets[0].id },
    { kind: "gone", inspector: "", subject: targets[1].id },
    { kind: "absent", inspector: targets[2].team[1].inspector, subject: "" },
  ]);
  check("ok", amended);
  check("ok", publicEdition(amended));
  check("amendments", edited("amendments.json", /"head":"[0-9a-f]{64}/, turn, amended));
  check("amendments", edited("amendments.json", /"reason":"closed"/, () => '"reason":"moved"', amended));
});

test("an erased person is said to be so, and the rest still passes", () => {
  const bench = text("bench.tsv").split("\n");
  const erased = new Map([...TOWN, ["bench.tsv", utf8([`erased\t${leafHex(bench[0])}`, ...bench.slice(1)].join("\n"))]]);
  check("ok", erased);
  const gaps = verifyBundle(erased).checks.filter((one) => one.gap === "erased").map((one) => one.code);
  assert.deepEqual(gaps, ["pools", "pairs", "level", "teams", "strands", "open"]);
});

test("receipts pass for the drawn and the others, and fail where they were changed", () => {
  const { targets } = JSON.parse(text("result.json"));
  const drawn = makeReceipt(TOWN, targets[0].id);
  const receipt = (first: string, changed: string): void => assert.equal(verifyReceipt(changed).first, first);
  receipt("ok", drawn);
  receipt("ok", makeReceipt(TOWN, "91210400MA0000001X"));
  receipt("receipt-form", drawn.replace('"edition":"receipt"', '"edition":"auditor"'));
  receipt("receipt-row", drawn.replace(/"index":\d+/, '"index":59'));
  receipt("receipt-ticket", drawn.replace(/"seat":2,"ticket":"[0-9a-f]{64}/, turn));
  receipt("receipt-standing", drawn.replace(/"rank":\d+/, '"rank":99'));
});
