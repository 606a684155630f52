/** What somebody types who looks for a subject: which id it means, and why it is no 统一社会信用代码 (GB 32100-2015). */

/** The 31 characters of a code; the value of each is its place. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH = 18;
/** The weights of the eight characters of the organisation code within it (GB 11714-1997). */
const ORGANISATION = [3, 7, 9, 10, 5, 8, 4, 2];

/** Why a text is no code. */
export type Flaw = { kind: "length"; count: number } | { kind: "character"; character: string; position: number } | { kind: "check" };

/** The id that is meant, and why it can't be one. */
export interface Sought { id: string; flaw: Flaw | null }

/** Why a text is neither a 统一社会信用代码 nor of the form of a 注册号, which has 13 or 15 digits. */
export function codeFlaw(text: string): Flaw | null {
  if (/^(\d{13}|\d{15})$/.test(text)) return null;
  const characters = [...text];
  if (characters.length !== LENGTH) return { kind: "length", count: characters.length };
  const strange = characters.findIndex((one) => !ALPHABET.includes(one));
  if (strange >= 0) return { kind: "character", character: characters[strange], position: strange + 1 };
  return characters[16] === organisationCheck(text.slice(8, 16)) && characters[17] === lastCheck(text.slice(0, 17)) ? null : { kind: "check" };
}

/** A letter of an organisation code counts from A = 10 with all 26 letters. */
function organisationCheck(text: string): string {
  const sum = [...text].reduce((total, one, at) => total + parseInt(one, 36) * ORGANISATION[at], 0);
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}

function lastCheck(text: string): string {
  let sum = 0;
  let weight = 1;
  for (const one of text) {
    sum += ALPHABET.indexOf(one) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31];
}

/** The ids that a text may mean: as it is, then half-width, in capitals and without blanks, with its hyphens and without. */
function readingsOf(typed: string): string[] {
  const half = typed.replace(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
  const joined = half.replace(/[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, "").replace(/[\u2010-\u2015\u2212]/g, "-").toUpperCase();
  return [...new Set([typed.trim(), joined, joined.replace(/-/g, "")])].filter((one) => one !== "");
}

/**
 * The id that is meant: one that is known, else one of a code's form. Otherwise it is no code, if those that were drawn have codes; where they have ids of other
 * kinds, it stays as it was typed.
 */
export function sought(typed: string, isKnown: (id: string) => boolean, drawn: string[]): Sought {
  const readings = readingsOf(typed);
  const meant = readings.find(isKnown) ?? readings.find((one) => codeFlaw(one) === null);
  if (meant !== undefined) return { id: meant, flaw: null };
  const last = readings[readings.length - 1] ?? "";
  const codes = drawn.filter((id) => codeFlaw(id) === null).length;
  // Among codes and others, what is about as long as a code was meant to be one.
  const isNear = /^[0-9A-Z]{16,20}$/.test(last) && 2 * codes > drawn.length;
  const isNone = drawn.length > 0 && (codes === drawn.length || isNear);
  return isNone ? { id: last, flaw: codeFlaw(last) } : { id: typed.trim(), flaw: null };
}
