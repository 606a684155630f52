/** Checking a bundle: the twenty-four checks of the specification, section 8.4, in order, and behind them the journal's five. */
import { JournalCheck } from "../journal/bundle";
import type { Policy } from "../journal/policy";
import { compareText, hexH } from "./bytes";
import { type Json, canonicalText } from "./canonical";
import { type Amendment, Standing, chainFault, parseAmendments } from "./amendments";
import { type Commitment, judgeCommitment } from "./commitment";
import { pairTicket } from "./pairs";
import { quotasOf } from "./quotas";
import { isTeam } from "./receipt";
import {
  type Answer, BUNDLE_CHECKS, type CheckCode, CheckFailed, type DRAW_CHECKS, type Edition, JOURNAL_CHECKS, type JournalCode, type OnProgress, type Report,
  runChecks,
} from "./report";
import { type Result, drawTask, openSeats, parseResult, strataOf } from "./result";
import { type Keys, type Seed, beaconsVerdict, keysOf, parseSeed, seedOf, sourcesFault } from "./seed";
import { secretHash } from "./salts";
import { fitOf } from "./seats";
import {
  type Excluded, type Inspector, type Recusal, type Subject, type Table, readBench, readExcluded, readRecusals, readRosterSecret, readSubjects,
} from "./tables";
import { type TeamOutcome, type TeamTask, assignTeams, levelWitness, shortageWitness } from "./teams";
import { byTicket, ticketOf } from "./tickets";

const PUBLIC_FILES = ["commitment.json", "seed.json", "result.json"];
const AUDITOR_FILES = ["subjects.tsv", "excluded.tsv", "bench.tsv", "recusals.tsv", "roster-secret.txt"];
const AMENDMENTS = "amendments.json";
const JOURNAL = "journal.json";
/** Files a bundle of any edition may hold. */
const OPTIONAL_FILES = [AMENDMENTS, JOURNAL];

const PUBLIC_ONLY: Answer = { gap: "public-edition", whole: true };
const PUBLIC_PART: Answer = { gap: "public-edition", whole: false };

/** Checks a bundle's files, named as at its top level; the journal's signatures only with a policy. */
export function verifyBundle(files: Map<string, Uint8Array>, policy: Policy | null = null): Report {
  return new BundleCheck(files).report(policy);
}

/** A bundle under check. What a check has read, later checks use; after the report it can be asked about. */
export class BundleCheck {
  readonly edition: Edition;
  commitment!: Commitment;
  C = "";
  seed!: Seed;
  keys!: Keys;
  result!: Result;
  amendments: Amendment[] = [];
  journal: JournalCheck | null = null;
  subjects: Table<Subject> = { rows: [], erased: 0 };
  excluded: Table<Excluded> = { rows: [], erased: 0 };
  private rosterSecret = new Uint8Array();
  private bench: Table<Inspector> = { rows: [], erased: 0 };
  private recusals: Table<Recusal> = { rows: [], erased: 0 };
  private task!: TeamTask;
  private outcome!: TeamOutcome;

  constructor(private readonly files: Map<string, Uint8Array>, private readonly onProgress?: OnProgress) {
    this.edition = AUDITOR_FILES.some((name) => files.has(name)) ? "auditor" : "public";
  }

  /** Makes all checks; the journal's signatures are judged by the policy, if there is one. */
  report(policy: Policy | null): Report {
    return runChecks(this.edition, BUNDLE_CHECKS, (code) => {
      this.onProgress?.(code, 0, 1);
      return this.run(code, policy);
    });
  }

  /** The report anew for another policy: of a draw that passed, only the journal's checks are made again. */
  again(report: Report, policy: Policy | null): Report {
    const drawn = report.checks.slice(0, -JOURNAL_CHECKS.length);
    if (drawn.some((check) => check.status === "failed")) return report;
    this.journal = null;
    const { first, checks } = runChecks(this.edition, JOURNAL_CHECKS, (code) => this.run(code, policy));
    return { edition: this.edition, first, checks: [...drawn, ...checks] };
  }

