/** Makes journals for tests: keys, notes, cosignatures, trees, receipts, and the journal of a draw. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { H, concat, hexH, unhex, utf8 } from "../../src/draw/bytes";
import { type Json, canonicalText } from "../../src/draw/canonical";
import { leafHash, proofOf, rootOf } from "../../src/draw/merkle";
import { instantOf } from "../../src/draw/times";
import { base64 } from "../../src/journal/base64";
import { type Opening, sealOf } from "../../src/journal/entry";
import { type VerifierKey, cosignedText, keyId, verifierKeyText } from "../../src/journal/keys";

/** A key with which tests sign. */
export interface Signer extends VerifierKey { secret: Uint8Array }

export const ORIGIN = "price.fushun.example/journal";
export const LOG = makeSigner(ORIGIN, "ed25519");
export const ROOT_KEY = makeSigner(`${ORIGIN}/root`, "ed25519");
export const WITNESSES = ["discipline.fushun.example", "press.fushun.example", "university.fushun.example"].map((name) => makeSigner(name, "witness"));

/** A policy: this log, and two of the three witnesses. */
export const POLICY = policyText([
  "# whom this test trusts",
  `log ${verifierKeyText(LOG)}`,
  ...WITNESSES.map((witness, at) => `witness w${at + 1} ${verifierKeyText(witness)}`),
  "group two-of-three 2 w1 w2 w3",
  "quorum two-of-three",
]);

/** The bytes of a policy's lines. */
export function policyText(lines: string[]): Uint8Array {
  return utf8(lines.map((line) => `${line}\n`).join(""));
}

/** A key made from its name. */
export function makeSigner(name: string, type: "ed25519" | "witness"): Signer {
  const secret = H(`secret of ${name}`);
  const key = ed25519.getPublicKey(secret);
  return { name, type, key, id: keyId(name, type, key), secret };
}

/** A signature line over a note's text; `time` in seconds since 1970 for a witness. */
export function signatureLine(signer: Signer, text: string, time: number | bigint = 0): string {
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  const isWitness = signer.type === "witness";
  const signature = ed25519.sign(utf8(isWitness ? cosignedText(BigInt(time), text) : text), signer.secret);
  return `\u2014 ${signer.name} ${base64(concat(unhex(signer.id)!, isWitness ? stamp : new Uint8Array(), signature))}\n`;
}

/** A checkpoint over entries: signed by the log, and by witnesses at the times given. */
export function makeCheckpoint(entries: string[], cosigned: [Signer, number][], log = LOG): string {
  const text = `${log.name}\n${entries.length}\n${base64(unhex(rootOf(entries.map(leafHash)))!)}\n`;
  return `${text}\n${signatureLine(log, text)}${cosigned.map(([signer, time]) => signatureLine(signer, text, time)).join("")}`;
}

/** The receipt of one of the entries. */
export function makeLogReceipt(entries: string[], index: number, checkpoint: string, extra?: Uint8Array): string {
  const path = proofOf(entries.map(leafHash), index).map((hash) => `${base64(unhex(hash)!)}\n`).join("");
  return `c2sp.org/tlog-proof@v1\n${extra ? `extra ${base64(extra)}\n` : ""}index ${index}\n${path}\n${checkpoint}`;
}

/** One step of a draw in the journal; `lag` seconds later the witnesses cosigned. */
export interface MadeStep {
  kind: string;
  time: string;
  facts: Record<string, Json>;
  openings: Opening[];
  organisation: string;
  lag: number;
}

/** How a test changes what would be entered. */
export type Change = (steps: MadeStep[]) => MadeStep[];

/** The steps of a bundle's draw, as they should be entered. */
function stepsOf(files: Map<string, Uint8Array>): MadeStep[] {
  const parsed = (name: string): any => JSON.parse(new TextDecoder().decode(files.get(name)!));
  const { tables, task, number } = parsed("commitment.json");
  const commitment = hexH(files.get("commitment.json")!);
  const result = hexH(files.get("result.json")!);
  const step = (kind: string, clock: string, facts: Record<string, Json>, openings: Opening[] = []): MadeStep => ({
    kind, time: `2026-11-20T${clock}+08:00`, facts: { commitment, ...facts }, openings, organisation: "price.fushun.example", lag: 120,
  });
  const amendments = files.has("amendments.json") ? parsed("amendments.json").amendments : [];
  return [
    step("draw.committed", "10:00:30", {
      number, subjects: tables.subjects.rows, excluded: tables.excluded.rows, inspectors: tables.bench.rows, recusals: tables.recusals.rows,
    }, [{ field: "task", salt: hexH("salt of the task"), value: task }]),
    step("draw.seeded", "21:31:00", { seed: hexH(files.get("seed.json")!) }),
    step("draw.drawn", "21:32:10", { result }),
    step("draw.announced", "22:00:00", { result }),
    ...amendments.map((amendment: any) => step("draw.amended", "23:10:00", { head: hexH(canonicalText(amendment)), number: amendment.number, reason: amendment.reason })),
  ];
}

function entryText(step: MadeStep, drawId: string, prev: number | null): string {
  return canonicalText({
    actor: { pseudonym: "0".repeat(32), role: "clerk" },
    body: { facts: step.facts, sealed: Object.fromEntries(step.openings.map((opening) => [opening.field, sealOf(opening)])) },
    case: { id: drawId, kind: "draw" }, kind: step.kind, organisation: step.organisation,
    prev: prev === null ? [] : [prev], time: step.time, version: "yaoguang/journal/v1",
  });
}

/** `journal.json` of a bundle's draw as an object, among other organisations' entries; witnesses 1 and 2 cosign after the step's lag. */
export function makeJournal(files: Map<string, Uint8Array>, change: Change = (steps) => steps, log = LOG): { entries: any[]; version: string } {
  const drawId = JSON.parse(new TextDecoder().decode(files.get("commitment.json")!)).draw;
  const held: string[] = ["something else", "and more"];
  let prev: number | null = null;
  const entries = change(stepsOf(files)).map((step) => {
    const text = entryText(step, drawId, prev);
    prev = held.push(text) - 1;
    const at = instantOf(step.time)! + step.lag;
    const checkpoint = makeCheckpoint(held, [[WITNESSES[0], at], [WITNESSES[1], at + 45]], log);
    const proof = makeLogReceipt(held, prev, checkpoint);
    held.push(`other ${held.length}`, `and ${held.length}`);
    return { entry: text, openings: step.openings, proof };
  });
  return { entries, version: "yaoguang/journal/v1" };
}

/** The bundle with a journal. */
export function withJournal(files: Map<string, Uint8Array>, journal: object = makeJournal(files)): Map<string, Uint8Array> {
  return new Map([...files, ["journal.json", utf8(canonicalText(journal as Json))]]);
}

/** RFC 6962, section 2.1.2: the proof that a tree of leaves continues its first `oldSize`. */
export function consistencyOf(leaves: Uint8Array[], oldSize: number, isWhole = true): string[] {
  if (oldSize === leaves.length) return isWhole ? [] : [rootOf(leaves)];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  if (oldSize <= split) return [...consistencyOf(left, oldSize, isWhole), rootOf(right)];
  return [...consistencyOf(right, oldSize - split, false), rootOf(left)];
}

/** A keys note, signed by the root key. */
export function makeKeysNote(number: number, previous: string, size: number, keys: VerifierKey[], root = ROOT_KEY): string {
  const lines = keys.map(verifierKeyText).sort();
  const text = ["yaoguang/v1/keys", ORIGIN, number, previous, size, ...lines].map((line) => `${line}\n`).join("");
  return `${text}\n${signatureLine(root, text)}`;
}

