/** A year at a glance, twelve small months: holidays and worked weekends stand out. */
import { useLanguage, useWords } from "../../words/words";
import { day } from "../../words/format";
import { type Said, daysOf, kindOf, weekdayOf } from "./year";

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);

interface Props {
  year: number;
  said: Said;
  /** What a press on a day does; nothing where the year is only looked at. */
  onPress?: (day: string) => void;
}

/** The year. */
export function YearView({ year, said, onPress }: Props) {
  return <div className="year">{MONTHS.map((month) => <Month key={month} month={month} year={year} said={said} onPress={onPress} />)}</div>;
}

function Month({ year, month, said, onPress }: Props & { month: number }) {
  const word = useWords();
  const days = daysOf(year, month);
  return (
    <div className="month">
      <h2>{word("calendar-month", { month })}</h2>
      <div className="month_days" style={{ ["--from" as string]: weekdayOf(days[0]) + 1 }}>
        {days.map((one) => <Day key={one} date={one} said={said} onPress={onPress} />)}
      </div>
    </div>
  );
}

function Day({ date, said, onPress }: Omit<Props, "year"> & { date: string }) {
  const word = useWords();
  const { language } = useLanguage();
  const kind = kindOf(date, said);
  const label = word("calendar-day", { day: day(date, language), kind: word(`calendar-kind-${kind}`) });
  if (onPress) return <button type="button" data-kind={kind} aria-label={label} aria-pressed={kind === "holiday" || kind === "shifted"} onClick={() => onPress(date)}>{Number(date.slice(8))}</button>;
  return <span data-kind={kind} title={kind === "holiday" || kind === "shifted" ? label : undefined}>{Number(date.slice(8))}{kind === "holiday" || kind === "shifted" ? <span className="unseen"> {word(`calendar-kind-${kind}`)}</span> : null}</span>;
}