  private run(code: CheckCode, policy: Policy | null): Answer {
    if (JOURNAL_CHECKS.includes(code as JournalCode)) return this.journalCheck(policy).run(code as JournalCode);
    return this.checks[code as (typeof DRAW_CHECKS)[number]]();
  }

  private journalCheck(policy: Policy | null): JournalCheck {
    const { C, commitment, seed, amendments } = this;
    const digests = { record: hexH(this.file("seed.json")), result: hexH(this.file("result.json")) };
    return (this.journal ??= new JournalCheck(this.files.get(JOURNAL), { C, commitment, seed, amendments, ...digests }, policy));
  }

  private readonly checks: Record<(typeof DRAW_CHECKS)[number], () => Answer> = {
    "files": () => this.checkFiles(),
    "commitment-form": () => this.checkCommitment(),
    "seed-form": () => void (this.seed = parseSeed(this.file("seed.json"))),
    "seed-commitment": () => need(this.seed.commitment === this.C),
    "secret": () => need(secretHash(this.seed.secret) === this.commitment.secret),
    "sources": () => fault(sourcesFault(this.commitment, this.seed)),
    "beacon-signature": () => this.checkBeacons(),
    "table-excluded": () => this.whenAuditor(() => this.readExcluded()),
    "table-bench": () => this.whenAuditor(() => this.readBench()),
    "table-recusals": () => this.whenAuditor(() => this.readRecusals()),
    "table-subjects": () => this.whenAuditor(() => this.readSubjects()),
    "populations": () => this.whenAuditor(() => this.checkPopulations()),
    "pools": () => this.whenBenchWhole(PUBLIC_ONLY, () => this.checkPools()),
    "result-form": () => void (this.result = parseResult(this.file("result.json"))),
    "result-commitment": () => need(this.result.commitment === this.C),
    "result-seed": () => this.checkResultSeed(),
    "quotas": () => this.checkQuotas(),
    "tickets": () => this.checkTickets(),
    "pairs": () => this.checkPairs(),
    "level": () => this.checkLevel(),
    "teams": () => this.whenBenchWhole(PUBLIC_ONLY, () => this.checkTeams()),
    "strands": () => this.whenBenchWhole(PUBLIC_ONLY, () => need(same(this.result.strands, this.outcome.strands))),
    "open": () => this.checkOpen(),
    "amendments": () => this.checkAmendments(),
  };

  private file(name: string): Uint8Array {
    return this.files.get(name)!;
  }

  private whenAuditor(check: () => Answer): Answer {
    return this.edition === "auditor" ? check() : PUBLIC_ONLY;
  }

  /** A check that needs every row of the bench and of the recusals, as erased ones can't be recomputed. */
  private whenBenchWhole(otherwise: Answer, check: () => Answer): Answer {
    if (this.edition !== "auditor") return otherwise;
    if (this.bench.erased + this.recusals.erased === 0) return check();
    return { gap: "erased", whole: otherwise === PUBLIC_ONLY };
  }

  private checkFiles(): void {
    const needed = this.edition === "auditor" ? [...PUBLIC_FILES, ...AUDITOR_FILES] : PUBLIC_FILES;
    for (const name of needed) if (!this.files.has(name)) throw new CheckFailed(name);
    for (const name of this.files.keys()) if (!needed.includes(name) && !OPTIONAL_FILES.includes(name)) throw new CheckFailed(name);
  }

  private checkCommitment(): void {
    const verdict = judgeCommitment(this.file("commitment.json"));
    if ("refusal" in verdict) throw new CheckFailed(verdict.refusal);
    ({ commitment: this.commitment, C: this.C } = verdict);
  }

  private checkBeacons(): Answer {
    const { fault: name, unknown } = beaconsVerdict(this.seed);
    if (name) throw new CheckFailed(name);
    return unknown.length > 0 ? { gap: "unknown-chain", whole: false } : undefined;
  }

  private readExcluded(): void {
    this.rosterSecret = readRosterSecret(this.file("roster-secret.txt")) as Uint8Array<ArrayBuffer>;
    this.excluded = readExcluded(this.file("excluded.tsv"), this.commitment.tables.excluded, this.rosterSecret);
  }

