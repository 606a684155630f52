/** What each act of a story changed: the server tells what a thing was afterwards, not what it was before. */
import type { components } from "../../api/schema";

/** An act, with what it left. */
export type Line = components["schemas"]["StoryLine"];
type Image = Record<string, unknown>;

/** A field that an act changed. */
export interface Change {
  field: string;
  was: unknown;
  became: unknown;
}

/** An act and what it changed of the inspector's own entry. */
export interface Told {
  line: Line;
  changes: Change[];
}

/** The fields of an entry that people read, by their names on the wire. */
const FIELDS = ["name", "certificate", "valid_from", "valid_to", "issuer", "organisation", "unit", "level", "post", "fields", "qualifications", "expert", "area", "languages", "phone", "id_number", "state"];

/** Whether what an act left is the inspector's own entry, rather than a training, a conflict or a leave. */
function isEntry(after: Image | null | undefined): after is Image {
  return typeof after?.certificate === "string";
}

/** What differs between two images; the first one of all differs from nothing. */
function between(before: Image | null, after: Image): Change[] {
  if (before === null) return [];
  return FIELDS.filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null)).map((field) => ({ field, was: before[field], became: after[field] }));
}

/** The story, the latest act first, each with its changes. */
export function told(lines: Line[]): Told[] {
  let before: Image | null = null;
  const story = lines.map((line): Told => {
    const after = line.after as Image | null | undefined;
    if (!isEntry(after)) return { line, changes: [] };
    const changes = between(before, after);
    before = after;
    return { line, changes };
  });
  return story.reverse();
}
