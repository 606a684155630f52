/** A day, chosen from a calendar or typed, as the wire writes it: `2026-03-05`. */
import { DatePicker } from "antd";
import dayjs from "dayjs";

const ON_THE_WIRE = "YYYY-MM-DD";

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (day: string | undefined) => void;
  /** The first and the last day that can be chosen. */
  first?: string;
  last?: string;
  placeholder?: string;
  /** Its name where no label stands beside it. */
  label?: string;
  /** False where some day is always meant. */
  canClear?: boolean;
}

/** The input; a form or a filter gives it id, value and onChange. */
export function DateInput({ id, value, onChange, first, last, placeholder, label, canClear = true }: Props) {
  return (
    <DatePicker
      id={id} aria-label={label} className="wide" value={value && dayjs(value).isValid() ? dayjs(value) : null} allowClear={canClear} placeholder={placeholder}
      minDate={first ? dayjs(first) : undefined} maxDate={last ? dayjs(last) : undefined}
      // Enter takes the day that was typed; it doesn't send the form too.
      onKeyDown={(event) => void (event.key === "Enter" && event.preventDefault())}
      onChange={(day) => onChange?.(day ? day.format(ON_THE_WIRE) : undefined)}
    />
  );
}
