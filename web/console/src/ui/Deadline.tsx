/** A time limit. */
import { serverNow } from "../api/clock";
import { exactMoment } from "../words/format";
import { useLanguage } from "../words/words";
import { isNear } from "./deadline";
import { DateText } from "./values";

/** The instant, to the second when it is near. */
export function Deadline({ value }: { value: string | null | undefined }) {
  const { language } = useLanguage();
  if (!value || !isNear(value, serverNow())) return <DateText value={value} />;
  return <time dateTime={value}>{exactMoment(value, language)}</time>;
}
