/** Lines as they are typed, and as the server takes them. */
import { readRate, rateText } from "../catalogue/rate";
import type { Line } from "./calls";

/** The classes of risk, low to high. */
export const RISKS = ["A", "B", "C", "D"] as const;
export type Risk = (typeof RISKS)[number];

/** A line on its way: rates are text, lists are as the inputs have them. */
export interface Typed {
  /** Its own, for as long as the page is open. */
  key: number;
  edition: string;
  item?: string;
  domains: Line["extent"]["domains"];
  regions: string[];
  industries: string[];
  tags: string[];
  rates: Record<Risk, string>;
  minimums: Record<Risk, number>;
  months: number[];
  organisation: string;
  seats: number;
  method: Line["method"];
  note: string;
}

/** What can't be sent yet: which line, from 1, which field, and the words' key. */
export interface Flaw {
  line: number;
  field: string;
  key: string;
}

/** A line to be typed over. */
export function typed(line: Line, key: number): Typed {
  const of = <T>(each: (risk: Risk) => T): Record<Risk, T> => Object.fromEntries(RISKS.map((risk) => [risk, each(risk)])) as Record<Risk, T>;
  const asked = (risk: Risk) => line.classes.find((one) => one.risk === risk);
  return {
    key, edition: line.edition, item: line.item, ...line.extent, months: line.months, organisation: line.organisation, seats: line.seats, method: line.method, note: line.note,
    rates: of((risk) => { const one = asked(risk); return one ? rateText(one.rate) : ""; }), minimums: of((risk) => asked(risk)?.minimum ?? 0),
  };
}

/** A line without an item, as most begin. */
export function fresh(key: number, edition: string, organisation: string): Typed {
  const none = { A: "", B: "", C: "", D: "" };
  return { key, edition, domains: [], regions: [], industries: [], tags: [], rates: none, minimums: { A: 0, B: 0, C: 0, D: 0 }, months: [], organisation, seats: 2, method: "on-site", note: "" };
}

/** What keeps lines from being sent: the server says the rest. */
export function flawsOf(lines: Typed[]): Flaw[] {
  return lines.flatMap((line, at) => {
    const wrong = RISKS.filter((risk) => line.rates[risk].trim() !== "" && readRate(line.rates[risk]) === null);
    const flaws = wrong.map((risk) => ({ line: at + 1, field: `classes.${risk}`, key: "plan-rate-form" }));
    return line.item ? flaws : [{ line: at + 1, field: "item", key: "plan-item-needed" }, ...flaws];
  });
}

/** A line as the server takes it; a class without a rate and a minimum isn't drawn. */
export function sent(line: Typed): Line {
  const classes = RISKS.flatMap((risk) => {
    const rate = readRate(line.rates[risk]) ?? { numerator: 0, denominator: 1 };
    return line.rates[risk].trim() === "" && line.minimums[risk] === 0 ? [] : [{ risk, rate, minimum: line.minimums[risk] }];
  });
  const { edition, item = "", domains, regions, industries, tags, months, organisation, seats, method, note } = line;
  return { edition, item, extent: { domains, regions, industries, tags }, classes, months, organisation, seats, method, note: note.trim() };
}
