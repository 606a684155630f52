/** A value that people read off, as they type or paste it: what of it is there, what is wrong, and what is missing. The server decides; this only says so at once. */

/** So many numbers from one to another that are all different; of dice each throw may come again. */
export interface Group {
  count: number;
  least: number;
  most: number;
  /** Whether a number may come twice. */
  isRepeatable?: boolean;
}

/** How a source's value looks. */
export interface Shape {
  kind: "kl8" | "ssq" | "dice";
  groups: Group[];
  example: string;
  /** Whether each digit is a number of its own. */
  isOfDigits: boolean;
}

/** Why a number won't do. */
export type Fault = "range" | "twice" | "character";

/** A place for a number: what stands there, if anything does. */
export interface Slot {
  text: string;
  fault: Fault | null;
}

/** What was read of a text. */
export interface Read {
  /** The places of each group. */
  groups: Slot[][];
  /** How many numbers there are, and how many there have to be. */
  found: number;
  asked: number;
  /** What stands beyond the last place. */
  extra: string[];
  /** Whether nothing is wrong and nothing missing. */
  isWhole: boolean;
}

/** The shape of the values of a source, by its name; nothing where they aren't numbers. */
export function shapeOf(name: string): Shape | null {
  const [kind, first = ""] = name.split(":");
  if (kind === "kl8") return { kind, groups: [{ count: 20, least: 1, most: 80 }], example: "03 07 11 15 18 22 25 29 33 36 41 44 48 52 57 61 66 70 74 79", isOfDigits: false };
  if (kind === "ssq") return { kind, groups: [{ count: 6, least: 1, most: 33 }, { count: 1, least: 1, most: 16 }], example: "03 09 11 18 25 33+07", isOfDigits: false };
  const [, throws, faces] = /^(\d{1,3})d(\d{1,2})$/.exec(first) ?? [];
  if (kind !== "dice" || throws === undefined || faces === undefined) return null;
  const [count, sides] = [Number(throws), Number(faces)];
  // A die of ten sides has the digits.
  const [least, most] = sides === 10 ? [0, 9] : [1, sides];
  return { kind, groups: [{ count, least, most, isRepeatable: true }], example: Array.from({ length: count }, (_, at) => String(least + (at % (most - least + 1)))).join(""), isOfDigits: true };
}

/** What separates numbers: the same characters as on the server. */
const BETWEEN = /[ ,，、+\t|;；＋]+/;
const BETWEEN_THROWS = /[ ,，、]+/g;

function wordsOf(text: string, isOfDigits: boolean): string[] {
  const line = text.trim();
  return isOfDigits ? [...line.replace(BETWEEN_THROWS, "")] : line.split(BETWEEN).filter((one) => one !== "");
}

function faultOf(text: string, { least, most, isRepeatable }: Group, before: string[]): Fault | null {
  if (!/^[0-9]+$/.test(text)) return "character";
  const number = Number(text);
  if (number < least || number > most || text.length > 2) return "range";
  return !isRepeatable && before.some((other) => Number(other) === number) ? "twice" : null;
}

/** Reads a text by a shape. */
export function readOf(text: string, { groups, isOfDigits }: Shape): Read {
  const found = wordsOf(text, isOfDigits);
  const asked = groups.reduce((sum, { count }) => sum + count, 0);
  let at = 0;
  const slots = groups.map((group) => {
    const own = found.slice(at, at + group.count);
    at += group.count;
    return Array.from({ length: group.count }, (_, place): Slot => (place < own.length ? { text: own[place], fault: faultOf(own[place], group, own.slice(0, place)) } : { text: "", fault: null }));
  });
  const isSound = slots.flat().every(({ fault }) => fault === null);
  return { groups: slots, found: found.length, asked, extra: found.slice(asked), isWhole: isSound && found.length === asked };
}

/** What is wrong with what was read, each once: the fault and the numbers. */
export function faultsOf({ groups }: Read): [Fault, string[]][] {
  const kinds: Fault[] = ["character", "range", "twice"];
  const of = (kind: Fault): string[] => [...new Set(groups.flat().filter(({ fault }) => fault === kind).map(({ text }) => text))];
  return kinds.map((kind): [Fault, string[]] => [kind, of(kind)]).filter(([, texts]) => texts.length > 0);
}
