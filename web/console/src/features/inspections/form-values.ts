/** A record's form: what the server has of a record, with times of the day as people write them. A draft may lack anything. */
import type { FormItem, Member, Visit } from "./calls";
import { type Record, type Result, type RowSaid, UNSAID } from "./record";

/** What the form holds. */
export interface Values extends Omit<Record, "from" | "to"> {
  /** `09:30`. */
  from?: string;
  to?: string;
}

const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)$/;

/** Minutes of the day; nothing where it isn't a time. */
export function minutesOf(clock: string | undefined): number | null {
  const [, hours, minutes] = CLOCK.exec(clock?.trim() ?? "") ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

const LAST_MINUTE = 24 * 60 - 1;

/** A time as it is, or the minute behind another where it is the same: whoever presses twice within a minute means that the second is later. */
export function behind(time: string, other: string | undefined): string {
  const minutes = minutesOf(time);
  return time !== other || minutes === null ? time : clockOf(Math.min(minutes + 1, LAST_MINUTE)) ?? time;
}

/** The same for reading. */
export function clockOf(minutes: number | null | undefined): string | undefined {
  if (minutes === null || minutes === undefined) return undefined;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** The form of a draft. Before anything was written the day is today, the place the subject's own, the method the only one there is or the one on site, and a team of two is there. */
export function valuesOf(draft: Record, visit: Pick<Visit, "address" | "items" | "team">, today: string): Values {
  const begun = draft.items.length > 0 ? draft : { ...draft, ...suggested(visit, today) };
  const rowsOf = ({ code, rows }: FormItem): RowSaid[] => {
    const before = begun.items.find(({ item }) => item === code)?.rows ?? [];
    return rows.map((_row, at) => ({ ...(before[at] ?? UNSAID) }));
  };
  return { ...begun, from: clockOf(begun.from), to: clockOf(begun.to), items: visit.items.map((item) => ({ item: item.code, rows: rowsOf(item) })) };
}

function suggested({ address, items, team }: Pick<Visit, "address" | "items" | "team">, today: string): Partial<Record> {
  const methods = [...new Set(items.flatMap((item) => item.methods))];
  const method = methods.length === 1 ? methods[0] : methods.includes(ON_SITE) ? ON_SITE : null;
  return { visited: today, place: address, method, present: team.length === FEWEST ? team.map(({ code }) => code) : [] };
}

/** How a visit is mostly made. */
const ON_SITE = "on-site";

/** The rows of an item that ask for yes or no and have no answer yet, by their places. */
export function unanswered(rows: FormItem["rows"], said: (Partial<RowSaid> | undefined)[] | undefined): number[] {
  return rows.flatMap(({ answer }, place) => (answer === "yes-no" && !said?.[place]?.tick ? [place] : []));
}

/** The fewest inspectors present. */
const FEWEST = 2;

/** What is sent; who wasn't there the server works out. What a row found is only said of a *no*, why nobody signed only of a refusal; what was typed before stays in the form. */
export function recordOf(values: Values): Record {
  const text = (said: string | null | undefined): string => (said ?? "").replace(/\r\n?/g, "\n").replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ").trim();
  const row = ({ tick, value, found }: RowSaid): RowSaid => ({ tick: tick ?? null, value: tick ? "" : text(value), found: tick === "no" ? text(found) : "" });
  const { who, statement, signing, reason, witness } = values.subject;
  const isRefused = signing === "refused";
  return {
    visited: values.visited ?? null, from: minutesOf(values.from), to: minutesOf(values.to), place: text(values.place), method: values.method ?? null, present: values.present, absent: [], absent_why: text(values.absent_why), findings: text(values.findings), results: values.results,
    items: values.items.map(({ item, rows }) => ({ item, rows: rows.map(row) })),
    subject: { who: text(who), statement: text(statement), signing: signing ?? null, reason: isRefused ? text(reason) : "", witness: isRefused ? text(witness) : "" },
  };
}

/** That nothing was found. */
export const NOTHING: Result = "nothing-found";

/** That nobody was there. */
const NOBODY: Result[] = ["not-reached", "gone"];

/** The results that stand alone. */
const ALONE: Result[] = [NOTHING, ...NOBODY];

/** What stands alone excludes everything else: choosing either takes the other away. */
export function withResult(chosen: Result[], result: Result, isOn: boolean): Result[] {
  const others = chosen.filter((one) => one !== result);
  if (!isOn) return others;
  return ALONE.includes(result) ? [result] : [...others.filter((one) => !ALONE.includes(one)), result];
}

/** Whether there was nobody who could say or sign anything. */
export function isDeserted(results: Result[]): boolean {
  return results.some((result) => NOBODY.includes(result));
}

/** Whether a row has an answer other than that it doesn't apply: where nobody was there, none has. */
function isAnswered(items: Values["items"]): boolean {
  return items.some(({ rows }) => rows.some(({ tick, value }) => (tick ? tick !== "not-applicable" : value.trim() !== "")));
}

/** How much of the checklists is answered: a *no* that doesn't say what was found isn't. */
export function progressOf(items: Values["items"] | undefined): { done: number; total: number; noes: number } {
  const rows = (items ?? []).flatMap((item) => item.rows);
  const isDone = ({ tick, value, found }: RowSaid): boolean => (tick === "no" ? found.trim() !== "" : Boolean(tick) || value.trim() !== "");
  return { done: rows.filter(isDone).length, total: rows.length, noes: rows.filter(({ tick }) => tick === "no").length };
}

/** The parts of the form in their order, and whether each seems complete. What is lacking the server decides. */
export function partsDone(values: Values, team: Pick<Member, "code">[]): Map<string, boolean> {
  const { visited, from, to, place, method, present, results, subject, items } = values;
  const said = (...texts: (string | null | undefined)[]): boolean => texts.every((text) => text?.trim());
  const isFull = (item: Values["items"][number]): boolean => {
    const { done, total } = progressOf([item]);
    return done === total;
  };
  const isWhole = team.every(({ code }) => present.includes(code));
  const isSigned = subject.signing === "signed" || (subject.signing === "refused" && said(subject.reason, subject.witness));
  return new Map([
    ["when", said(visited, from, to, place, method)],
    ["present", present.length >= FEWEST && (isWhole || said(values.absent_why))],
    ...items.map((item, at): [string, boolean] => [`item-${at}`, isFull(item)]),
    ["results", results.length > 0 && !(isDeserted(results) && isAnswered(items))],
    ["subject", isDeserted(results) || (said(subject.who) && isSigned)],
  ]);
}
