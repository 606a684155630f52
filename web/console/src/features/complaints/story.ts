/** A complaint's acts and the reasons that were given for them, brought together. */
import type { Chapter, Note } from "./calls";

/** An act with its reason, where one was given. */
export interface Told {
  chapter: Chapter;
  reason?: string;
}

/** Every act in order. A reason belongs to the act of its kind in the same place: both lists keep the order of time, and each such act has one. */
export function withReasons(chapters: Chapter[], notes: Note[]): Told[] {
  const waiting = new Map<string, string[]>();
  for (const { kind, reason } of notes) waiting.set(`complaint.${kind}`, [...(waiting.get(`complaint.${kind}`) ?? []), reason]);
  return chapters.map((chapter) => ({ chapter, reason: waiting.get(chapter.kind)?.shift() }));
}

/** Why it was last sent back, while it is handled again. */
export function sentBackFor(notes: Note[]): string | undefined {
  return notes.filter(({ kind }) => kind === "sent-back").at(-1)?.reason;
}
