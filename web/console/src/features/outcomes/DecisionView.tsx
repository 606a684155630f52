/** A case's decision as it is read. */
import { DescriptionList } from "../../ui/DescriptionList";
import { DateText, Money } from "../../ui/values";
import { useWords } from "../../words/words";
import type { Decision } from "./calls";

/** The decision. */
export function DecisionView({ decision: { number, day, sanctions, fine, confiscated, text } }: { decision: Decision }) {
  const word = useWords();
  const isSaid = (fen: number | null | undefined): fen is number => fen !== null && fen !== undefined;
  return (
    <>
      <DescriptionList items={[
        [word("outcomes-decision-number"), number], [word("outcomes-decision-day"), <DateText key="day" value={day} />],
        [word("outcomes-sanctions"), sanctions.map((one) => word(`outcome-sanction-${one}`)).join("、")],
        ...(isSaid(fine) ? [[word("outcomes-fine"), <Money key="fine" fen={fine} />] as [string, React.ReactNode]] : []),
        ...(isSaid(confiscated) ? [[word("outcomes-confiscated"), <Money key="confiscated" fen={confiscated} />] as [string, React.ReactNode]] : []),
      ]} />
      <p className="lines">{text}</p>
    </>
  );
}
