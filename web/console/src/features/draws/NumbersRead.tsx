/** What was read of a typed value: each number in its place, what is wrong, and what is missing. */
import { useWords } from "../../words/words";
import { type Read, type Shape, faultsOf } from "./public-value";

/** The places and one sentence; the sentence is what those hear who don't see the places. */
export function NumbersRead({ id, shape, read }: { id: string; shape: Shape; read: Read }) {
  const word = useWords();
  return (
    <div className="numbers">
      <div className="numbers_places" aria-hidden="true">
        {read.groups.map((group, at) => <span key={at} className="numbers_group">{group.map(({ text, fault }, place) => <span key={place} data-fault={fault !== null} data-empty={text === ""}>{text}</span>)}</span>)}
      </div>
      <p id={id} role="status" className="fine" data-tone={read.isWhole ? "good" : undefined}>{said(shape, read, word).join(" ")}</p>
    </div>
  );
}

type Word = ReturnType<typeof useWords>;

function said(shape: Shape, read: Read, word: Word): string[] {
  const { found, asked, extra, isWhole } = read;
  if (isWhole) return [word("draw-value-whole", { n: asked })];
  if (found === 0) return [];
  const ranges = shape.groups.map(({ least, most }) => `${String(least)}–${String(most)}`).join(word("draw-next-and"));
  const faults = faultsOf(read).map(([fault, texts]) => word(`draw-value-fault-${fault}`, { texts: texts.join(word("draw-next-and")), ranges }));
  const count = extra.length > 0 ? word("draw-value-extra", { n: extra.length, asked }) : found < asked ? word("draw-value-missing", { found, n: asked - found }) : "";
  return [...faults, count].filter((text) => text !== "");
}
