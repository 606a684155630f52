/** A day, chosen from a calendar or typed, as the wire writes it: `2026-03-05`. */
import { DatePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { type ReactElement, cloneElement } from "react";
import { beyond, useDayFault } from "./day-range";

const ON_THE_WIRE = "YYYY-MM-DD";
/** How a day is shown, and how else people type one. */
const TYPED = [ON_THE_WIRE, "YYYY-M-D", "YYYY/M/D", "YYYY.M.D", "YYYY年M月D日", "YYYYMMDD"];

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (day: string | undefined) => void;
  /** The first and the last day that will do. Another that is typed stays as it was typed, and is told to be at fault: by the field round it, or here. */
  first?: string;
  last?: string;
  placeholder?: string;
  /** Its name where no label stands beside it. */
  label?: string;
  /** False where some day is always meant. */
  canClear?: boolean;
  /** Whether no field stands round it that tells a fault. */
  tells?: boolean;
}

/** The input; a form or a filter gives it id, value and onChange. */
export function DateInput({ id, value, onChange, first, last, placeholder, label, canClear = true, tells = false }: Props) {
  const fault = useDayFault()(value, { first, last });
  const isOut = (day: Dayjs): boolean => beyond(day.format(ON_THE_WIRE), { first, last }) !== null;
  return (
    <>
      <DatePicker
        id={id} aria-label={label} className="wide" value={value && dayjs(value).isValid() ? dayjs(value) : null} allowClear={canClear} placeholder={placeholder} format={TYPED} status={fault ? "error" : undefined}
        // The library would put the last day that would do in the place of one that is typed and won't, and say nothing: so it only looks as if it knew of the range.
        cellRender={(current, { originNode, type }) => (type === "date" && isOut(current as Dayjs) ? cloneElement(originNode as ReactElement<{ className?: string }>, { className: "ant-picker-cell-inner out_of_range" }) : originNode)}
        // Enter takes the day that was typed; it doesn't send the form too.
        onKeyDown={(event) => void (event.key === "Enter" && event.preventDefault())}
        onChange={(day: Dayjs | null) => onChange?.(day ? day.format(ON_THE_WIRE) : undefined)}
      />
      {tells && fault ? <p role="alert" className="told_fault">{fault}</p> : null}
    </>
  );
}
