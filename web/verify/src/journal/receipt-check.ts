/** Checking a single receipt of the journal that brings its entry along (journal specification, section 6). */
import { hexH, textOf } from "../draw/bytes";
import { type Answer, CheckFailed, LOG_RECEIPT_CHECKS, type Report, runChecks } from "../draw/report";
import { type Entry, parseEntry } from "./entry";
import type { Policy } from "./policy";
import { type LogReceipt, holdsEntry, parseLogReceipt } from "./proof";
import { type Standing, judge } from "./satisfies";

type Code = (typeof LOG_RECEIPT_CHECKS)[number];

/** A receipt under check; after the report it can be asked about. */
export class LogReceiptCheck {
  receipt!: LogReceipt;
  entry: Entry | null = null;
  standing: Standing | null = null;

  constructor(private readonly input: Uint8Array, private readonly policy: Policy | null) {}

  report(): Report {
    return runChecks("log-receipt", LOG_RECEIPT_CHECKS, (code) => this.checks[code as Code]());
  }

  /** The digest of the entry's bytes, for the eye. */
  get digest(): string {
    return hexH(this.receipt.extra ?? "");
  }

  private readonly checks: Record<Code, () => Answer> = {
    "journal-form": () => {
      this.receipt = parseLogReceipt(this.input);
      if (this.receipt.extra === null) return { gap: "no-entry", whole: false };
      this.entry = parseEntry(this.receipt.extra);
      return undefined;
    },
    "journal-inclusion": () => {
      const { extra } = this.receipt;
      if (extra === null) return { gap: "no-entry", whole: true };
      if (!holdsEntry(this.receipt, textOf(extra)!)) throw new CheckFailed(`index ${this.receipt.index}`);
      return undefined;
    },
    "journal-signatures": () => {
      if (!this.policy) return { gap: "no-policy", whole: true };
      this.standing = judge(this.policy, this.receipt.checkpoint);
      const { fault, about } = this.standing;
      if (fault !== "") throw new CheckFailed(`${fault} ${about}`);
      return undefined;
    },
  };
}
