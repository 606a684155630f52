/** `receipt.json`: one business's proof (specification, section 8.3). */
import { type Json, type JsonObject, parseCanonical } from "./canonical";
import type { Commitment } from "./commitment";
import { exactly, readAnyObject, readInteger, readList, readObject, readText, textItem } from "./form";
import { leafHash, proves } from "./merkle";
import { isDigest, isId, isReason, isSalt } from "./names";
import { pairTicket } from "./pairs";
import { quotasOf } from "./quotas";
import { readTeam } from "./result";
import type { Keys } from "./seed";
import type { Seated } from "./teams";
import { ticketOf } from "./tickets";

/** What a receipt says of its business. */
export interface ReceiptStanding {
  cutoff: string;
  drawn: number;
  rank: number;
  team: Seated[];
  ticket: string;
}

/** `receipt.json`, with the commitment and the seed still to be judged. */
export interface Receipt {
  commitment: JsonObject;
  result: string;
  row: { fields: string[]; index: number; proof: string[]; table: "subjects" | "excluded" };
  seed: JsonObject;
  standing: ReceiptStanding;
}

/** Reads a receipt; throws `NotCanonical` or `BadForm`. */
export function parseReceipt(input: Uint8Array | string): Receipt {
  const it = readObject(parseCanonical(input), "receipt",
    ["commitment", "edition", "protocol", "result", "row", "seed", "standing"]);
  readText(it.edition, "edition", exactly("receipt"));
  readText(it.protocol, "protocol", exactly("yaoguang/v1"));
  return {
    commitment: readAnyObject(it.commitment, "commitment"),
    result: readText(it.result, "result", isDigest),
    row: readRow(it.row),
    seed: readAnyObject(it.seed, "seed"),
    standing: readStanding(it.standing),
  };
}

function readRow(json: Json): Receipt["row"] {
  const row = readObject(json, "row", ["fields", "index", "proof", "table"]);
  return {
    fields: readList(row.fields, "row.fields", textItem(() => true)),
    index: readInteger(row.index, "row.index"),
    proof: readList(row.proof, "row.proof", textItem(isDigest)),
    table: readText(row.table, "row.table", (text) => text === "subjects" || text === "excluded") as "subjects" | "excluded",
  };
}

function readStanding(json: Json): ReceiptStanding {
  const it = readObject(json, "standing", ["cutoff", "drawn", "rank", "team", "ticket"]);
  const digestOrNone = (text: string): boolean => text === "" || isDigest(text);
  return {
    cutoff: readText(it.cutoff, "standing.cutoff", digestOrNone),
    drawn: readInteger(it.drawn, "standing.drawn", 0, 1),
    rank: readInteger(it.rank, "standing.rank"),
    team: readTeam(it.team, "standing.team"),
    ticket: readText(it.ticket, "standing.ticket", digestOrNone),
  };
}

/** True if the row has its form and is in the committed table. */
export function rowHolds({ row }: Receipt, commitment: Commitment): boolean {
  if (row.fields.length !== 3) return false;
  const [id, second, salt] = row.fields;
  const known = row.table === "subjects" ? commitment.strata.some((stratum) => stratum.name === second) : isReason(second);
  if (!isId(id) || !known || !isSalt(salt)) return false;
  const { root, rows } = commitment.tables[row.table];
  return proves(root, rows, row.index, leafHash(row.fields.join("\t")), row.proof);
}

/** True if the tickets, of the business and of its team, are those of the seed. */
export function ticketHolds({ row, standing }: Receipt, keys: Keys): boolean {
  if (row.table === "excluded") return standing.ticket === "";
  const id = row.fields[0];
  return standing.ticket === ticketOf(keys.subject, id)
    && standing.team.every(({ inspector, ticket }) => ticket === pairTicket(keys.pair, id, inspector));
}

/** True if the standing follows: drawn if and only if the ticket is at most the cut-off. */
export function standingHolds({ row, standing }: Receipt, commitment: Commitment, keys: Keys): boolean {
  const { cutoff, drawn, rank, team, ticket } = standing;
  if (row.table === "excluded") return cutoff === "" && drawn === 0 && rank === 0 && team.length === 0;
  const at = commitment.strata.findIndex((stratum) => stratum.name === row.fields[1]);
  const quota = quotasOf(commitment.rounding, commitment.strata, keys.quota)[at];
  if ((cutoff === "") !== (quota === 0)) return false;
  if ((drawn === 1) !== (cutoff !== "" && ticket <= cutoff)) return false;
  if (drawn === 0) return rank === 0 && team.length === 0;
  return rank >= 1 && rank <= quota && (rank === quota) === (ticket === cutoff) && isTeam(team, commitment.seats.length);
}

/** True if seats are in range and ascending, and nobody stands twice. */
export function isTeam(team: Seated[], seatCount: number): boolean {
  const inOrder = team.every(({ seat }, at) => seat >= 1 && seat <= seatCount && (at === 0 || team[at - 1].seat < seat));
  return inOrder && new Set(team.map((member) => member.inspector)).size === team.length;
}
