/** Numbers, money and times as the reader's language writes them. Clocks show Beijing's time. */
import type { Language } from "./language";

const ZONE = "Asia/Shanghai";

/** A whole number with thousands separators. */
export function count(value: number, language: Language): string {
  return value.toLocaleString(language, { maximumFractionDigits: 0 });
}

/** An amount of money given in fen. */
export function money(fen: number, language: Language): string {
  const yuan = (fen / 100).toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return fen < 0 ? `-¥${yuan.slice(1)}` : `¥${yuan}`;
}

/** A date `YYYY-MM-DD` in words: 2026年3月5日. */
export function day(date: string, language: Language): string {
  const [year, month, dayOfMonth] = date.split("-").map(Number);
  if (!year || !month || !dayOfMonth) return date;
  if (language === "zh-CN") return `${year}年${month}月${dayOfMonth}日`;
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** The date it is in China now: a day begins with the office, not with the computer's own clock. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

/** An instant, as RFC 3339 writes it, to the minute. */
export function moment(instant: string, language: Language): string {
  return `${day(today(new Date(instant)), language)} ${hour(instant)}`;
}

/** An instant to the second, for deadlines that are near. */
export function exactMoment(instant: string, language: Language): string {
  return `${day(today(new Date(instant)), language)} ${second(instant)}`;
}

/** An instant's time of the day in China: 10:32. */
export function hour(instant: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(instant));
}

/** The same to the second: 10:32:05. */
export function second(instant: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(new Date(instant));
}

/** Seconds that are left, as a clock counts them down: 0:42, 1:05:00. */
export function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
