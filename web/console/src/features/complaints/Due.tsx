/** Until when a complaint is to be handled, and how its time stands. */
import { Mark, type Tone } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import type { Clock, Row } from "./calls";
import { daysFrom } from "./days";

const TONES: Record<Clock, Tone> = { stopped: "plain", running: "plain", soon: "warn", overdue: "bad" };

/** The day, and what is left where it presses. */
export function Due({ of: { due, clock } }: { of: Pick<Row, "due" | "clock"> }) {
  const word = useWords();
  if (!due) return <>—</>;
  const left = daysFrom(today(), due);
  const presses = clock === "soon" || clock === "overdue";
  return <span className="due"><DateText value={due} />{presses ? <> <Mark tone={TONES[clock]}>{clock === "soon" ? word("complaints-left", { days: left }) : word("complaints-over", { days: -left })}</Mark></> : null}</span>;
}
