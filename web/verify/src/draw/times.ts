/** Times and dates (specification, section 1.2). A time is compared as an instant, in whole seconds. */

const TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})([+-])(\d{2}):(\d{2})$/;
const BEIJING_AHEAD_S = 8 * 3600;
const DAY_S = 86400;

/** Seconds since 1970-01-01T00:00:00Z, or null if the text is not a time. */
export function instantOf(text: string): number | null {
  const found = TIME.exec(text);
  if (!found || !isDate(found[1])) return null;
  const [hour, minute, second, offsetHour, offsetMinute] = [2, 3, 4, 6, 7].map((part) => Number(found[part]));
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return null;
  const ahead = (found[5] === "-" ? -1 : 1) * (offsetHour * 3600 + offsetMinute * 60);
  return daysOf(found[1]) * DAY_S + hour * 3600 + minute * 60 + second - ahead;
}

/** True for a date `YYYY-MM-DD` of the years 2000 to 9999 that is in the calendar. */
export function isDate(text: string): boolean {
  if (!/^[2-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  return new Date(daysOf(text) * DAY_S * 1000).toISOString().slice(0, 10) === text;
}

function daysOf(date: string): number {
  const [year, month, day] = date.split("-").map(Number);
  return Date.UTC(year, month - 1, day) / (DAY_S * 1000);
}

/** The date written in a time: the local date of whoever wrote it. */
export function localDateOf(time: string): string {
  return time.slice(0, 10);
}

/** An instant as the calendar of Beijing (UTC+08:00) shows it. */
export interface BeijingDay {
  year: number;
  /** 1 January is 1. */
  dayOfYear: number;
  /** How many Tuesdays, Thursdays and Sundays the year had up to this day, itself included. */
  lotteryDays: number;
  /** True on a Tuesday, Thursday or Sunday. */
  isLotteryDay: boolean;
}

/** The day in Beijing at an instant. */
export function beijingDay(instant: number): BeijingDay {
  const today = Math.floor((instant + BEIJING_AHEAD_S) / DAY_S);
  const year = new Date(today * DAY_S * 1000).getUTCFullYear();
  const first = Date.UTC(year, 0, 1) / (DAY_S * 1000);
  let lotteryDays = 0;
  for (let day = first; day <= today; day++) if (isSsqDay(day)) lotteryDays++;
  return { year, dayOfYear: today - first + 1, lotteryDays, isLotteryDay: isSsqDay(today) };
}

function isSsqDay(day: number): boolean {
  // 1970-01-01 was a Thursday, the fourth day after Sunday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 2 || weekday === 4;
}
