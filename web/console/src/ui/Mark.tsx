/** A word in a coloured field: a state, a role. Its colours hold WCAG's contrast, which the design library's tags don't. */
import type { ReactNode } from "react";

/** How the word is meant. */
export type Tone = "plain" | "good" | "info" | "warn" | "bad";

/** The word. */
export function Mark({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className="mark" data-tone={tone}>{children}</span>;
}
