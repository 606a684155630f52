/** The files of a log: their paths and what stands in entry bundles (C2SP tlog-tiles; journal specification, section 3). */
import { concat } from "../draw/bytes";
import { Refused } from "./refusal";

/** How many hashes a whole tile has, and how many entries a whole entry bundle. */
const WHOLE = 256;
const HIGHEST_LEVEL = 63;
const GREATEST_INDEX = (1n << 64n) - 1n;

/** A path of a log, taken apart; a `width` below 256 is a partial tile's. */
export type LogPath =
  | { kind: "checkpoint" }
  | { kind: "keys"; index: bigint }
  | { kind: "tile"; level: number; index: bigint; width: number }
  | { kind: "entries"; index: bigint; width: number };

/** The path in text. */
export function pathText(path: LogPath): string {
  switch (path.kind) {
    case "checkpoint": return "checkpoint";
    case "keys": return `keys/${path.index}`;
    case "tile": return `tile/${path.level}/${indexText(path.index)}${widthText(path.width)}`;
    case "entries": return `tile/entries/${indexText(path.index)}${widthText(path.width)}`;
  }
}

function indexText(index: bigint): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g)!;
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
}

function widthText(width: number): string {
  return width === WHOLE ? "" : `.p/${width}`;
}

/** Takes a path apart; null if no log has it. */
export function parsePath(text: string): LogPath | null {
  const parsed = looselyParsed(text);
  // Whatever was read leniently shows when it is written again.
  return parsed && pathText(parsed) === text ? parsed : null;
}

function looselyParsed(text: string): LogPath | null {
  if (text === "checkpoint") return { kind: "checkpoint" };
  const keys = /^keys\/([1-9]\d*)$/.exec(text);
  if (keys) return { kind: "keys", index: BigInt(keys[1]) };
  const [, level, groups, width] = /^tile\/(\d{1,2}|entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(text) ?? [];
  if (level === undefined) return null;
  const index = BigInt(groups.replace(/[x/]/g, ""));
  const wide = width === undefined ? WHOLE : Number(width);
  if (index > GREATEST_INDEX || wide < 1 || wide > WHOLE) return null;
  if (level === "entries") return { kind: "entries", index, width: wide };
  return Number(level) > HIGHEST_LEVEL ? null : { kind: "tile", level: Number(level), index, width: wide };
}

/** The tiles a tree of `size` leaves has and one of `oldSize` hadn't, level by level; only the last of a level may be partial. */
export function newTiles(oldSize: number, size: number): LogPath[] {
  const paths: LogPath[] = [];
  let [before, hashes] = [oldSize, size];
  for (let level = 0; hashes > 0; level++) {
    paths.push(...newOfLevel(before, hashes).map(({ index, width }): LogPath => ({ kind: "tile", level, index, width })));
    [before, hashes] = [before, hashes].map((count) => Math.floor(count / WHOLE));
  }
  return paths;
}

/** The entry bundles a log of `size` entries has and one of `oldSize` hadn't. */
export function newBundles(oldSize: number, size: number): LogPath[] {
  return newOfLevel(oldSize, size).map(({ index, width }) => ({ kind: "entries", index, width }));
}

function newOfLevel(before: number, hashes: number): { index: bigint; width: number }[] {
  const found: { index: bigint; width: number }[] = [];
  if (before === hashes) return found;
  for (let at = Math.floor(before / WHOLE); at * WHOLE < hashes; at++) {
    found.push({ index: BigInt(at), width: Math.min(WHOLE, hashes - at * WHOLE) });
  }
  return found;
}

/** The bytes of an entry bundle. */
export function bundleBytes(entries: Uint8Array[]): Uint8Array {
  return concat(...entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]));
}

/** The entries of a bundle; throws `Refused` if it is cut short. */
export function bundleEntries(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + ((bytes[at] << 8) | bytes[at + 1]);
    if (at + 2 > bytes.length || end > bytes.length) throw new Refused("bundle", `byte ${at}`);
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  return entries;
}
