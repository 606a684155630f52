/** Entries of the journal: their form, the kinds known, seals and openings (journal specification, section 2). */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { H, concat, hex, unhex, utf8 } from "../draw/bytes";
import { type Json, NotCanonical, parseCanonical } from "../draw/canonical";
import { BadForm, anyText, exactly, readAnyObject, readInteger, readList, readObject, readText } from "../draw/form";
import { isDigest, isDrawId } from "../draw/names";
import { instantOf } from "../draw/times";
import { isOrigin } from "./checkpoint";
import { Refused } from "./refusal";

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

/** Why an entry is refused; the first that applies, in this order. */
export type EntryFault = "too-long" | "form" | "too-many" | "both" | "case-kind" | "facts" | "seals";

/** Reads the bytes of an entry, or their text; throws `Refused` with an `EntryFault`. */
export function parseEntry(input: Uint8Array | string): Entry {
  if ((typeof input === "string" ? utf8(input) : input).length > LARGEST) refuse("too-long", "entry");
  const entry = readEntry(input);
  for (const part of [entry.facts, entry.sealed]) if (Object.keys(part).length > MOST_FIELDS) refuse("too-many", "fields");
  const both = Object.keys(entry.facts).find((name) => name in entry.sealed);
  if (both !== undefined) refuse("both", both);
  checkKind(entry);
  return entry;
}

function refuse(code: EntryFault, where: string): never {
  throw new Refused<EntryFault>(code, where);
}

function readEntry(input: Uint8Array | string): Entry {
  try {
    return formed(parseCanonical(input));
  } catch (error) {
    if (error instanceof NotCanonical || error instanceof BadForm) refuse("form", error.message);
    throw error;
  }
}

function formed(json: Json): Entry {
  const it = readObject(json, "entry", ["actor", "body", "case", "kind", "organisation", "prev", "time", "version"]);
  readText(it.version, "version", exactly(VERSION));
  const actor = readObject(it.actor, "actor", ["pseudonym", "role"]);
  const subject = readObject(it.case, "case", ["id", "kind"]);
  const body = readObject(it.body, "body", ["facts", "sealed"]);
  return {
    actor: { pseudonym: readText(actor.pseudonym, "actor.pseudonym", isPseudonym), role: readText(actor.role, "actor.role", isCode) },
    facts: readFields(body.facts, "facts", readFact),
    sealed: readFields(body.sealed, "sealed", (item, where) => readText(item, where, isDigest)),
    case: { id: readText(subject.id, "case.id", isDrawId), kind: readText(subject.kind, "case.kind", isCode) },
    kind: readText(it.kind, "kind", isKind),
    organisation: readText(it.organisation, "organisation", isDrawId),
    prev: readList(it.prev, "prev", (item, where) => readInteger(item, where), [0, 1])[0] ?? null,
    time: readText(it.time, "time", (text) => instantOf(text) !== null),
  };
}

function readFields<T>(json: Json, where: string, read: (item: Json, where: string) => T): Record<string, T> {
  const fields: Record<string, T> = Object.create(null);
  for (const [name, value] of Object.entries(readAnyObject(json, where))) {
    if (!isFieldName(name)) throw new BadForm(`${where}.${name}`, "is no field's name");
    fields[name] = read(value, `${where}.${name}`);
  }
  return fields;
}

function readFact(json: Json, where: string): Fact {
  if (typeof json === "number") return json;
  return readText(json, where, (text) => isDigest(text) || isCode(text) || instantOf(text) !== null);
}

/** A known kind has its case, its facts and its seals, and no others. */
function checkKind(entry: Entry): void {
  const form = KINDS.get(entry.kind);
  if (!form) return;
  const hasCase = entry.case.kind === form.caseKind && (form.caseKind !== "journal" || isOrigin(entry.case.id));
  if (!hasCase) refuse("case-kind", entry.case.kind);
  const hasFacts = areKeys(entry.facts, Object.keys(form.facts)) && Object.entries(form.facts).every(([name, fact]) => hasForm(entry.facts[name], fact));
  if (!hasFacts) refuse("facts", entry.kind);
  if (!areKeys(entry.sealed, form.seals)) refuse("seals", entry.kind);
}

function areKeys(fields: object, expected: string[]): boolean {
  return Object.keys(fields).sort().join() === [...expected].sort().join();
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

/** The pseudonym of a person, with the organisation's 32 secret bytes. */
export function pseudonymOf(secret: Uint8Array, person: string): string {
  return hex(hmac(sha256, secret, utf8(person))).slice(0, 32);
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
