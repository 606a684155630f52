import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { FluentResource } from "@fluent/bundle";
import { type Facts, NOTHING, type Told, after, isComplete, lostAt, nextClose, phaseOf, spanOf } from "../../src/live/facts";
import { recompute } from "../../src/live/recompute";
import { type Run, frameAt, nextPage, speedFor, stepsOf } from "../../src/live/run";
import { ticketOf } from "../../src/draw/tickets";
import { keysOf, parseSeed, seedOf } from "../../src/draw/seed";
import { utf8 } from "../../src/draw/bytes";
import { makeBundle, publicEdition, townRecipe } from "../support/bundle";
import { HERE, ROOT } from "../support/files";

const BUNDLE = publicEdition(makeBundle(townRecipe()));

/** A run of so many subjects in each stratum. */
function runOf(...counts: number[]): Run {
  return {
    strata: counts.map((count, at) => ({
      name: `S${at}`, population: count * 10, quota: count, cutoff: "",
      targets: Array.from({ length: count }, (_, nth) => ({ id: `${at}-${nth}`, ticket: "", rank: nth + 1, team: [] })),
    })),
  };
}

function recomputed(files: Map<string, Uint8Array>): Run {
  const result = recompute(files, () => undefined);
  assert.ok("run" in result);
  return result.run;
}

test("what runs is computed from seed and codes, by rank", () => {
  const { commitment, sources, secret } = parseSeed(BUNDLE.get("seed.json")!);
  const { subject } = keysOf(seedOf(commitment, sources, secret));
  const { strata } = recomputed(BUNDLE);
  assert.ok(strata.every(({ targets, quota }) => targets.length === quota && quota > 0));
  for (const { targets, cutoff } of strata) {
    assert.deepEqual(targets.map(({ rank }) => rank), targets.map((_, at) => at + 1));
    assert.ok(targets.every(({ id, ticket }) => ticket === ticketOf(subject, id)));
    assert.equal(targets[targets.length - 1].ticket, cutoff);
  }
});

test("nothing runs of a bundle that doesn't pass", () => {
  const text = new TextDecoder().decode(BUNDLE.get("result.json")!);
  const swapped = text.replace(/"inspector":"FS-00(\d)"/, (_, digit: string) => `"inspector":"FS-00${digit === "1" ? "3" : "1"}"`);
  assert.notEqual(swapped, text);
  const result = recompute(new Map([...BUNDLE, ["result.json", utf8(swapped)]]), () => undefined);
  assert.ok("failed" in result);
});

test("tickets come one by one through all strata, then teams in the same order", () => {
  const run = runOf(3, 0, 2);
  const seen = Array.from({ length: stepsOf(run) + 1 }, (_, step) => {
    const { phase, stratum, rows, teams, filled } = frameAt(run, step, 10);
    return `${phase} ${stratum} ${rows.length} ${teams} ${filled.join("/")}`;
  });
  assert.deepEqual(seen, [
    "begin 0 0 0 0/0/0", "tickets 0 1 0 1/0/0", "tickets 0 2 0 2/0/0", "tickets 0 3 0 3/0/0", "tickets 2 1 0 3/0/1", "tickets 2 2 0 3/0/2",
    "teams 0 3 1 3/0/2", "teams 0 3 2 3/0/2", "teams 0 3 3 3/0/2", "teams 2 2 1 3/0/2", "end 2 2 2 3/0/2",
  ]);
});

test("a long list turns pages", () => {
  const run = runOf(25);
  const { rows, page, pages } = frameAt(run, 12, 10);
  assert.deepEqual([rows.map(({ rank }) => rank), page, pages], [[11, 12], 2, 3]);
  assert.deepEqual(frameAt(run, 25 + 25, 10).rows.map(({ rank }) => rank), [21, 22, 23, 24, 25]);
});

test("without motion a whole page comes at once, and all of it comes", () => {
  const run = runOf(12, 3);
  const stops: number[] = [];
  for (let step = 0; step < stepsOf(run);) stops.push((step = nextPage(run, step, 10)));
  assert.deepEqual(stops, [10, 12, 15, 25, 27, 30]);
});

test("a large draw runs fast enough to be watched", () => {
  assert.deepEqual([20, 400, 2000, 30_000].map(speedFor), [1, 4, 64, 256]);
});

