/** What the journal's codes are called: the same keys as on the public pages. */

/** Gives a key's sentence, or null where there is none. */
type WordOf = (key: string) => string | null;

/** What was done. */
export function actWord(act: string, wordOf: WordOf): string {
  return wordOf(`entry-${act.replace(".", "-")}`) ?? act;
}

/** What was done, in the story of a thing: in the thing's own words, or in the journal's for an act of another part of the system that touched it. */
export function storyWord(act: string, wordOf: WordOf): string {
  return wordOf(`story-${act.replace(".", "-")}`) ?? actWord(act, wordOf);
}

/** On what kind of thing. */
export function thingWord(thing: string, wordOf: WordOf): string {
  return wordOf(`case-${thing}`) ?? thing;
}

/** In which role. */
export function roleWord(role: string, wordOf: WordOf): string {
  return wordOf(`role-${role}`) ?? role;
}

/** A fact's name, which may mean something of its own for a kind of thing. */
export function factName(thing: string, name: string, wordOf: WordOf): string {
  return wordOf(`fact-${thing}-${name}`) ?? wordOf(`fact-${name}`) ?? name;
}

/** A fact's value: a code by its word, the rest as it is. */
export function factValue(thing: string, name: string, value: unknown, wordOf: WordOf): string {
  const text = String(value);
  const keys = [`${thing}-${name}-${text}`, `${thing}-status-${text}`, `role-${text}`, `code-${text}`];
  return keys.map(wordOf).find((word) => word !== null) ?? text;
}

/** Pages of this console on things of a kind. */
const PAGES: Record<string, string> = { subject: "/subjects/", inspector: "/inspectors/", complaint: "/complaints/", person: "/people/", edition: "/catalogue/", outcome: "/outcomes/", drawing: "/draws/", visit: "/visits/" };

/** Where a thing is shown, if it is. */
export function pageOf(thing: string, id: string): string | null {
  return thing in PAGES ? PAGES[thing] + id : null;
}

/** A field before and after. */
export interface Change {
  field: string;
  was: unknown;
  became: unknown;
}

/** What tells two images apart, by field; of a first image, all it says. */
export function changes(before: string | null | undefined, after: string): Change[] {
  const was = before ? (JSON.parse(before) as Record<string, unknown>) : {};
  const is = JSON.parse(after) as Record<string, unknown>;
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return fields.filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field])).map((field) => ({ field, was: was[field], became: is[field] }));
}

/** A field's name, as its own pages call it; null where they don't. */
export function fieldName(thing: string, field: string, wordOf: WordOf): string | null {
  const key = field.replace(/_/g, "-");
  return wordOf(`${thing}-${key}`) ?? wordOf(`${thing}-field-${key}`);
}

/** A value of a field: a code by its word, the rest as it is. */
export function fieldValue(thing: string, field: string, value: unknown, wordOf: WordOf): string {
  const word = typeof value === "string" ? wordOf(`${thing}-${field.replace(/_/g, "-")}-${value}`) : null;
  return word ?? plain(value);
}

/** A value of an image as text. */
export function plain(value: unknown): string {
  if (value === null || value === undefined || value === "") return "—";
  return typeof value === "string" ? value : JSON.stringify(value);
}
