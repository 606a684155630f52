/** How an inspector stands, at a glance. */
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { today } from "../../words/format";
import { useWordOf, useWords } from "../../words/words";
import { type Drawable, type Row, STATE_TONES } from "./calls";
import { STANDING_TONES, standingOf } from "./certificate";

/** Whether they work. */
export function StateMark({ state }: Pick<Row, "state">) {
  const word = useWords();
  return <Mark tone={STATE_TONES[state]}>{word(`inspector-state-${state}`)}</Mark>;
}

/** The certificate's last day, with a warning where there is one to give. */
export function ValidTo({ valid_to: end, state }: Pick<Row, "valid_to" | "state">) {
  const word = useWords();
  const standing = standingOf(end, today());
  const isWarned = state !== "left" && standing.state !== "good";
  return <><DateText value={end} /> {isWarned ? <Mark tone={STANDING_TONES[standing.state]}>{word(`inspectors-certificate-${standing.state}`, { days: standing.days })}</Mark> : null}</>;
}

/** Whether they may be drawn, and if not, in a word why. */
export function DrawableMark({ drawable: { ok, why } }: { drawable: Drawable }) {
  const word = useWords();
  const wordOf = useWordOf();
  if (ok) return <Mark tone="good">{word("inspectors-can")}</Mark>;
  return <><Mark tone="bad">{word("inspectors-cannot")}</Mark>{why.map(({ code, message }) => <span key={code} className="fine" title={message}>{wordOf(`inspectors-why-${code}`) ?? message} </span>)}</>;
}
