/** Makes whole draws for tests, with this implementation, so that they can be tampered with. */
import { proofOf, leafHash, rootOf } from "../../src/draw/merkle";
import { type Json, canonicalText } from "../../src/draw/canonical";
import { H, compareText, hex, hexH, unhex, utf8 } from "../../src/draw/bytes";
import { judgeCommitment } from "../../src/draw/commitment";
import { type Result, draw, resultText } from "../../src/draw/result";
import { Standing, type Amendment } from "../../src/draw/amendments";
import { OPEN_SECRET, saltOf, secretHash } from "../../src/draw/salts";
import { keysOf, parseSeed, seedOf } from "../../src/draw/seed";
import { revealHash } from "../../src/draw/sources";
import { readBench, readRecusals, readSubjects } from "../../src/draw/tables";

const DRAW = "price.example/2026/42";
const SEED_VALUES = {
  discipline: "5a".repeat(32),
  press: "c3".repeat(32),
  kl8: "03 05 11 14 18 22 25 31 36 40 44 47 52 55 58 61 66 70 77 80",
};
const ROSTER_SECRET = hexH("roster secret of the tests");

/** What a test draw is made of. */
export interface Recipe {
  subjects: [id: string, stratum: string][];
  excluded: [id: string, reason: string][];
  bench: [code: string, pools: string, capacity: number][];
  recusals: [code: string, id: string, reason: string][];
  strata: { name: string; p: number; q: number; minimum: number }[];
  seats: string[];
  reserves: number;
  slack: number;
}

/** A town's draw: shops, clinics, and hospitals too few for their rate. */
export function townRecipe(subjectCount = 60, inspectorCount = 8): Recipe {
  const strata = ["小型商户", "医疗机构"];
  return {
    subjects: Array.from({ length: subjectCount }, (_, at) => [`91210400MA${String(at).padStart(7, "0")}X`, strata[at % 5 === 0 ? 1 : 0]]),
    excluded: [["91210400ZZ00000011", "cooling-down"], ["91210400ZZ00000012", "closed"]],
    bench: Array.from({ length: inspectorCount }, (_, at) => [`FS-${String(at + 1).padStart(3, "0")}`, at % 3 === 0 ? "all,lead" : "all", at === inspectorCount - 1 ? 0 : 40]),
    recusals: [["FS-002", "91210400MA0000003X", "relative"], ["FS-001", "91210400MA0000010X", "last-visit"]],
    strata: [{ name: strata[0], p: 1, q: 10, minimum: 2 }, { name: strata[1], p: 1, q: 4, minimum: 0 }],
    seats: ["lead", "all"],
    reserves: 2,
    slack: 0,
  };
}

/** The files of an auditor's bundle. */
export function makeBundle(recipe: Recipe): Map<string, Uint8Array> {
  const tables = makeTables(recipe);
  const commitment = canonicalText(commitmentOf(recipe, tables));
  const verdict = judgeCommitment(commitment);
  if ("refusal" in verdict) throw new Error(`${verdict.refusal} ${verdict.about}`);
  const seed = canonicalText(seedRecord(verdict.C));
  const names = new Set(recipe.strata.map((stratum) => stratum.name));
  const roots = verdict.commitment.tables;
  const bench = readBench(utf8(tables.bench.file), roots.bench);
  const roster = {
    subjects: readSubjects(utf8(tables.subjects.file), roots.subjects, unhex(ROSTER_SECRET)!, names).rows,
    bench: bench.rows,
    recusals: readRecusals(utf8(tables.recusals.file), roots.recusals, bench).rows,
  };
  const result = draw({ commitment: verdict.commitment, C: verdict.C, seed: parseSeed(seed), record: hexH(seed), roster });
  const texts: Record<string, string> = {
    "commitment.json": commitment, "seed.json": seed, "result.json": resultText(result), "roster-secret.txt": `${ROSTER_SECRET}\n`,
    "subjects.tsv": tables.subjects.file, "excluded.tsv": tables.excluded.file, "bench.tsv": tables.bench.file, "recusals.tsv": tables.recusals.file,
  };
  return new Map(Object.entries(texts).map(([name, text]) => [name, utf8(text)]));
}

/** Only the files of the public edition. */
export function publicEdition(files: Map<string, Uint8Array>): Map<string, Uint8Array> {
  return new Map([...files].filter(([name]) => name.endsWith(".json")));
}

/** The bundle with `amendments.json` for these requests. */
export function withAmendments(files: Map<string, Uint8Array>, requests: Pick<Amendment, "kind" | "inspector" | "subject">[]): Map<string, Uint8Array> {
  const { commitment, C, seed, result, bench, recusals } = opened(files);
  const standing = new Standing(commitment, keysOf(seedOf(C, seed.sources, seed.secret)), result, { bench, recusals });
  let head = hexH(files.get("result.json")!);
  const amendments = requests.map((request, at) => {
    const outcome = standing.amend(request);
    if (!outcome) throw new Error("refused");
    const amendment = { ...request, approver: "chief-1", number: at + 1, outcome, previous: head, reason: "closed" };
    head = hexH(canonicalText(amendment as unknown as Json));
    return amendment;
  });
  return new Map([...files, ["amendments.json", utf8(canonicalText({ amendments, head } as unknown as Json))]]);
}

