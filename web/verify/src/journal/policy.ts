/** Whom to trust (C2SP tlog-policy): logs, witnesses, groups of them, and the quorum. */
import { hex, textOf } from "../draw/bytes";
import { type VerifierKey, parseVerifierKey } from "./keys";
import { Refused } from "./refusal";

/** Why a policy is refused. */
export type PolicyFault =
  | "characters" | "form" | "key" | "same-key" | "same-name" | "unknown-name" | "same-member" | "threshold" | "quorum";

/** A policy is refused; `line` counts from 1. */
export class BadPolicy extends Refused<PolicyFault> {
  constructor(readonly line: number, code: PolicyFault) {
    super(code, `line ${line}`);
  }
}

/** A witness, or a group of which `threshold` members must have cosigned. */
export type Member =
  | { kind: "witness"; name: string; key: VerifierKey }
  | { kind: "group"; name: string; threshold: number; members: Member[] };

/** A policy. `quorum` is null for `quorum none`. Names are as people read them. */
export interface Policy {
  logs: VerifierKey[];
  witnesses: Extract<Member, { kind: "witness" }>[];
  quorum: Member | null;
}

const NONE = "none";

/** Reads a policy; throws `BadPolicy`. */
export function parsePolicy(input: Uint8Array): Policy {
  // One character a byte: names are opaque octets.
  let octets = "";
  for (const byte of input) octets += String.fromCharCode(byte);
  const reader = new PolicyReader();
  const lines = octets.split("\n");
  const rest = lines.pop();
  for (const line of lines) reader.read(line);
  return reader.finish(rest!);
}

class PolicyReader {
  private readonly logs: VerifierKey[] = [];
  private readonly members = new Map<string, Member>();
  private readonly listed = new Set<string>();
  private quorum: Member | null | undefined;
  private line = 0;

  read(text: string): void {
    this.line++;
    this.need(!/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text), "characters");
    const items = text.split(/[ \t]+/).filter((item) => item !== "");
    if (items.length === 0 || items[0].startsWith("#")) return;
    const [keyword, ...rest] = items;
    switch (keyword) {
      case "log": return this.readLog(rest);
      case "witness": return this.readWitness(rest);
      case "group": return this.readGroup(rest);
      case "quorum": return this.readQuorum(rest);
      default: this.refuse("form");
    }
  }

  /** Behind the last newline nothing may stand; a quorum must have stood before. */
  finish(rest: string): Policy {
    this.line++;
    this.need(rest === "", "characters");
    if (this.quorum === undefined) this.refuse("quorum");
    return { logs: this.logs, witnesses: this.witnesses(), quorum: this.quorum };
  }

  private witnesses(): Policy["witnesses"] {
    return [...this.members.values()].filter((member) => member.kind === "witness");
  }

  private readLog(items: string[]): void {
    this.need(items.length === 1 || items.length === 2, "form");
    const key = this.key(items[0], this.logs);
    this.need(key.type !== "witness", "key");
    this.logs.push(key);
  }

  private readWitness(items: string[]): void {
    this.need(items.length === 2 || items.length === 3, "form");
    const key = this.key(items[1], this.witnesses().map((witness) => witness.key));
    this.need(key.type === "witness", "key");
    this.define(items[0], { kind: "witness", name: shown(items[0]), key });
  }

  private readGroup(items: string[]): void {
    this.need(items.length >= 3, "form");
    const [name, count, ...names] = items;
    this.need(/^(?:any|all|0|[1-9]\d*)$/.test(count), "form");
    const threshold = count === "any" ? 1 : count === "all" ? names.length : Number(count);
    this.need(threshold >= 1 && threshold <= names.length, "threshold");
    this.define(name, { kind: "group", name: shown(name), threshold, members: names.map((member) => this.member(member)) });
  }

  private readQuorum(items: string[]): void {
    this.need(items.length === 1, "form");
    this.need(this.quorum === undefined, "quorum");
    this.quorum = items[0] === NONE ? null : this.named(items[0]);
  }

  private key(octets: string, others: VerifierKey[]): VerifierKey {
    const key = this.parsed(shown(octets));
    this.need(!others.some((other) => hex(other.key) === hex(key.key)), "same-key");
    return key;
  }

  private parsed(text: string): VerifierKey {
    try {
      return parseVerifierKey(text);
    } catch (error) {
      if (error instanceof Refused) this.refuse("key");
      throw error;
    }
  }

  private define(name: string, member: Member): void {
    this.need(name !== NONE && !this.members.has(name), "same-name");
    this.members.set(name, member);
  }

  private named(name: string): Member {
    return this.members.get(name) ?? this.refuse("unknown-name");
  }

  /** A name is a member once only, so that nobody counts twice. */
  private member(name: string): Member {
    const member = this.named(name);
    this.need(!this.listed.has(name), "same-member");
    this.listed.add(name);
    return member;
  }

  private need(holds: boolean, fault: PolicyFault): void {
    if (!holds) this.refuse(fault);
  }

  private refuse(fault: PolicyFault): never {
    throw new BadPolicy(this.line, fault);
  }
}

/** The text of octets, for people and for keys. */
function shown(octets: string): string {
  const bytes = Uint8Array.from(octets, (char) => char.charCodeAt(0));
  return textOf(bytes) ?? octets;
}