test("values stand once they are told, and what stood in has its own name", () => {
  const at = "2026-03-05T01:00:00Z";
  const committed = { at, sources: [{ name: "reveal:party-1", closes: at, fallback: [] }, { name: "kl8:2026064", closes: at, fallback: ["kl8:2026065"] }] };
  const hear = (facts: Facts, told: unknown): Facts => after(facts, told as Told);
  const begun = hear(hear(NOTHING, { kind: "committed", data: committed }), { kind: "revealed", data: { at, source: 0, values: [] } });
  assert.deepEqual(begun.sources.map((source) => source.at), ["begun", "open"]);
  const read = hear(begun, { kind: "read", data: { at, source: 1, values: [{ source: 1, name: "kl8:2026065", value: "01" }] } });
  assert.deepEqual(read.sources[1], { at: "there", name: "kl8:2026065", value: "01", when: at });
  assert.equal(phaseOf(read), "committed");
  assert.equal(phaseOf(hear(hear(read, { kind: "drawn", data: { at, result: "", disclosure: null } }), { kind: "announced", data: { at } })), "announced");
});

test("a draw is lost once a party's close is past, and only then", () => {
  const [at, close, late] = ["2026-03-05T01:00:00Z", "2026-03-05T03:00:00Z", "2026-03-05T13:00:00Z"];
  const sources = [{ name: "reveal:party-1", closes: close, fallback: [] }, { name: "kl8:2026064", closes: late, fallback: [] }];
  const hear = (facts: Facts, told: unknown): Facts => after(facts, told as Told);
  const open = hear(NOTHING, { kind: "committed", data: { at, sources } });
  const lost = (facts: Facts, now: string): string | null => lostAt(facts, Date.parse(now));
  assert.deepEqual([lost(NOTHING, late), lost(open, "2026-03-05T02:59:59Z"), lost(open, "2026-03-05T03:00:01Z")], [null, null, close]);
  const revealed = hear(open, { kind: "revealed", data: { at, source: 0, values: [{ source: 0, name: "reveal:party-1", value: "0a" }] } });
  // A beacon that is late makes no draw a lost one.
  assert.deepEqual([lost(revealed, "2026-03-06T00:00:00Z"), isComplete(open), isComplete(revealed)], [null, false, false]);
  const read = hear(revealed, { kind: "read", data: { at, source: 1, values: [{ source: 1, name: "kl8:2026064", value: "01" }] } });
  assert.deepEqual([isComplete(read), isComplete(NOTHING)], [true, false]);
});

test("a screen counts down to the next close, and to the seed once all values are there", () => {
  const [at, close, late] = ["2026-03-05T01:00:00Z", "2026-03-05T03:00:00Z", "2026-03-05T13:00:00Z"];
  const sources = [{ name: "kl8:2026064", closes: late, fallback: [] }, { name: "reveal:party-1", closes: close, fallback: [] }];
  const hear = (facts: Facts, told: unknown): Facts => after(facts, told as Told);
  const next = (facts: Facts, now: string): string | null => {
    const found = nextClose(facts, Date.parse(now));
    return found && `${found.source?.name ?? "seed"} ${found.closes}`;
  };
  const open = hear(NOTHING, { kind: "committed", data: { at, sources } });
  assert.deepEqual([next(NOTHING, at), next(open, at), next(open, "2026-03-05T03:00:01Z")], [null, `reveal:party-1 ${close}`, null]);
  const revealed = hear(open, { kind: "revealed", data: { at, source: 1, values: [{ source: 1, name: "reveal:party-1", value: "0a" }] } });
  assert.deepEqual([next(revealed, at), next(revealed, late)], [`kl8:2026064 ${late}`, null]);
  const complete = hear(revealed, { kind: "read", data: { at, source: 0, values: [{ source: 0, name: "kl8:2026064", value: "01" }] } });
  assert.deepEqual([next(complete, close), next(complete, late)], [`seed ${late}`, null]);
  assert.equal(next(hear(complete, { kind: "seeded", data: { at } }), close), null);
  assert.deepEqual([spanOf(-1), spanOf(1), spanOf(90_061_000)], [{ days: 0, clock: "00:00:00" }, { days: 0, clock: "00:00:01" }, { days: 1, clock: "01:01:01" }]);
});

test("the screen's words are the same in both languages, all used and none missing", () => {
  const keys = (language: string, file: string): string[] => new FluentResource(readFileSync(join(ROOT, "locales", language, file), "utf8")).body.map(({ id, value }) =>
    `${id} ${[...JSON.stringify(value).matchAll(/"type":"var","name":"(\w+)"/g)].map(([, name]) => name).sort().join()}`);
  assert.deepEqual(keys("en", "live.ftl"), keys("zh-CN", "live.ftl"));
  const folder = join(HERE, "src/live");
  const code = readdirSync(folder).filter((name) => name.endsWith(".ts")).map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const own = keys("zh-CN", "live.ftl").map((key) => key.split(" ")[0]);
  assert.deepEqual(own.filter((key) => !code.includes(`"${key}"`)), []);
  const known = new Set([...own, ...keys("zh-CN", "verify.ftl").map((key) => key.split(" ")[0])]);
  assert.deepEqual([...code.matchAll(/\bword\("([a-z0-9-]+)"/g)].map(([, key]) => key).filter((key) => !known.has(key)), []);
});
