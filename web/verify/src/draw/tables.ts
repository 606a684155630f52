/** The four frozen tables as an auditor's bundle carries them (specification, section 2.1). */
import { compareText, hex, textOf, unhex } from "./bytes";
import { MILLION, type TableRoot } from "./commitment";
import { leafHash, rootOf } from "./merkle";
import { isDigest, isId, isPoolName, isReason, isSalt } from "./names";
import { saltOf } from "./salts";

/** A row of `subjects`. */
export interface Subject { id: string; stratum: string }
/** A row of `excluded`. */
export interface Excluded { id: string; reason: string }
/** A row of `bench`. */
export interface Inspector { code: string; pools: string[]; capacity: number }
/** A row of `recusals`: the pair must not meet. */
export interface Recusal { code: string; id: string; reason: string }

/** Rows that could be read; `erased` counts those of which only the leaf hash is left. */
export interface Table<Row> { rows: Row[]; erased: number }

/** A table isn't what the commitment says; the message names the row. */
export class BadTable extends Error {}

type Say = (done: number, total: number) => void;

/** A line as read: its row, its place in the order, and its leaf; only the leaf if the row was erased. */
type Line<Row> = { row: Row; key: string; leaf: Uint8Array } | { leaf: Uint8Array };

/** Reads a table and checks form, order, number of rows and root; throws `BadTable`. */
function readTable<Row>(bytes: Uint8Array, root: TableRoot, read: (line: string) => Line<Row> | null, say?: Say): Table<Row> {
  const lines = linesOf(bytes);
  if (lines.length !== root.rows) throw new BadTable(`${lines.length} rows, not ${root.rows}`);
  const leaves: Uint8Array[] = [];
  const rows: Row[] = [];
  let before: string | null = null;
  for (const [at, text] of lines.entries()) {
    const line = read(text);
    if (!line) throw new BadTable(`line ${at + 1}: form`);
    if ("row" in line) {
      if (before !== null && compareText(before, line.key) >= 0) throw new BadTable(`line ${at + 1}: order`);
      before = line.key;
      rows.push(line.row);
    }
    leaves.push(line.leaf);
    if (say && at % 2000 === 0) say(at, lines.length);
  }
  if (rootOf(leaves) !== root.root) throw new BadTable("root");
  return { rows, erased: lines.length - rows.length };
}

/** The lines of a file of which each ends with "\n", the last too. */
function linesOf(bytes: Uint8Array): string[] {
  const text = textOf(bytes);
  if (text === null) throw new BadTable("not UTF-8");
  if (text === "") return [];
  if (!text.endsWith("\n")) throw new BadTable("the last line has no end");
  return text.slice(0, -1).split("\n");
}

/** Reads `roster-secret.txt`. */
export function readRosterSecret(bytes: Uint8Array): Uint8Array {
  const text = textOf(bytes);
  if (text === null || !text.endsWith("\n") || !isDigest(text.slice(0, -1))) throw new BadTable("roster-secret.txt: form");
  return unhex(text.slice(0, -1))!;
}

/** Reads `subjects.tsv`; a stratum that is not in `strata` is refused. */
export function readSubjects(bytes: Uint8Array, root: TableRoot, secret: Uint8Array, strata: Set<string>, say?: Say): Table<Subject> {
  return readTable(bytes, root, (line) => {
    const [id, stratum, ...more] = line.split("\t");
    if (more.length > 0 || !isId(id) || stratum === undefined || !strata.has(stratum)) return null;
    return { row: { id, stratum }, key: id, leaf: leafHash(`${line}\t${saltOf(secret, id)}`) };
  }, say);
}

/** Reads `excluded.tsv`. */
export function readExcluded(bytes: Uint8Array, root: TableRoot, secret: Uint8Array, say?: Say): Table<Excluded> {
  return readTable(bytes, root, (line) => {
    const [id, reason, ...more] = line.split("\t");
    if (more.length > 0 || !isId(id) || reason === undefined || !isReason(reason)) return null;
    return { row: { id, reason }, key: id, leaf: leafHash(`${line}\t${saltOf(secret, id)}`) };
  }, say);
}

/** Reads `bench.tsv`. */
export function readBench(bytes: Uint8Array, root: TableRoot): Table<Inspector> {
  return readTable(bytes, root, (line) => erasedLine(line) ?? benchLine(line));
}

function benchLine(line: string): Line<Inspector> | null {
  const [code, pools, capacity, salt, ...more] = line.split("\t");
  if (more.length > 0 || salt === undefined || !isSalt(salt) || !isId(code)) return null;
  const names = pools.split(",");
  if (!names.every((name, at) => isPoolName(name) && (at === 0 || compareText(names[at - 1], name) < 0))) return null;
  if (!/^(?:0|[1-9]\d{0,6})$/.test(capacity) || Number(capacity) > MILLION) return null;
  return { row: { code, pools: names, capacity: Number(capacity) }, key: code, leaf: leafHash(line) };
}

/** Reads `recusals.tsv`. Each code stands on the bench, as far as rows of the bench weren't erased. */
export function readRecusals(bytes: Uint8Array, root: TableRoot, bench: Table<Inspector>): Table<Recusal> {
  const codes = new Set(bench.rows.map((inspector) => inspector.code));
  return readTable(bytes, root, (line) => {
    const erased = erasedLine(line);
    if (erased) return erased;
    const [code, id, reason, salt, ...more] = line.split("\t");
    if (more.length > 0 || salt === undefined || !isSalt(salt) || !isReason(reason) || !isId(id) || !isId(code)) return null;
    if (bench.erased === 0 && !codes.has(code)) return null;
    return { row: { code, id, reason }, key: `${code}\t${id}`, leaf: leafHash(line) };
  });
}

/** A person's row that was erased by destroying its salt: only its leaf hash is left. */
function erasedLine(line: string): { leaf: Uint8Array } | null {
  const found = /^erased\t([0-9a-f]{64})$/.exec(line);
  return found ? { leaf: unhex(found[1])! } : null;
}

/** The leaf hash of a row in hex, as an erased row's line keeps it. */
export function leafHex(row: string): string {
  return hex(leafHash(row));
}
