/** Forms of names (specification, section 1.1). Each function says whether a text has the form. */
import { isWellFormed, utf8 } from "./bytes";

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const BLANK_EDGE = /^[ \u00a0\u3000]|[ \u00a0\u3000]$/;
const VISIBLE_ASCII = /^[\x20-\x7e]+$/;

function printable(text: string, longest: number): boolean {
  return text.length <= longest && VISIBLE_ASCII.test(text) && !/^ | $/.test(text);
}

function shortText(text: string, longest: number): boolean {
  return isWellFormed(text) && !CONTROL.test(text) && utf8(text).length <= longest;
}

/** A subject's id, or an inspector's code: 1-55 visible ASCII bytes, no space at either end. */
export function isId(text: string): boolean {
  return printable(text, 55);
}

/** A stratum's name: 1-120 bytes, no control characters, no blank at either end. */
export function isStratumName(text: string): boolean {
  return text !== "" && shortText(text, 120) && !BLANK_EDGE.test(text);
}

/** A pool's name: as a stratum's, without a comma. */
export function isPoolName(text: string): boolean {
  return isStratumName(text) && !text.includes(",");
}

/** A reason code: 1-32 of a-z, 0-9 and the hyphen. */
export function isReason(text: string): boolean {
  return /^[a-z0-9-]{1,32}$/.test(text);
}

/** A revealing party or a person: 1-55 of a-z, 0-9 and the hyphen. */
export function isPerson(text: string): boolean {
  return /^[a-z0-9-]{1,55}$/.test(text);
}

/** A draw's id: 1-120 visible ASCII bytes, no space at either end. */
export function isDrawId(text: string): boolean {
  return printable(text, 120);
}

/** A line of prose (origin, task, rule, why, evidence): up to 400 bytes without control characters; may be empty. */
export function isLine(text: string): boolean {
  return shortText(text, 400);
}

/** A digest in text: 64 lower-case hexadecimal characters. */
export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** A row's salt: 32 lower-case hexadecimal characters. */
export function isSalt(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}
