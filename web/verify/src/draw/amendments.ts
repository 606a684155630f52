/** `amendments.json`: what happens after a draw, as a chain (specification, section 8.2). */
import { hexH } from "./bytes";
import { type Json, canonicalText, parseCanonical } from "./canonical";
import type { Commitment } from "./commitment";
import { BadForm, readInteger, readList, readObject, readText } from "./form";
import { isDigest, isId, isPerson, isReason } from "./names";
import { type OpenSeat, type Result, drawTask, openSeats, readOpen, readStrand, readTeam } from "./result";
import type { Keys } from "./seed";
import type { Inspector, Recusal } from "./tables";
import { type Seated, type Strand, assignTeams } from "./teams";

/** What an amendment brings about. */
export interface Outcome {
  changes: { subject: string; team: Seated[] }[];
  level: number;
  open: OpenSeat[];
  stood_in: string;
  strands: Strand[];
}

/** One amendment. */
export interface Amendment {
  approver: string;
  inspector: string;
  kind: "recuse" | "absent" | "gone";
  number: number;
  outcome: Outcome;
  previous: string;
  reason: string;
  subject: string;
}

/** `amendments.json`. */
export interface Amendments {
  amendments: Amendment[];
  head: string;
}

/** Reads `amendments.json`; throws `NotCanonical` or `BadForm`. */
export function parseAmendments(input: Uint8Array | string): Amendments {
  const it = readObject(parseCanonical(input), "amendments", ["amendments", "head"]);
  return {
    amendments: readList(it.amendments, "amendments", readAmendment, [1, Infinity]),
    head: readText(it.head, "head", isDigest),
  };
}

function readAmendment(json: Json, where: string): Amendment {
  const it = readObject(json, where, ["approver", "inspector", "kind", "number", "outcome", "previous", "reason", "subject"]);
  const name = (text: string): boolean => text === "" || isId(text);
  const amendment: Amendment = {
    approver: readText(it.approver, `${where}.approver`, isPerson),
    inspector: readText(it.inspector, `${where}.inspector`, name),
    kind: readText(it.kind, `${where}.kind`, (text) => ["recuse", "absent", "gone"].includes(text)) as Amendment["kind"],
    number: readInteger(it.number, `${where}.number`, 1),
    outcome: readOutcome(it.outcome, `${where}.outcome`),
    previous: readText(it.previous, `${where}.previous`, isDigest),
    reason: readText(it.reason, `${where}.reason`, isReason),
    subject: readText(it.subject, `${where}.subject`, name),
  };
  const { kind, inspector, subject } = amendment;
  if ((inspector === "") !== (kind === "gone")) throw new BadForm(`${where}.inspector`, "doesn't suit the kind");
  if ((subject === "") !== (kind === "absent")) throw new BadForm(`${where}.subject`, "doesn't suit the kind");
  return amendment;
}

function readOutcome(json: Json, where: string): Outcome {
  const it = readObject(json, where, ["changes", "level", "open", "stood_in", "strands"]);
  return {
    changes: readList(it.changes, `${where}.changes`, (item, at) => {
      const change = readObject(item, at, ["subject", "team"]);
      return { subject: readText(change.subject, `${at}.subject`, isId), team: readTeam(change.team, `${at}.team`) };
    }),
    level: readInteger(it.level, `${where}.level`),
    open: readList(it.open, `${where}.open`, readOpen),
    stood_in: readText(it.stood_in, `${where}.stood_in`, (text) => text === "" || isId(text)),
    strands: readList(it.strands, `${where}.strands`, readStrand),
  };
}

/** The first amendment whose number or hash doesn't continue the chain (0: the head), or null. */
export function chainFault(resultHash: string, { amendments, head }: Amendments): number | null {
  let previous = resultHash;
  for (const [at, amendment] of amendments.entries()) {
    if (amendment.number !== at + 1 || amendment.previous !== previous) return at + 1;
    previous = hexH(canonicalText(amendment as unknown as Json));
  }
  return head === previous ? null : 0;
}

/** A draw's teams as amendments leave them. */
export class Standing {
  private readonly teams: Map<string, Seated[]>;
  private readonly stratumOf: Map<string, string>;
  private readonly reserves: Map<string, string[]>;
  private readonly struck: Recusal[];
  private readonly absent = new Set<string>();

  constructor(
    private readonly commitment: Commitment,
    private readonly keys: Keys,
    private readonly result: Result,
    private readonly roster: { bench: Inspector[]; recusals: Recusal[] },
  ) {
    this.teams = new Map(result.targets.map(({ id, team }) => [id, team]));
    this.stratumOf = new Map(result.targets.map(({ id, stratum }) => [id, stratum]));
    this.reserves = new Map(result.strata.map(({ name, reserves }) => [name, reserves.map((reserve) => reserve.id)]));
    this.struck = [...roster.recusals];
  }

  /** Carries out an amendment; null if it is refused. */
  amend({ kind, inspector, subject }: Pick<Amendment, "kind" | "inspector" | "subject">): Outcome | null {
    switch (kind) {
      case "recuse": return this.recuse(inspector, subject);
      case "absent": return this.leave(inspector);
      case "gone": return this.gone(subject);
    }
  }

  private recuse(code: string, subject: string): Outcome | null {
    if (!this.teams.get(subject)?.some((member) => member.inspector === code)) return null;
    this.strike(code, subject);
    return this.refill([subject], "");
  }

  private leave(code: string): Outcome | null {
    if (!this.roster.bench.some((inspector) => inspector.code === code)) return null;
    this.absent.add(code);
    const vacated = [...this.teams].filter(([, team]) => team.some((member) => member.inspector === code)).map(([id]) => id);
    for (const subject of vacated) this.strike(code, subject);
    return this.refill(vacated, "");
  }

  private gone(subject: string): Outcome | null {
    if (!this.teams.delete(subject)) return null;
    const stratum = this.stratumOf.get(subject)!;
    const standIn = this.reserves.get(stratum)!.shift() ?? "";
    if (standIn === "") return this.refill([], "");
    this.teams.set(standIn, []);
    this.stratumOf.set(standIn, stratum);
    return this.refill([standIn], standIn);
  }

  private strike(code: string, id: string): void {
    this.struck.push({ code, id, reason: "" });
    this.teams.set(id, this.teams.get(id)!.filter((member) => member.inspector !== code));
  }

  /** Fills the vacated targets by the rule, applied to them alone. */
  private refill(vacated: string[], standIn: string): Outcome {
    const subjects = [...vacated].sort((a, b) => (a < b ? -1 : 1));
    const bench = this.roster.bench.map((inspector) =>
      this.absent.has(inspector.code) ? { ...inspector, capacity: 0 } : inspector);
    const task = drawTask(this.commitment, this.keys, subjects, { bench, recusals: this.struck });
    const index = new Map(task.names.codes.map((code, at) => [code, at]));
    for (const team of this.teams.values()) for (const { inspector } of team) task.loads[index.get(inspector)!]++;
    task.members = subjects.map((id) => this.teams.get(id)!.map(({ inspector }) => index.get(inspector)!));
    task.fromLevel = this.result.level.level + this.commitment.slack;
    task.slack = 0;
    const { level, teams, strands } = assignTeams(task);
    const changes = subjects.map((subject, at) => ({ subject, team: teams[at] }));
    for (const { subject, team } of changes) this.teams.set(subject, team);
    return { changes, level, open: openSeats(this.commitment.seats, changes), stood_in: standIn, strands };
  }
}
