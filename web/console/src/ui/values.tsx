/** Values as people read them. */
import { count, day, moment, money } from "../words/format";
import { useLanguage } from "../words/words";

/** A whole number with thousands separators. */
export function Count({ value }: { value: number }) {
  return <span className="number">{count(value, useLanguage().language)}</span>;
}

/** An amount in fen. */
export function Money({ fen }: { fen: number }) {
  return <span className="number">{money(fen, useLanguage().language)}</span>;
}

/** A date `YYYY-MM-DD`, or an instant in microseconds since 1970. */
export function DateText({ value }: { value: string | number | null | undefined }) {
  const { language } = useLanguage();
  if (value === null || value === undefined || value === "") return <>—</>;
  if (typeof value === "string") return <time dateTime={value}>{day(value, language)}</time>;
  return <time dateTime={new Date(value / 1000).toISOString()}>{moment(value, language)}</time>;
}
