/** How the work would fall on those who go, by draws that were made up. */
import { Stacked } from "../../ui/Stacked";
import { useWords } from "../../words/words";
import type { Preview } from "./calls";
import { type Load, meanText } from "./loads";

/** Where nobody could go, or a rate is missing, nothing was made up, and another line says why. */
const PLAYED = ["certain", "estimated", "unseated"];

/** The section. */
export function Replays({ seen }: { seen: Preview }) {
  const word = useWords();
  const { replays } = seen;
  if (!replays && !PLAYED.includes(seen.feasibility)) return null;
  return (
    <section aria-labelledby="replays">
      <h3 id="replays">{word("draw-replays")}</h3>
      {replays ? <Spread replays={replays} /> : <p>{word("draw-replays-none")}</p>}
    </section>
  );
}

function Spread({ replays: { played, unseated, inspectors, median, loads } }: { replays: NonNullable<Preview["replays"]> }) {
  const word = useWords();
  const [busiest] = loads;
  return (
    <>
      <p>
        {word("draw-replays-are", { played, unseated })}
        {busiest ? word("draw-replays-busiest", { name: busiest.name, certificate: busiest.certificate, mean: meanText(busiest.total, played), greatest: busiest.greatest }) : null}
        {inspectors > 1 ? median > 0 ? word("draw-replays-median", { inspectors, mean: meanText(median, played) }) : word("draw-replays-idle", { inspectors }) : null}
      </p>
      {loads.length > 0 ? <details><summary>{word("draw-replays-each", { n: loads.length, all: inspectors })}</summary><Loads loads={loads} played={played} /></details> : null}
    </>
  );
}

function Loads({ loads, played }: { loads: Load[]; played: number }) {
  const word = useWords();
  return (
    <Stacked>
      <thead><tr>{["draw-replays-inspector", "draw-certificate", "draw-replays-mean", "draw-replays-range"].map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
      <tbody>
        {loads.map(({ name, certificate, total, least, greatest }) => (
          <tr key={certificate}><th scope="row">{name}</th><td className="number">{certificate}</td><td className="number">{meanText(total, played)}</td><td className="number">{least === greatest ? least : `${String(least)}–${String(greatest)}`}</td></tr>
        ))}
      </tbody>
    </Stacked>
  );
}
