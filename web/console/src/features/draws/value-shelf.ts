/** A party's value between its making and the giving of its hash: kept in this window, so that a page that is loaded again shows the value that was saved, not another. */
import type { Shelf } from "../../ui/drafts";
import { freshValue, isValue } from "./reveal";

/** What is kept. */
export interface Begun {
  value: string;
  /** Whether it was saved or copied. */
  isKept: boolean;
}

const placeOf = (token: string): string => `yaoguang-ceremony-${token}`;

/** What keeps nothing. */
const NOWHERE: Shelf = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

/** This window's own storage, which outlives a page that is loaded again but not the window; where it is forbidden, none. */
export function windowStorage(): Shelf {
  try {
    return sessionStorage;
  } catch {
    return NOWHERE;
  }
}

/** The value that was begun behind a link, or a new one. */
export function begunValue(shelf: Shelf, token: string): Begun & { isRestored: boolean } {
  const found = read(shelf, token);
  if (found) return { ...found, isRestored: true };
  const fresh = { value: freshValue(), isKept: false };
  keepBegun(shelf, token, fresh);
  return { ...fresh, isRestored: false };
}

/** Keeps it; a browser that forbids it goes without. */
export function keepBegun(shelf: Shelf, token: string, begun: Begun): void {
  try {
    shelf.setItem(placeOf(token), JSON.stringify(begun));
  } catch {
    // Nothing more can be done: the page says that the value is to be saved.
  }
}

/** Forgets it: from the hash on, the file alone has it. */
export function forgetBegun(shelf: Shelf, token: string): void {
  try {
    shelf.removeItem(placeOf(token));
  } catch {
    // What couldn't be kept needn't be forgotten.
  }
}

const againPlace = (token: string): string => `yaoguang-again-${token}`;

/** What this window shows with a value, and shows again to be given the share that didn't arrive: made up once, and kept before anything is sent. */
export function againOf(shelf: Shelf, token: string): string {
  const fresh = freshValue();
  try {
    const there = shelf.getItem(againPlace(token)) ?? "";
    if (isValue(there)) return there;
    shelf.setItem(againPlace(token), fresh);
  } catch {
    // A browser that keeps nothing gets its share once.
  }
  return fresh;
}

/** Whether it has revealed from this window. */
export function hasAgain(shelf: Shelf, token: string): boolean {
  try {
    return isValue(shelf.getItem(againPlace(token)) ?? "");
  } catch {
    return false;
  }
}

function read(shelf: Shelf, token: string): Begun | null {
  try {
    const found = JSON.parse(shelf.getItem(placeOf(token)) ?? "null") as Partial<Begun> | null;
    return found && isValue(found.value ?? "") ? { value: found.value ?? "", isKept: found.isKept === true } : null;
  } catch {
    return null;
  }
}

const LONGEST_NAME = 20;
const LONGEST_TASK = 40;
const LONGEST_ID = 8;

/** What names a party's file: who, of what, and of which draw, or two files are taken for each other. */
export function fileParts(name: string, task: string, draw: string): { name: string; task: string; draw: string } {
  const plain = (text: string, most: number): string => [...text.replace(/[\\/:*?"<>|\s\u0000-\u001f]+/g, "_")].slice(0, most).join("");
  return { name: plain(name, LONGEST_NAME), task: plain(task, LONGEST_TASK), draw: draw.slice(-LONGEST_ID) };
}