  private readBench(): void {
    this.bench = readBench(this.file("bench.tsv"), this.commitment.tables.bench);
  }

  private readRecusals(): void {
    this.recusals = readRecusals(this.file("recusals.tsv"), this.commitment.tables.recusals, this.bench);
  }

  private readSubjects(): void {
    const strata = new Set(this.commitment.strata.map((stratum) => stratum.name));
    this.subjects = readSubjects(this.file("subjects.tsv"), this.commitment.tables.subjects, this.rosterSecret, strata,
      (done, total) => this.onProgress?.("table-subjects", done, total));
  }

  private checkPopulations(): void {
    const counts = new Map<string, number>();
    for (const { stratum } of this.subjects.rows) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
    for (const { name, population } of this.commitment.strata) need((counts.get(name) ?? 0) === population, name);
    const excluded = new Set(this.excluded.rows.map((row) => row.id));
    for (const { id } of this.subjects.rows) need(!excluded.has(id), id);
  }

  private checkPools(): void {
    fault(poolsFault(this.commitment.seats, this.bench.rows));
  }

  private checkResultSeed(): void {
    const { seed } = this.result;
    const S = seedOf(this.C, this.seed.sources, this.seed.secret);
    this.keys = keysOf(S);
    need(seed.record === hexH(this.file("seed.json")), "record");
    need(seed.secret === this.seed.secret, "secret");
    need(same(seed.sources, this.seed.sources.map(({ name, value }) => ({ name, value }))), "sources");
    need(seed.value === this.keys.S, "value");
  }

  private checkQuotas(): void {
    const { rounding, strata } = this.commitment;
    const quotas = quotasOf(rounding, strata, this.keys.quota);
    const expected = strata.map(({ name, population }, at) => ({ name, population, quota: quotas[at] }));
    need(same(this.result.strata.map(({ name, population, quota }) => ({ name, population, quota })), expected));
  }

  private checkTickets(): Answer {
    const { strata, targets } = this.result;
    let at = 0;
    for (const stratum of strata) {
      const drawn = targets.slice(at, at + stratum.quota);
      at += stratum.quota;
      need(drawn.length === stratum.quota && drawn.every((target) => target.stratum === stratum.name), stratum.name);
      this.checkRanks(stratum, [...drawn, ...stratum.reserves]);
    }
    need(at === targets.length);
    const listed = [...targets, ...strata.flatMap((stratum) => stratum.reserves)].map((ranked) => ranked.id);
    need(new Set(listed).size === listed.length);
    return this.edition === "auditor" ? this.checkTicketsOfRoster() : PUBLIC_PART;
  }

  private checkRanks(stratum: Result["strata"][number], ranked: { id: string; rank: number; ticket: string }[]): void {
    const { cutoff, population, quota } = stratum;
    need(ranked.length === Math.min(population, quota + this.commitment.reserves), stratum.name);
    need(cutoff === (quota > 0 ? ranked[quota - 1].ticket : ""), stratum.name);
    for (const [at, { id, rank, ticket }] of ranked.entries()) {
      need(rank === at + 1 && ticket === ticketOf(this.keys.subject, id), id);
      need(at === 0 || byTicket(ranked[at - 1], ranked[at]) < 0, id);
    }
  }

  private checkTicketsOfRoster(): void {
    const total = this.subjects.rows.length;
    let done = 0;
    const drawn = strataOf(this.commitment, this.keys, this.subjects.rows, () => {
      if (++done % 4096 === 0) this.onProgress?.("tickets", done, total);
    });
    for (const [at, { name, targets, reserves }] of drawn.entries()) {
      const listed = this.result.targets.filter((target) => target.stratum === name);
      need(same(listed.map((target) => target.id), targets.map((target) => target.id)), name);
      need(same(this.result.strata[at].reserves, reserves), name);
    }
  }

