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

/** A date `YYYY-MM-DD`, or an instant as RFC 3339 writes it. */
export function DateText({ value }: { value: string | null | undefined }) {
  const { language } = useLanguage();
  if (value === null || value === undefined || value === "") return <>—</>;
  return <time dateTime={value}>{value.includes("T") ? moment(value, language) : day(value, language)}</time>;
}
