/** Who reveals, for those who hand a scheme on or approve it: on whom the level of assurance rests. */
import { useWords } from "../../words/words";
import type { Draw } from "./calls";

/** The table. */
export function PartiesTold({ draw: { parties } }: { draw: Draw }) {
  const word = useWords();
  return (
    <section className="compare" tabIndex={0} aria-label={word("draw-parties")}>
      <h2>{word("draw-parties")}</h2>
      {parties.length === 0 ? <p>{word("draw-parties-none")}</p> : (
        <table>
          <thead><tr>{["draw-party", "draw-party-outside"].map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
          <tbody>{parties.map(({ place, name, outside }) => <tr key={place}><th scope="row">{name}</th><td>{word(outside ? "draw-outside" : "draw-inside")}</td></tr>)}</tbody>
        </table>
      )}
    </section>
  );
}
