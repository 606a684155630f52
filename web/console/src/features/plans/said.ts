/** What a line says, as text for people. */
import type { Word } from "../../words/words";
import { rateText } from "../catalogue/rate";
import type { Line } from "./calls";

/** Which subjects, in one line. */
export function extentText({ domains, regions, industries, tags }: Line["extent"], word: Word): string {
  const parts: [string, string[]][] = [
    ["plan-extent-domains", domains.map((domain) => word(`subject-domain-${domain}`))],
    ["plan-extent-regions", regions],
    ["plan-extent-industries", industries],
    ["plan-extent-tags", tags],
  ];
  const said = parts.filter(([, list]) => list.length > 0).map(([key, list]) => word(key, { list: list.join("、") }));
  return said.length === 0 ? word("plan-extent-all") : said.join(word("plan-extent-join"));
}

/** How many of a class, or nothing if it isn't drawn. */
export function classText(line: Line, risk: string, word: Word): string {
  const asked = line.classes.find((one) => one.risk === risk);
  if (!asked) return "";
  const rate = rateText(asked.rate);
  return asked.minimum === 0 ? rate : word("plan-rate-least", { rate, n: asked.minimum });
}

/** A share of a thousand as a percentage. */
export function perMilleText(share: number): string {
  return `${share / 10}%`;
}
