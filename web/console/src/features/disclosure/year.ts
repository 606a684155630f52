/** A year of working days: Monday to Friday, less the holidays, plus the weekend days that are worked for them. */

/** What a day is. */
export type Kind = "work" | "rest" | "holiday" | "shifted";

/** What the State Council's notice of a year says. */
export interface Said {
  holidays: string[];
  workdays: string[];
}

const DAY_MS = 24 * 3600 * 1000;

/** The weekday, Monday 0 to Sunday 6. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The days of a month, 1 to 12. */
export function daysOf(year: number, month: number): string[] {
  const first = Date.UTC(year, month - 1, 1);
  const count = Math.round((Date.UTC(year, month, 1) - first) / DAY_MS);
  return Array.from({ length: count }, (_, at) => new Date(first + at * DAY_MS).toISOString().slice(0, 10));
}

/** What a day is in a year of which that is said. */
export function kindOf(day: string, { holidays, workdays }: Said): Kind {
  if (holidays.includes(day)) return "holiday";
  if (workdays.includes(day)) return "shifted";
  return weekdayOf(day) < 5 ? "work" : "rest";
}

/** A press on a day: a weekday becomes a holiday, a weekend day is worked; pressed again, each is what it was. */
export function pressed(day: string, said: Said): Said {
  const toggled = (days: string[]): string[] => (days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort());
  if (said.holidays.includes(day)) return { ...said, holidays: toggled(said.holidays) };
  return weekdayOf(day) < 5 ? { ...said, holidays: toggled(said.holidays) } : { ...said, workdays: toggled(said.workdays) };
}

/** Whether a day is worked, by what is said of all years. */
export function isWorked(day: string, years: Said[]): boolean {
  const isShifted = years.some(({ workdays }) => workdays.includes(day));
  return isShifted || (weekdayOf(day) < 5 && !years.some(({ holidays }) => holidays.includes(day)));
}
