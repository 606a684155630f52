/** A card of the workbench: what waits for somebody, a line each with its count and the list that shows it. */
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useWords } from "../words/words";
import { ProblemView } from "./ProblemView";
import { Count } from "./values";

/** One thing that waits; its count is unknown until the server has told it. */
export interface WaitingLine {
  /** The words' key. */
  label: string;
  to: string;
  count: number | undefined;
  /** Whether it is late. */
  presses?: boolean;
}

interface Props {
  /** By which the card is named: unlike all others on the workbench. */
  name: string;
  title: string;
  /** The list of everything of the kind. */
  to: string;
  /** What to say where nothing waits. */
  none: string;
  lines: WaitingLine[];
  error: unknown;
  /** What else one finds here. */
  foot?: ReactNode;
}

/** The card. */
export function WaitingCard({ name, title, to, none, lines, error, foot }: Props) {
  const word = useWords();
  const isKnown = lines.every(({ count }) => count !== undefined);
  return (
    <section className="card" aria-labelledby={`card-${name}`}>
      <h2 id={`card-${name}`}><Link to={to}>{title}</Link></h2>
      {error ? <ProblemView error={error} /> : null}
      {!isKnown && !error ? <p role="status">{word("loading")}</p> : null}
      {isKnown && lines.every(({ count }) => count === 0) ? <p className="fine">{none}</p> : null}
      <ul className="waiting">
        {lines.map((line) => (line.count ? <li key={line.label} data-tone={line.presses ? "bad" : undefined}><Link to={line.to}><span>{word(line.label)}</span><strong><Count value={line.count} /></strong></Link></li> : null))}
      </ul>
      {foot}
    </section>
  );
}
