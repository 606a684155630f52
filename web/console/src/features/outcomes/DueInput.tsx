/** A due day, with those that are often set one press away. */
import { Button } from "antd";
import { DateInput } from "../../ui/DateInput";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { dayAfter } from "./form-values";

const OFTEN_DAYS = [7, 15, 30, 60];

interface Props {
  id?: string;
  value?: string;
  onChange?: (day: string | undefined) => void;
  /** The first and the last day the server takes. */
  first: string;
  last?: string;
}

/** The day; a form gives it id, value and onChange. */
export function DueInput({ id, value, onChange, first, last }: Props) {
  const word = useWords();
  const inTime = OFTEN_DAYS.map((days) => ({ days, day: dayAfter(today(), days) })).filter(({ day }) => day >= first && (last === undefined || day <= last));
  return (
    <>
      <DateInput id={id} value={value} onChange={onChange} first={first} last={last} />
      <span className="bulk often">{inTime.map(({ days, day }) => <Button key={days} size="small" onClick={() => onChange?.(day)}>{word("outcomes-due-in", { days })}</Button>)}</span>
    </>
  );
}
