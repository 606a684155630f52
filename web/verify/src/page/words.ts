/** The page's words, in the language the reader chose. */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import chinese from "../../../../locales/zh-CN/verify.ftl?raw";
import english from "../../../../locales/en/verify.ftl?raw";

/** The languages there are, the first one first. */
export type Language = "zh-CN" | "en";

const BEIJING_AHEAD_S = 8 * 3600;
const KEPT_AS = "yaoguang-language";

const bundles: Record<Language, FluentBundle> = { "zh-CN": bundleOf("zh-CN", chinese), en: bundleOf("en", english) };
let current: Language = remembered();

function bundleOf(language: Language, source: string): FluentBundle {
  const bundle = new FluentBundle(language, { useIsolating: false });
  add(bundle, source);
  return bundle;
}

function add(bundle: FluentBundle, source: string): void {
  const errors = bundle.addResource(new FluentResource(source));
  if (errors.length > 0) throw errors[0];
}

/** More words, of a page that has some of its own. */
export function addWords(sources: Record<Language, string>): void {
  add(bundles["zh-CN"], sources["zh-CN"]);
  add(bundles.en, sources.en);
}

function remembered(): Language {
  try {
    return localStorage.getItem(KEPT_AS) === "en" ? "en" : "zh-CN";
  } catch {
    // A browser may forbid a page from disk to remember anything.
    return "zh-CN";
  }
}

/** The language in use. */
export function language(): Language {
  return current;
}

/** Begins with a language that was chosen elsewhere. */
export function setLanguage(chosen: Language): void {
  current = chosen;
}

/** Changes to the other language and remembers it. */
export function switchLanguage(): void {
  current = current === "en" ? "zh-CN" : "en";
  try {
    localStorage.setItem(KEPT_AS, current);
  } catch {
    // As above: the choice then holds until the page is closed.
  }
}

/** A message, or one of its attributes as `id.attribute`. */
export function word(key: string, values?: Record<string, FluentVariable>): string {
  const [id, attribute] = key.split(".");
  const message = bundles[current].getMessage(id);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  return pattern ? bundles[current].formatPattern(pattern, values) : key;
}

/** Sentences that belong together; only English puts a space between them. */
export function joined(...sentences: string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(current === "en" ? " " : "");
}

/** True if there is such a message. */
export function hasWord(id: string): boolean {
  return bundles[current].hasMessage(id);
}

/** A whole number with separators, as the language writes it. */
export function number(value: number | bigint): string {
  return value.toLocaleString(current);
}

/** A share in per cent, to two places; for the eye only. */
export function percent(part: number, whole: number): string {
  const share = whole === 0 ? 0 : part / whole;
  return share.toLocaleString(current, { style: "percent", maximumFractionDigits: 2 });
}

/** A rate as the portal writes it: in per cent where that is exact, else as a fraction in lowest terms. */
export function rate(p: number, q: number): string {
  const by = common(p, q) || 1;
  const [over, under] = [p / by, q / by];
  return under > 0 && (over * 1_000_000) % under === 0 ? `${String((over * 1_000_000) / under / 10_000)}%` : `${String(over)}/${String(under)}`;
}

function common(one: number, other: number): number {
  return other === 0 ? one : common(other, one % other);
}

/** A time as written by whoever wrote it, with its offset left out where it is Beijing's. */
export function time(text: string): string {
  const [date, clock, offset] = [text.slice(0, 10), text.slice(11, 16), text.slice(19)];
  return `${day(date)} ${clock}${offset === "+08:00" ? "" : ` (UTC${offset})`}`;
}

/** An instant, in seconds since 1970, as Beijing's clock shows it. */
export function moment(seconds: number): string {
  const shifted = new Date((seconds + BEIJING_AHEAD_S) * 1000);
  // A witness may have written a time no calendar holds.
  if (Number.isNaN(shifted.getTime()) || shifted.getUTCFullYear() > 9999) return String(seconds);
  return time(`${shifted.toISOString().slice(0, 19)}+08:00`);
}

/** A date in words. */
export function day(date: string): string {
  const [year, month, dayOfMonth] = date.split("-").map(Number);
  if (current === "zh-CN") return `${year}年${month}月${dayOfMonth}日`;
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}
