/**
 * Canonical JSON: RFC 8785 restricted to objects, arrays, strings and integers from 0 to 2^53 - 1.
 *
 * The reader accepts a text only if it is byte for byte the canonical form of what it says. It follows the
 * grammar of the canonical form directly, so there is no laxer parser underneath to be fooled.
 */
import { isWellFormed, textOf } from "./bytes";

/** What canonical JSON can say. */
export type Json = string | number | Json[] | { [key: string]: Json };
/** An object of canonical JSON. */
export type JsonObject = { [key: string]: Json };

/** The text is not canonical JSON; `at` counts UTF-16 units from its beginning. */
export class NotCanonical extends Error {
  constructor(what: string, readonly at: number) {
    super(`${what} at ${at}`);
  }
}

const SHORT_ESCAPES: Record<string, string> = {
  "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\",
};
const DEEPEST = 64;

/** The canonical text of a value. */
export function canonicalText(value: Json): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not an integer from 0 to 2^53 - 1`);
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  const members = Object.keys(value).sort().map((key) => `${quoted(key)}:${canonicalText(value[key])}`);
  return `{${members.join(",")}}`;
}

function quoted(text: string): string {
  return `"${text.replace(/[\u0000-\u001f"\\]/g, escaped)}"`;
}

function escaped(char: string): string {
  return SHORT_ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Reads canonical JSON from UTF-8 bytes or a text; throws `NotCanonical`. */
export function parseCanonical(input: Uint8Array | string): Json {
  const text = typeof input === "string" ? input : textOf(input);
  if (text === null || !isWellFormed(text)) throw new NotCanonical("not UTF-8", 0);
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): Json {
    if (depth > DEEPEST) this.refuse("nested too deeply");
    switch (this.text[this.at]) {
      case "{": return this.object(depth);
      case "[": return this.array(depth);
      case '"': return this.string();
      default: return this.integer();
    }
  }

  end(): void {
    if (this.at !== this.text.length) this.refuse("something follows the value");
  }

  private refuse(what: string): never {
    throw new NotCanonical(what, this.at);
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private expect(char: string): void {
    if (!this.take(char)) this.refuse(`expected ${char}`);
  }

  private object(depth: number): JsonObject {
    this.expect("{");
    // Without a prototype, so that a key such as __proto__ is only a key.
    const object: JsonObject = Object.create(null);
    if (this.take("}")) return object;
    let before: string | null = null;
    do {
      const key = this.string();
      // RFC 8785 sorts keys by UTF-16 units, which is how JavaScript compares texts.
      if (before !== null && !(before < key)) this.refuse("keys out of order or twice");
      before = key;
      this.expect(":");
      object[key] = this.value(depth + 1);
    } while (this.take(","));
    this.expect("}");
    return object;
  }

  private array(depth: number): Json[] {
    this.expect("[");
    const items: Json[] = [];
    if (this.take("]")) return items;
    do items.push(this.value(depth + 1)); while (this.take(","));
    this.expect("]");
    return items;
  }

  private integer(): number {
    const digits = /(?:0|[1-9][0-9]*)/y;
    digits.lastIndex = this.at;
    const found = digits.exec(this.text);
    if (!found) this.refuse("expected a value");
    const number = Number(found[0]);
    if (!Number.isSafeInteger(number)) this.refuse("integer above 2^53 - 1");
    this.at += found[0].length;
    return number;
  }

  private string(): string {
    this.expect('"');
    const plain = /[^\u0000-\u001f"\\]*/y;
    let said = "";
    for (;;) {
      plain.lastIndex = this.at;
      const run = plain.exec(this.text)![0];
      said += run;
      this.at += run.length;
      if (this.take('"')) return said;
      said += this.escape();
    }
  }

  private escape(): string {
    const written = /\\(?:[btnfr"\\]|u00[01][0-9a-f])/y;
    written.lastIndex = this.at;
    const found = written.exec(this.text);
    if (!found) this.refuse("not a string");
    const char = JSON.parse(`"${found[0]}"`) as string;
    if (escaped(char) !== found[0]) this.refuse("an escape that isn't the canonical one");
    this.at += found[0].length;
    return char;
  }
}