  private checkPairs(): Answer {
    const { targets, strands } = this.result;
    const pairs = targets.flatMap(({ id, team }) => team.map(({ inspector, ticket }) => ({ subject: id, inspector, ticket })));
    for (const { subject, inspector, ticket } of [...pairs, ...strands]) {
      need(ticket === pairTicket(this.keys.pair, subject, inspector), `${subject} ${inspector}`);
    }
    for (const { id, team } of targets) need(isTeam(team, this.commitment.seats.length), id);
    return this.whenBenchWhole(PUBLIC_PART, () => {
      this.prepareTask();
      const place = new Map(targets.map(({ id }, at) => [id, at]));
      const code = new Map(this.task.names.codes.map((name, at) => [name, at]));
      for (const { subject, inspector } of [...pairs, ...strands]) {
        need(this.isEligible(place.get(subject), code.get(inspector)), `${subject} ${inspector}`);
      }
    });
  }

  private prepareTask(): void {
    const roster = { bench: this.bench.rows, recusals: this.recusals.rows };
    this.task = drawTask(this.commitment, this.keys, this.result.targets.map((target) => target.id), roster);
  }

  private isEligible(target: number | undefined, inspector: number | undefined): boolean {
    if (target === undefined || inspector === undefined) return false;
    return this.task.bench.fits[inspector] !== 0 && !this.task.bench.barred[target].has(inspector);
  }

  private checkLevel(): Answer {
    const { level, targets } = this.result;
    const load = new Map<string, number>();
    for (const { inspector } of targets.flatMap((target) => target.team)) load.set(inspector, (load.get(inspector) ?? 0) + 1);
    for (const [inspector, pairs] of load) need(pairs <= level.level + this.commitment.slack, inspector);
    return this.whenBenchWhole(PUBLIC_PART, () => {
      this.outcome = assignTeams(this.task, (done, total) => this.onProgress?.("level", done, total));
      need(level.level === this.outcome.level, String(level.level));
      need(same(level.witness, levelWitness(this.task, level.level)));
    });
  }

  private checkTeams(): void {
    for (const [at, { id, team }] of this.result.targets.entries()) need(same(team, this.outcome.teams[at]), id);
  }

  private checkOpen(): Answer {
    const { targets, open, shortage } = this.result;
    need(same(open, openSeats(this.commitment.seats, targets.map(({ id, team }) => ({ subject: id, team })))));
    return this.whenBenchWhole(PUBLIC_PART, () => need(same(shortage, shortageWitness(this.task, this.outcome.full))));
  }

  private checkAmendments(): Answer {
    if (!this.files.has(AMENDMENTS)) return undefined;
    const chain = parseAmendments(this.file(AMENDMENTS));
    this.amendments = chain.amendments;
    const broken = chainFault(hexH(this.file("result.json")), chain);
    if (broken !== null) throw new CheckFailed(String(broken));
    return this.whenBenchWhole(PUBLIC_PART, () => {
      const roster = { bench: this.bench.rows, recusals: this.recusals.rows };
      const standing = new Standing(this.commitment, this.keys, this.result, roster);
      for (const amendment of chain.amendments) {
        const outcome = standing.amend(amendment);
        need(outcome !== null && same(amendment.outcome, outcome), String(amendment.number));
      }
    });
  }
}

function need(holds: boolean, detail = ""): void {
  if (!holds) throw new CheckFailed(detail);
}

function fault(detail: string | null): void {
  if (detail !== null) throw new CheckFailed(detail);
}

function same(a: unknown, b: unknown): boolean {
  return canonicalText(a as Json) === canonicalText(b as Json);
}

/** `pools-cross` or `pool-empty` if the bench can't be used with these seats (specification, section 2.2), else null. */
export function poolsFault(seats: string[], bench: Inspector[]): string | null {
  const pools = [...new Set(seats)].sort(compareText);
  for (const [at, one] of pools.entries()) {
    for (const other of pools.slice(at + 1)) {
      const shared = bench.filter(({ pools: names }) => names.includes(one) && names.includes(other)).length;
      const sizes = [one, other].map((pool) => bench.filter(({ pools: names }) => names.includes(pool)).length);
      if (shared > 0 && shared < Math.min(...sizes)) return "pools-cross";
    }
  }
  const able = bench.filter((inspector) => inspector.capacity > 0).map((inspector) => fitOf(seats, inspector.pools));
  return seats.some((_, seat) => !able.some((fit) => (fit >> seat) & 1)) ? "pool-empty" : null;
}
