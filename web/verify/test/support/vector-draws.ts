/** The vectors that are whole draws: teams, draws, and bundles tampered with. */
import assert from "./assert";
import { Standing, parseAmendments } from "../../src/draw/amendments";
import { hexH, unhex, utf8 } from "../../src/draw/bytes";
import { poolsFault, verifyBundle } from "../../src/draw/bundle";
import { type Json, canonicalText } from "../../src/draw/canonical";
import { judgeCommitment } from "../../src/draw/commitment";
import { draw, drawTask, openSeats, resultText } from "../../src/draw/result";
import { keysOf, parseSeed, seedOf } from "../../src/draw/seed";
import { readBench, readRecusals, readSubjects } from "../../src/draw/tables";
import { assignTeams, levelWitness, shortageWitness } from "../../src/draw/teams";

// Vectors are data from outside this implementation.
type Case = any;

/** A case of `teams.json`. */
export function checkTeams(vector: Case): void {
  const bench = vector.bench.map((row: Case) => ({ ...row, pools: typeof row.pools === "string" ? row.pools.split(",") : row.pools }));
  const refusal = poolsFault(vector.seats, bench);
  if (vector.refusal !== undefined || refusal) return assert.equal(refusal, vector.refusal);
  const recusals = vector.recusals.map(([code, id]: [string, string]) => ({ code, id, reason: "rotation" }));
  const keys = { S: "", subject: "", quota: "", pair: vector.K_p };
  const task = drawTask({ seats: vector.seats, slack: vector.slack } as Parameters<typeof drawTask>[0], keys, vector.targets, { bench, recusals });
  const outcome = assignTeams(task);
  const teams = vector.targets.map((subject: string, at: number) => ({ subject, team: outcome.teams[at] }));
  const found = {
    level: outcome.level, witness: levelWitness(task, outcome.level), teams, open: openSeats(vector.seats, teams),
    shortage: shortageWitness(task, outcome.full), strands: outcome.strands,
  };
  for (const [key, expected] of Object.entries(vector.expect)) {
    assert.equal(`${key} ${canonicalText(found[key as keyof typeof found] as Json)}`, `${key} ${canonicalText(expected as Json)}`);
  }
}

/** A case of `draws.json`: the result from the other files, byte for byte; then all checks; then the amendments. */
export function checkDraw({ files, result }: Case): void {
  const made = redraw(files);
  assert.equal(resultText(made.result), result);
  const report = verifyBundle(tampered({ ...files, "result.json": result }, {}));
  assert.equal(`${report.first} ${report.checks.find((check) => check.status === "failed")?.detail ?? ""}`, "ok ");
  if (files["amendments.json"] === undefined) return;
  const standing = new Standing(made.commitment, made.keys, made.result, made.roster);
  for (const amendment of parseAmendments(files["amendments.json"]).amendments) {
    assert.equal(canonicalText(standing.amend(amendment) as unknown as Json), canonicalText(amendment.outcome as unknown as Json));
  }
}

/** The texts of the draw of that name, among the cases of `draws.json`. */
export function filesOfDraw(cases: Case[], name: string): Record<string, string> {
  const { files, result } = cases.find((one) => one.name === name);
  return { ...files, "result.json": result };
}

function redraw(files: Record<string, string>) {
  const bytes = (name: string): Uint8Array => utf8(files[name]);
  const verdict = judgeCommitment(bytes("commitment.json"));
  if ("refusal" in verdict) return assert.fail(`${verdict.refusal} ${verdict.about}`);
  const { commitment, C } = verdict;
  const strata = new Set(commitment.strata.map((stratum) => stratum.name));
  const bench = readBench(bytes("bench.tsv"), commitment.tables.bench);
  const secret = unhex(files["roster-secret.txt"].trimEnd())!;
  const roster = {
    subjects: readSubjects(bytes("subjects.tsv"), commitment.tables.subjects, secret, strata).rows,
    bench: bench.rows,
    recusals: readRecusals(bytes("recusals.tsv"), commitment.tables.recusals, bench).rows,
  };
  const seed = parseSeed(bytes("seed.json"));
  const result = draw({ commitment, C, seed, record: hexH(files["seed.json"]), roster });
  return { commitment, roster, result, keys: keysOf(seedOf(C, seed.sources, seed.secret)) };
}

const PUBLIC = /^(commitment|seed|result|amendments)\.json$/;

/** The files of a bundle after an edit, of the public edition if so asked. */
export function tampered(files: Record<string, string>, vector: Case): Map<string, Uint8Array> {
  const texts: Record<string, string> = { ...files };
  const edit = vector.edit ?? {};
  if (edit.drop !== undefined) delete texts[edit.drop];
  else if (edit.text !== undefined) texts[edit.file] = edit.text;
  else if (edit.find !== undefined) {
    if (!texts[edit.file].includes(edit.find)) assert.fail(`${edit.file} has no ${edit.find}`);
    texts[edit.file] = texts[edit.file].replace(edit.find, () => edit.replace);
  }
  const kept = Object.entries(texts).filter(([name]) => !vector.public || PUBLIC.test(name) || name === edit.file);
  return new Map(kept.map(([name, text]) => [name, utf8(text)]));
}
