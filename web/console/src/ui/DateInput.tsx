/** A day, chosen from a calendar or typed, as the wire writes it. */
import { DatePicker } from "antd";
import dayjs from "dayjs";

const ON_THE_WIRE = "YYYY-MM-DD";

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (day: string | undefined) => void;
  label?: string;
  placeholder?: string;
  /** False where some day is always meant. */
  canClear?: boolean;
}

/** The input; a form gives it id, value and onChange. */
export function DateInput({ id, value, onChange, label, placeholder, canClear = true }: Props) {
  return (
    <DatePicker
      id={id} aria-label={label} className="wide" value={value ? dayjs(value) : null} allowClear={canClear} placeholder={placeholder}
      // Enter takes the day that was typed; it doesn't send the form too.
      onKeyDown={(event) => void (event.key === "Enter" && event.preventDefault())}
      onChange={(day) => onChange?.(day ? day.format(ON_THE_WIRE) : undefined)}
    />
  );
}
