/** A visit on a card: who, where, until when, with whom. For a telephone, and for the workbench. */
import { EnvironmentOutlined, TeamOutlined } from "@ant-design/icons";
import { Mark } from "../../ui/Mark";
import { useWords } from "../../words/words";
import { Until } from "./Until";
import { type Row, TONES } from "./calls";

/** The card's inside; the list makes it the way to the visit. */
export function VisitLine({ row }: { row: Row }) {
  const word = useWords();
  return (
    <>
      <span className="linecard_head"><strong>{row.name}</strong><Mark tone={TONES[row.state]}>{word(`visits-state-${row.state}`)}</Mark></span>
      {row.address ? <span className="linecard_row"><EnvironmentOutlined aria-hidden /> {row.address}</span> : null}
      <span className="linecard_row"><TeamOutlined aria-hidden /> {row.team.map(({ name }) => name).join("、")}</span>
      <span className="linecard_foot"><span className="number">{row.items.join("、")}</span><span><Until row={row} /></span></span>
    </>
  );
}
