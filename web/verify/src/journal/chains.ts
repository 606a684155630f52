/** The cases of a whole log: whether each entry follows the one before it in its case (journal specification, section 2). */
import { canonicalText } from "../draw/canonical";
import { instantOf } from "../draw/times";
import { type Entry, isKnownKind } from "./entry";

/** Why an entry may not follow. */
export type ChainFault = "prev" | "time" | "order" | "origin";

/** What a draw's case has seen; `done` holds kinds that stand once. */
interface Case { last: number; time: number; done: Set<string> }

/** The first entry of a log that may not follow, by its index; null if all may. */
export function chainFault(entries: Entry[], origin: string): { at: number; fault: ChainFault } | null {
  const cases = new Map<string, Case>();
  for (const [at, entry] of entries.entries()) {
    const name = canonicalText([entry.organisation, entry.case.kind, entry.case.id]);
    const before = cases.get(name);
    const fault = faultBehind(before, entry, origin);
    if (fault) return { at, fault };
    cases.set(name, { last: at, time: instantOf(entry.time)!, done: (before?.done ?? new Set()).add(entry.kind) });
  }
  return null;
}

function faultBehind(before: Case | undefined, entry: Entry, origin: string): ChainFault | null {
  if (entry.prev !== (before?.last ?? null)) return "prev";
  if (before && instantOf(entry.time)! < before.time) return "time";
  if (entry.case.kind === "draw" && !mayFollow(before?.done ?? null, entry.kind)) return "order";
  if (isKnownKind(entry.kind) && entry.case.kind === "journal" && entry.case.id !== origin) return "origin";
  return null;
}

/** The order of kinds within a draw's case; `done` is null at its beginning. */
function mayFollow(done: Set<string> | null, kind: string): boolean {
  if (!done) return kind === "draw.committed";
  if (done.has("draw.annulled")) return false;
  switch (kind) {
    case "draw.committed": return false;
    case "draw.seeded": return !done.has(kind);
    case "draw.drawn": return done.has("draw.seeded") && !done.has(kind);
    case "draw.announced": return done.has("draw.drawn") && !done.has(kind);
    case "draw.amended": return done.has("draw.drawn");
    case "draw.annulled": return !done.has("draw.seeded");
    default: return true;
  }
}