/** The receipt of one business. */
export function makeReceipt(files: Map<string, Uint8Array>, id: string): string {
  const { result, keys, text } = opened(files);
  const rows = text("subjects.tsv").trimEnd().split("\n");
  const index = rows.findIndex((row) => row.startsWith(`${id}\t`));
  const secret = unhex(text("roster-secret.txt").trimEnd())!;
  const salted = rows.map((row) => `${row}\t${saltOf(secret, row.split("\t")[0])}`);
  const stratum = result.strata.find(({ name }) => name === rows[index].split("\t")[1])!;
  const target = result.targets.find((candidate) => candidate.id === id);
  return canonicalText({
    commitment: JSON.parse(text("commitment.json")), edition: "receipt", protocol: "yaoguang/v1",
    result: hexH(files.get("result.json")!),
    row: { fields: salted[index].split("\t"), index, proof: proofOf(salted.map(leafHash), index), table: "subjects" },
    seed: JSON.parse(text("seed.json")),
    standing: {
      cutoff: stratum.cutoff, drawn: target ? 1 : 0, rank: target?.rank ?? 0,
      team: (target?.team ?? []) as unknown as Json[], ticket: hexH(keys.subject + id),
    },
  });
}

function opened(files: Map<string, Uint8Array>) {
  const text = (name: string): string => new TextDecoder().decode(files.get(name)!);
  const verdict = judgeCommitment(files.get("commitment.json")!);
  if ("refusal" in verdict) throw new Error(verdict.refusal);
  const seed = parseSeed(files.get("seed.json")!);
  const bench = readBench(files.get("bench.tsv")!, verdict.commitment.tables.bench);
  const recusals = readRecusals(files.get("recusals.tsv")!, verdict.commitment.tables.recusals, bench).rows;
  const keys = keysOf(seedOf(verdict.C, seed.sources, seed.secret));
  return { ...verdict, seed, keys, result: JSON.parse(text("result.json")) as Result, bench: bench.rows, recusals, text };
}

interface MadeTable { file: string; root: string; rows: number }

function makeTables(recipe: Recipe): Record<"subjects" | "excluded" | "bench" | "recusals", MadeTable> {
  const secret = unhex(ROSTER_SECRET)!;
  const rosterTable = (rows: [string, string][]): MadeTable => makeTable(rows.map((row) => row.join("\t")), (row) => `${row}\t${saltOf(secret, row.split("\t")[0])}`);
  const ownSalt = (row: string): string => `${row}\t${hex(H(`salt of ${row}`)).slice(0, 32)}`;
  return {
    subjects: rosterTable(recipe.subjects),
    excluded: rosterTable(recipe.excluded),
    bench: makeTable(recipe.bench.map((row) => ownSalt(row.join("\t"))), (row) => row),
    recusals: makeTable(recipe.recusals.map((row) => ownSalt(row.join("\t"))), (row) => row),
  };
}

function makeTable(lines: string[], salted: (line: string) => string): MadeTable {
  const sorted = [...lines].sort(compareText);
  return { file: sorted.map((line) => `${line}\n`).join(""), root: rootOf(sorted.map((line) => leafHash(salted(line)))), rows: lines.length };
}

function commitmentOf(recipe: Recipe, tables: ReturnType<typeof makeTables>): Json {
  const root = ({ root, rows }: MadeTable): Json => ({ root, rows });
  const reveal = (party: "discipline" | "press", outside: number): Json => ({
    closes: "2026-11-20T18:00:00+08:00", fallback: [], hash: revealHash(DRAW, party, SEED_VALUES[party]), name: `reveal:${party}`, outside,
  });
  const beacon = { closes: "2026-11-20T21:00:00+08:00", fallback: [], hash: "", name: "kl8:2026314", outside: 0 };
  return {
    assurance: "A", capacity: { rule: "level", slack: recipe.slack }, committed: "2026-11-20T10:00:00+08:00", disclosure: "at-once", draw: DRAW,
    number: 1, origin: "price.fushun.example", protocol: "yaoguang/v1", reserves: recipe.reserves, rounding: "at-least", seats: recipe.seats,
    secret: secretHash(OPEN_SECRET),
    seed_plan: { delay_s: 3600, rule: "锁定后当日第一期快乐8", sources: [reveal("discipline", 1), reveal("press", 1), beacon] },
    strata: recipe.strata.map((stratum) => ({ ...stratum, population: recipe.subjects.filter(([, name]) => name === stratum.name).length })),
    tables: { bench: root(tables.bench), excluded: root(tables.excluded), recusals: root(tables.recusals), subjects: root(tables.subjects) },
    task: "2026年第四季度价格行为双随机抽查", why: "",
  };
}

function seedRecord(C: string): Json {
  const source = (name: string, value: string, entered: string[], evidence: string): Json => ({ entered, evidence, name, value, why: "" });
  return {
    commitment: C, protocol: "yaoguang/v1", secret: OPEN_SECRET,
    sources: [
      source("reveal:discipline", SEED_VALUES.discipline, [], "驻局纪检组现场公开"),
      source("reveal:press", SEED_VALUES.press, [], "抚顺日报记者现场公开"),
      source("kl8:2026314", SEED_VALUES.kl8, ["clerk-1", "clerk-2"], "中国福利彩票官网2026年11月20日公告"),
    ],
  };
}
