/** `result.json`: its form, and the whole draw that makes it (specification, section 8.1). */
import { hexH } from "./bytes";
import { type Json, canonicalText, parseCanonical } from "./canonical";
import type { Commitment } from "./commitment";
import { exactly, readInteger, readList, readObject, readText, textItem } from "./form";
import { isDigest, isId, isPoolName, isStratumName } from "./names";
import { quotasOf } from "./quotas";
import { type Keys, type Seed, keysOf, seedOf } from "./seed";
import { fitOf } from "./seats";
import type { Inspector, Recusal, Subject } from "./tables";
import { type Say, type Seated, type Strand, type TeamTask, assignTeams, levelWitness, shortageWitness } from "./teams";
import { type Ranked, type StratumDraw, drawStrata } from "./tickets";
import type { Witness } from "./witness";

/** A seat nobody fills. */
export interface OpenSeat { pool: string; seat: number; subject: string }

/** A drawn subject with its team. */
export interface Target extends Ranked { stratum: string; team: Seated[] }

/** A stratum of the result. */
export type ResultStratum = Omit<StratumDraw, "targets">;

/** `result.json`. */
export interface Result {
  commitment: string;
  level: { level: number; witness: Witness[] };
  open: OpenSeat[];
  protocol: string;
  seed: { record: string; secret: string; sources: { name: string; value: string }[]; value: string };
  shortage: Witness[];
  strands: Strand[];
  strata: ResultStratum[];
  targets: Target[];
}

/** What the draw is made from, besides the commitment and the seed. */
export interface Roster {
  subjects: Subject[];
  bench: Inspector[];
  recusals: Recusal[];
}

/** A draw's frozen inputs and seed, understood. */
export interface DrawInputs {
  commitment: Commitment;
  C: string;
  seed: Seed;
  /** `hex(H(seed.json))`. */
  record: string;
  roster: Roster;
}

/** The whole draw: the content of `result.json`, key by key. */
export function draw(inputs: DrawInputs, say?: { subjects?: () => void; pairs?: Say }): Result {
  const { commitment, C, seed, record, roster } = inputs;
  const S = seedOf(C, seed.sources, seed.secret);
  const keys = keysOf(S);
  const strata = strataOf(commitment, keys, roster.subjects, say?.subjects);
  const subjects = strata.flatMap((stratum) => stratum.targets.map((target) => target.id));
  const task = drawTask(commitment, keys, subjects, roster);
  const outcome = assignTeams(task, say?.pairs);
  const targets = withTeams(strata, outcome.teams);
  return {
    commitment: C,
    level: { level: outcome.level, witness: levelWitness(task, outcome.level) },
    open: openSeats(commitment.seats, targets.map(({ id, team }) => ({ subject: id, team }))),
    protocol: "yaoguang/v1",
    seed: { record, secret: seed.secret, sources: seed.sources.map(({ name, value }) => ({ name, value })), value: keys.S },
    shortage: shortageWitness(task, outcome.full),
    strands: outcome.strands,
    strata: strata.map(({ cutoff, name, population, quota, reserves }) => ({ cutoff, name, population, quota, reserves })),
    targets,
  };
}

/** The strata as drawn from the roster. */
export function strataOf(commitment: Commitment, keys: Keys, subjects: Subject[], say?: () => void): StratumDraw[] {
  const quotas = quotasOf(commitment.rounding, commitment.strata, keys.quota);
  return drawStrata(commitment.strata, quotas, commitment.reserves, { subjects, subjectKey: keys.subject }, say);
}

/** The task of giving these subjects their teams. */
export function drawTask(commitment: Commitment, keys: Keys, subjects: string[], roster: Omit<Roster, "subjects">): TeamTask {
  const { seats, slack } = commitment;
  const index = new Map(roster.bench.map((inspector, at) => [inspector.code, at]));
  const place = new Map(subjects.map((id, at) => [id, at]));
  const barred = subjects.map(() => new Set<number>());
  for (const { code, id } of roster.recusals) {
    const target = place.get(id);
    if (target !== undefined) barred[target].add(index.get(code)!);
  }
  const fits = roster.bench.map(({ pools, capacity }) => (capacity > 0 ? fitOf(seats, pools) : 0));
  return {
    names: { subjects, codes: roster.bench.map((inspector) => inspector.code) },
    bench: { seatCount: seats.length, targetCount: subjects.length, fits, barred },
    capacities: roster.bench.map((inspector) => inspector.capacity),
    loads: roster.bench.map(() => 0),
    members: subjects.map(() => []),
    fromLevel: 0,
    slack,
    pairKey: keys.pair,
  };
}

function withTeams(strata: StratumDraw[], teams: Seated[][]): Target[] {
  const drawn = strata.flatMap(({ name, targets }) => targets.map((target) => ({ ...target, stratum: name })));
  return drawn.map((target, at) => ({ ...target, team: teams[at] }));
}

/** The seats that teams leave open, by subject as given, then seat. */
export function openSeats(seats: string[], teams: { subject: string; team: { seat: number }[] }[]): OpenSeat[] {
  return teams.flatMap(({ subject, team }) => {
    const taken = new Set(team.map((member) => member.seat));
    return seats.flatMap((pool, at) => (taken.has(at + 1) ? [] : [{ pool, seat: at + 1, subject }]));
  });
}

