/** Whether somebody typed what was asked for. */

/** A text by what it says: full width or half, and blanks, are how one types it. */
function said(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "");
}

/** Whether a text is the one that was asked for. */
export function isTyped(typed: string, asked: string): boolean {
  return said(typed) === said(asked);
}
