/** A day, as the server writes it: `2026-03-05`. */
import { DatePicker } from "antd";
import dayjs from "dayjs";

const FORM = "YYYY-MM-DD";

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (day: string) => void;
  /** The first and the last day that can be chosen. */
  first?: string;
  last?: string;
  placeholder?: string;
}

/** The input; a form or a filter gives it id, value and onChange. An empty text is no day. */
export function DateInput({ id, value, onChange, first, last, placeholder }: Props) {
  return (
    <DatePicker
      id={id} className="wide" format={FORM} value={value && dayjs(value).isValid() ? dayjs(value) : null} onChange={(day) => onChange?.(day ? day.format(FORM) : "")} placeholder={placeholder}
      minDate={first ? dayjs(first) : undefined} maxDate={last ? dayjs(last) : undefined}
    />
  );
}
