/** Whether two parties are one by their names. */
import type { PartyDraft } from "./calls";

/** What a name is told apart by, as the server does: not by blanks, punctuation, width or case. */
function folded(name: string): string {
  const narrow = name.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  return narrow.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

/** Whether the party at a place, from 0, has the name of one before it. */
export function namedBefore(parties: Pick<PartyDraft, "name">[], place: number): boolean {
  const name = folded(parties[place]?.name ?? "");
  return name !== "" && parties.slice(0, place).some((other) => folded(other.name ?? "") === name);
}
