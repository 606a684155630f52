/**
 * Reading canonical JSON into shapes.
 *
 * Each reader returns the value in its form or throws `BadForm`, which names the place in the file.
 */
import type { Json, JsonObject } from "./canonical";

/** A value has not its form, or a key is missing or unknown; `where` is a path such as `strata[2].name`. */
export class BadForm extends Error {
  constructor(readonly where: string, what: string) {
    super(`${where}: ${what}`);
  }
}

/** An object with exactly these keys. */
export function readObject(json: Json, where: string, keys: readonly string[]): JsonObject {
  const object = readAnyObject(json, where);
  for (const key of keys) if (!(key in object)) throw new BadForm(`${where}.${key}`, "is missing");
  for (const key of Object.keys(object)) if (!keys.includes(key)) throw new BadForm(`${where}.${key}`, "is unknown");
  return object;
}

/** An object, whatever its keys. */
export function readAnyObject(json: Json, where: string): JsonObject {
  if (typeof json !== "object" || Array.isArray(json)) throw new BadForm(where, "is not an object");
  return json;
}

/** A list whose items `read` reads; `least` and `most` bound its length. */
export function readList<T>(
  json: Json,
  where: string,
  read: (item: Json, where: string) => T,
  [least, most]: readonly [number, number] = [0, Infinity],
): T[] {
  if (!Array.isArray(json)) throw new BadForm(where, "is not a list");
  if (json.length < least || json.length > most) throw new BadForm(where, `has ${json.length} items`);
  return json.map((item, at) => read(item, `${where}[${at}]`));
}

/** A text of a form. */
export function readText(json: Json, where: string, hasForm: (text: string) => boolean): string {
  if (typeof json !== "string" || !hasForm(json)) throw new BadForm(where, "has not its form");
  return json;
}

/** An integer from `least` to `most`. */
export function readInteger(json: Json, where: string, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof json !== "number" || json < least || json > most) throw new BadForm(where, "is out of range");
  return json;
}

/** A reader of texts of a form, for `readList`. */
export function textItem(hasForm: (text: string) => boolean): (item: Json, where: string) => string {
  return (item, where) => readText(item, where, hasForm);
}

/** Any text. */
export function anyText(): boolean {
  return true;
}

/** True for the one text the protocol prescribes. */
export function exactly(expected: string): (text: string) => boolean {
  return (text) => text === expected;
}
