/** How far what is typed has come on its way to the server, as a value. Counting keystrokes, not times: a clock may jump. */

/** Why it doesn't come there: nobody answers, or the server says no. */
export type Trouble = "offline" | "refused";

/** What was typed, sent and saved, each by the number of the last change in it. */
export interface Saving {
  typed: number;
  sent: number | null;
  saved: number;
  /** When the server last took something. */
  at: string | null;
  /** Which version the server then had: the next goes on from it. */
  base: number;
  trouble: Trouble | null;
}

/** What can happen to it. */
export type Happening = { kind: "typed" } | { kind: "sent" } | { kind: "saved"; at: string; base: number } | { kind: "failed"; trouble: Trouble };

/** Nothing typed yet; the server has this version. */
export function fresh(base: number): Saving {
  return { typed: 0, sent: null, saved: 0, at: null, base, trouble: null };
}

/** How it stands after something happened. What is typed while something is on its way isn't saved with it. */
export function after(saving: Saving, happening: Happening): Saving {
  switch (happening.kind) {
    case "typed": return { ...saving, typed: saving.typed + 1, trouble: saving.trouble === "refused" ? null : saving.trouble };
    case "sent": return { ...saving, sent: saving.typed };
    case "saved": return { ...saving, saved: saving.sent ?? saving.saved, sent: null, at: happening.at, base: happening.base, trouble: null };
    case "failed": return { ...saving, sent: null, trouble: happening.trouble };
  }
}

/** Whether something is to be sent: what was refused isn't sent again until it is changed. */
export function isDue({ typed, saved, sent, trouble }: Saving): boolean {
  return typed > saved && sent === null && trouble !== "refused";
}

/** What the person is told. */
export type Standing = "clean" | "saved" | "waiting" | "sending" | "offline" | "refused";

/** How it stands, in one word. */
export function standingOf({ typed, saved, sent, at, trouble }: Saving): Standing {
  if (trouble !== null && typed > saved) return trouble;
  if (sent !== null) return "sending";
  if (typed > saved) return "waiting";
  return at === null ? "clean" : "saved";
}

/** What this device kept: the form, and which version of the server's it went on from. */
export interface Kept<V> {
  form: V;
  base: number;
}

/** What the form begins with, and what is offered besides. */
export interface Beginning<V> {
  form: V;
  /** Whether it is what this device kept and the server hasn't. */
  isRestored: boolean;
  /** What this device kept, where somebody else has saved since. */
  other: V | null;
}

/** Brings together what the server has and what this device kept: nothing is lost, and nobody's words are overwritten unasked. */
export function beginningOf<V>(server: V, base: number, kept: Kept<V> | null): Beginning<V> {
  if (kept === null || JSON.stringify(kept.form) === JSON.stringify(server)) return { form: server, isRestored: false, other: null };
  if (kept.base === base) return { form: kept.form, isRestored: true, other: null };
  return { form: server, isRestored: false, other: kept.form };
}
