/** What a source of a seed is called. */
import type { Word } from "../../words/words";
import type { Party } from "./calls";

/** By what a party's value is named in the plan, with the party's code behind. */
export const REVEAL = "reveal:";

/** A source in words, as 快乐8第2026054期; its name as it stands, if it is none of the protocol's. */
export function sourceText(name: string, parties: Pick<Party, "code" | "name">[], word: Word): string {
  const [kind, first = "", second = ""] = name.split(":");
  switch (kind) {
    case "kl8":
    case "ssq": return word(`draw-source-${kind}`, { issue: first });
    case "drand": return word("draw-source-drand", { round: second });
    case "reveal": return word("draw-source-reveal", { party: parties.find(({ code }) => code === first)?.name ?? first });
    case "dice": {
      const [throws, faces = ""] = first.split("d");
      return word("draw-source-dice", { throws, faces });
    }
    default: return name;
  }
}
