/** Entries of the journal: their form, the kinds known, seals and openings (journal specification, section 2). */
import { H, concat, hex, unhex, utf8 } from "../draw/bytes";
import { type Json, parseCanonical } from "../draw/canonical";
import { BadForm, anyText, exactly, readAnyObject, readInteger, readList, readObject, readText } from "../draw/form";
import { isDigest, isDrawId } from "../draw/names";
import { instantOf } from "../draw/times";

const VERSION = "yaoguang/journal/v1";
const LARGEST = 65535;
const MOST_FIELDS = 64;

/** A fact: a digest in text, an integer, a code or a time. */
export type Fact = string | number;

/** An entry. `prev` is the index of the case's entry before, null for the first. */
export interface Entry {
  actor: { pseudonym: string; role: string };
  facts: Record<string, Fact>;
  sealed: Record<string, string>;
  case: { id: string; kind: string };
  kind: string;
  organisation: string;
  prev: number | null;
  time: string;
}

/** What shows that a seal is of a value; the salt in hex. */
export interface Opening {
  field: string;
  salt: string;
  value: string;
}

/** What a known kind's facts are. */
type FactForm = "digest" | "integer" | "code";
interface KindForm { caseKind: string; facts: Record<string, FactForm>; seals: string[] }

const DRAW = { caseKind: "draw", seals: [] };
const JOURNAL = { caseKind: "journal", seals: [] };

const KIND_TABLE: Record<string, KindForm> = {
  "draw.committed": {
    ...DRAW, seals: ["task"],
    facts: { commitment: "digest", number: "integer", subjects: "integer", excluded: "integer", inspectors: "integer", recusals: "integer" },
  },
  "draw.seeded": { ...DRAW, facts: { commitment: "digest", seed: "digest" } },
  "draw.drawn": { ...DRAW, facts: { commitment: "digest", result: "digest" } },
  "draw.amended": { ...DRAW, facts: { commitment: "digest", head: "digest", number: "integer", reason: "code" } },
  "draw.announced": { ...DRAW, facts: { commitment: "digest", result: "digest" } },
  "draw.annulled": { ...DRAW, seals: ["why"], facts: { commitment: "digest", reason: "code" } },
  "journal.keys": { ...JOURNAL, facts: { number: "integer", note: "digest" } },
  "journal.erased": { ...JOURNAL, facts: { entry: "integer", field: "code" } },
};
const KINDS = new Map(Object.entries(KIND_TABLE));

/** True if this version knows the kind. */
export function isKnownKind(kind: string): boolean {
  return KINDS.has(kind);
}

/** Reads the bytes of an entry, or their text; throws `NotCanonical` or `BadForm`. */
export function parseEntry(input: Uint8Array | string): Entry {
  if ((typeof input === "string" ? utf8(input) : input).length > LARGEST) throw new BadForm("entry", "is too long");
  const it = readObject(parseCanonical(input), "entry", ["actor", "body", "case", "kind", "organisation", "prev", "time", "version"]);
  readText(it.version, "version", exactly(VERSION));
  const actor = readObject(it.actor, "actor", ["pseudonym", "role"]);
  const subject = readObject(it.case, "case", ["id", "kind"]);
  const body = readObject(it.body, "body", ["facts", "sealed"]);
  const entry: Entry = {
    actor: { pseudonym: readText(actor.pseudonym, "actor.pseudonym", isPseudonym), role: readText(actor.role, "actor.role", isCode) },
    facts: readFields(body.facts, "facts", readFact),
    sealed: readFields(body.sealed, "sealed", (item, where) => readText(item, where, isDigest)),
    case: { id: readText(subject.id, "case.id", isDrawId), kind: readText(subject.kind, "case.kind", isCode) },
    kind: readText(it.kind, "kind", isKind),
    organisation: readText(it.organisation, "organisation", isDrawId),
    prev: readList(it.prev, "prev", (item, where) => readInteger(item, where), [0, 1])[0] ?? null,
    time: readText(it.time, "time", (text) => instantOf(text) !== null),
  };
  checkKind(entry);
  return entry;
}

function readFields<T>(json: Json, where: string, read: (item: Json, where: string) => T): Record<string, T> {
  const names = Object.keys(readAnyObject(json, where));
  if (names.length > MOST_FIELDS) throw new BadForm(where, `has ${names.length} fields`);
  const fields: Record<string, T> = Object.create(null);
  for (const name of names) {
    if (!isFieldName(name)) throw new BadForm(`${where}.${name}`, "is no field's name");
    fields[name] = read((json as Record<string, Json>)[name], `${where}.${name}`);
  }
  return fields;
}

function readFact(json: Json, where: string): Fact {
  if (typeof json === "number") return json;
  return readText(json, where, (text) => isDigest(text) || isCode(text) || instantOf(text) !== null);
}

/** No name is both fact and seal; a known kind has its case, its facts and its seals, and no others. */
function checkKind(entry: Entry): void {
  const both = Object.keys(entry.facts).find((name) => name in entry.sealed);
  if (both !== undefined) throw new BadForm(`facts.${both}`, "is sealed too");
  const form = KINDS.get(entry.kind);
  if (!form) return;
  readText(entry.case.kind, "case.kind", exactly(form.caseKind));
  readObject(entry.facts, "facts", Object.keys(form.facts));
  readObject(entry.sealed, "sealed", form.seals);
  for (const [name, kind] of Object.entries(form.facts)) {
    if (!hasForm(entry.facts[name], kind)) throw new BadForm(`facts.${name}`, `is no ${kind}`);
  }
}

function hasForm(fact: Fact, form: FactForm): boolean {
  if (typeof fact === "number") return form === "integer";
  return form === "digest" ? isDigest(fact) : form === "code" && isCode(fact);
}

/** A code: 1-32 of a-z, 0-9 and the hyphen. */
export function isCode(text: string): boolean {
  return /^[a-z0-9-]{1,32}$/.test(text);
}

/** A field's name: 1-32 of a-z, 0-9 and the underscore, beginning with a letter. */
export function isFieldName(text: string): boolean {
  return /^[a-z][a-z0-9_]{0,31}$/.test(text);
}

function isKind(text: string): boolean {
  return /^[a-z0-9-]{1,32}\.[a-z0-9-]{1,32}$/.test(text);
}

function isPseudonym(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

/** The seal of a value, in hex. */
export function sealOf({ field, salt, value }: Opening): string {
  return hex(H(concat(utf8("yaoguang/v1/field\n"), unhex(salt)!, utf8(`${field}\n${value}`))));
}

/** True if the opening is of a seal of the entry. */
export function opens(entry: Entry, opening: Opening): boolean {
  return entry.sealed[opening.field] === sealOf(opening);
}

/** Reads an opening; throws `BadForm`. */
export function readOpening(json: Json, where: string): Opening {
  const it = readObject(json, where, ["field", "salt", "value"]);
  return {
    field: readText(it.field, `${where}.field`, isFieldName),
    salt: readText(it.salt, `${where}.salt`, isDigest),
    value: readText(it.value, `${where}.value`, anyText),
  };
}