/** The text of `result.json`. */
export function resultText(result: Result): string {
  return canonicalText(result as unknown as Json);
}

/** The hash by which receipts and amendments name a result. */
export function resultHash(input: Uint8Array | string): string {
  return hexH(input);
}

/** Reads `result.json`; throws `NotCanonical` or `BadForm`. */
export function parseResult(input: Uint8Array | string): Result {
  const it = readObject(parseCanonical(input), "result",
    ["commitment", "level", "open", "protocol", "seed", "shortage", "strands", "strata", "targets"]);
  const level = readObject(it.level, "level", ["level", "witness"]);
  return {
    commitment: readText(it.commitment, "commitment", isDigest),
    level: { level: readInteger(level.level, "level.level"), witness: readList(level.witness, "level.witness", readWitness, [0, 1]) },
    open: readList(it.open, "open", readOpen),
    protocol: readText(it.protocol, "protocol", exactly("yaoguang/v1")),
    seed: readResultSeed(it.seed),
    shortage: readList(it.shortage, "shortage", readWitness, [0, 1]),
    strands: readList(it.strands, "strands", readStrand),
    strata: readList(it.strata, "strata", readStratum),
    targets: readList(it.targets, "targets", readTarget),
  };
}

function readResultSeed(json: Json): Result["seed"] {
  const seed = readObject(json, "seed", ["record", "secret", "sources", "value"]);
  return {
    record: readText(seed.record, "seed.record", isDigest),
    secret: readText(seed.secret, "seed.secret", isDigest),
    sources: readList(seed.sources, "seed.sources", (item, where) => {
      const source = readObject(item, where, ["name", "value"]);
      return { name: readText(source.name, `${where}.name`, () => true), value: readText(source.value, `${where}.value`, () => true) };
    }),
    value: readText(seed.value, "seed.value", isDigest),
  };
}

/** Reads a witness. */
export function readWitness(json: Json, where: string): Witness {
  const it = readObject(json, where, ["demand", "inspectors", "inspectors_count", "places", "subjects", "subjects_count"]);
  return {
    demand: readInteger(it.demand, `${where}.demand`),
    inspectors: readList(it.inspectors, `${where}.inspectors`, textItem(isId), [0, 20]),
    inspectors_count: readInteger(it.inspectors_count, `${where}.inspectors_count`),
    places: readInteger(it.places, `${where}.places`),
    subjects: readList(it.subjects, `${where}.subjects`, textItem(isId), [0, 20]),
    subjects_count: readInteger(it.subjects_count, `${where}.subjects_count`),
  };
}

/** Reads an open seat. */
export function readOpen(json: Json, where: string): OpenSeat {
  const it = readObject(json, where, ["pool", "seat", "subject"]);
  return {
    pool: readText(it.pool, `${where}.pool`, isPoolName),
    seat: readInteger(it.seat, `${where}.seat`, 1),
    subject: readText(it.subject, `${where}.subject`, isId),
  };
}

/** Reads a would-strand pair. */
export function readStrand(json: Json, where: string): Strand {
  const it = readObject(json, where, ["inspector", "subject", "ticket", "witness"]);
  return {
    inspector: readText(it.inspector, `${where}.inspector`, isId),
    subject: readText(it.subject, `${where}.subject`, isId),
    ticket: readText(it.ticket, `${where}.ticket`, isDigest),
    witness: readWitness(it.witness, `${where}.witness`),
  };
}

/** Reads a team. */
export function readTeam(json: Json, where: string): Seated[] {
  return readList(json, where, (item, at) => {
    const it = readObject(item, at, ["inspector", "seat", "ticket"]);
    return {
      inspector: readText(it.inspector, `${at}.inspector`, isId),
      seat: readInteger(it.seat, `${at}.seat`),
      ticket: readText(it.ticket, `${at}.ticket`, isDigest),
    };
  });
}

function readRanked(json: Json, where: string): Ranked {
  const it = readObject(json, where, ["id", "rank", "ticket"]);
  return {
    id: readText(it.id, `${where}.id`, isId),
    rank: readInteger(it.rank, `${where}.rank`),
    ticket: readText(it.ticket, `${where}.ticket`, isDigest),
  };
}

function readStratum(json: Json, where: string): ResultStratum {
  const it = readObject(json, where, ["cutoff", "name", "population", "quota", "reserves"]);
  return {
    cutoff: readText(it.cutoff, `${where}.cutoff`, (text) => text === "" || isDigest(text)),
    name: readText(it.name, `${where}.name`, isStratumName),
    population: readInteger(it.population, `${where}.population`),
    quota: readInteger(it.quota, `${where}.quota`),
    reserves: readList(it.reserves, `${where}.reserves`, readRanked),
  };
}

function readTarget(json: Json, where: string): Target {
  const it = readObject(json, where, ["id", "rank", "stratum", "team", "ticket"]);
  return {
    id: readText(it.id, `${where}.id`, isId),
    rank: readInteger(it.rank, `${where}.rank`),
    stratum: readText(it.stratum, `${where}.stratum`, isStratumName),
    team: readTeam(it.team, `${where}.team`),
    ticket: readText(it.ticket, `${where}.ticket`, isDigest),
  };
}
