/** Whether a day lies where it must. */
import { day } from "../words/format";
import { useLanguage, useWords } from "../words/words";

/** From when to when, both inclusive. */
export interface DayRange {
  first?: string;
  last?: string;
}

/** On which side of the range a day lies, as the wire writes days; null within it. */
export function beyond(value: string, { first, last }: DayRange): "before" | "after" | null {
  if (first !== undefined && value < first) return "before";
  return last !== undefined && value > last ? "after" : null;
}

/** The sentence that says why a day can't be: between which days it must lie. Null where it can be, or where there is none. */
export function useDayFault(): (value: string | null | undefined, range: DayRange) => string | null {
  const word = useWords();
  const { language } = useLanguage();
  return (value, range) => {
    if (!value || beyond(value, range) === null) return null;
    const [first, last] = [range.first ? day(range.first, language) : "", range.last ? day(range.last, language) : ""];
    if (first && last) return word("day-between", { first, last });
    return first ? word("day-from", { first }) : word("day-until", { last });
  };
}
