/** The due day, and how many working days are left. */
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { type Row, useCalendar } from "./calls";
import { countdownOf, toneOf, workingDays } from "./countdown";

/** The day; of what is public only that, and that it was late. What waits for its draw nobody can publish yet: its days aren't counted down. */
export function Countdown({ row: { due, provisional, late, state, waiting } }: { row: Pick<Row, "due" | "provisional" | "late" | "state" | "waiting"> }) {
  const word = useWords();
  const { data } = useCalendar();
  const isDue = state === "due";
  const left = data ? workingDays(today(), due, data.years) : null;
  const told = left === null ? null : countdownOf(left, late);
  return (
    <span className="countdown">
      <DateText value={due} />
      {isDue && !waiting && told && left !== null ? <Mark tone={toneOf(left, late)}>{word(told.key, { days: told.days })}</Mark> : null}
      {isDue && provisional ? <Mark tone="warn">{word("disclosures-provisional")}</Mark> : null}
      {!isDue && late ? <Mark tone="bad">{word("disclosures-was-late")}</Mark> : null}
    </span>
  );
}
