/** From what a person drops or picks to the files of a bundle. Deliberately absent: any look into the files. */
import { unzipSync } from "fflate";

/** A file with its path. */
export interface Named { path: string; bytes: Uint8Array }

/** Why material can't be taken in. */
export type IntakeFault = "zip" | "large" | "empty" | "fetch";

/** Material that can't be taken in. */
export class NotTaken extends Error {
  constructor(readonly why: IntakeFault) {
    super(why);
  }
}

/** The most a browser's memory should be asked to hold, in bytes. */
const LARGEST = 1_000_000_000;

/** The files of a drop, folders opened. */
export async function droppedFiles(transfer: DataTransfer): Promise<Named[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return pickedFiles(transfer.files);
  return (await Promise.all(entries.map(filesOfEntry))).flat();
}

async function filesOfEntry(entry: FileSystemEntry): Promise<Named[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ""), bytes: await bytesOf(file) }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  // A reader hands out its entries in batches until it hands out none.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) break;
    found.push(...batch);
  }
  return (await Promise.all(found.map(filesOfEntry))).flat();
}

/** The files of a picker. */
export async function pickedFiles(list: Iterable<File>): Promise<Named[]> {
  return Promise.all([...list].map(async (file) => ({ path: file.webkitRelativePath || file.name, bytes: await bytesOf(file) })));
}

/** The one file at an address of the server that the page came from. */
export async function fetchedFiles(address: string): Promise<Named[]> {
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) throw new NotTaken("fetch");
  const content = await answer.blob().catch(() => { throw new NotTaken("fetch"); });
  return pickedFiles([new File([content], address.split("/").pop() ?? address)]);
}

async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > LARGEST) throw new NotTaken("large");
  return new Uint8Array(await file.arrayBuffer());
}

/** The files at the top level: a zip is opened, the one folder around everything taken off, a desktop's own files left out. */
export function bundleFiles(named: Named[]): Map<string, Uint8Array> {
  const opened = named.length === 1 && isZip(named[0].bytes) ? unzipped(named[0].bytes) : named;
  const kept = opened.filter(({ path }) => !/(?:^|\/)(?:\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/.test(path));
  if (kept.length === 0) throw new NotTaken("empty");
  const folder = /^[^/]+\//.exec(kept[0].path)?.[0] ?? "";
  const strip = folder !== "" && kept.every(({ path }) => path.startsWith(folder)) ? folder.length : 0;
  return new Map(kept.map(({ path, bytes }) => [path.slice(strip), bytes]));
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function unzipped(bytes: Uint8Array): Named[] {
  let total = 0;
  const grow = (size: number): boolean => {
    total += size;
    if (total > LARGEST) throw new NotTaken("large");
    return true;
  };
  try {
    const files = unzipSync(bytes, { filter: ({ name, originalSize }) => !name.endsWith("/") && grow(originalSize) });
    return Object.entries(files).map(([path, content]) => ({ path, bytes: content }));
  } catch (error) {
    throw error instanceof NotTaken ? error : new NotTaken("zip");
  }
}
