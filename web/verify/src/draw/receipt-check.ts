/** Checking a receipt (specification, section 8.4, the part about receipts). */
import { canonicalText } from "./canonical";
import { type Commitment, judgeCommitment } from "./commitment";
import { type Receipt, parseReceipt, rowHolds, standingHolds, ticketHolds } from "./receipt";
import { type Answer, CheckFailed, RECEIPT_CHECKS, type Report, runChecks } from "./report";
import { secretHash } from "./salts";
import { type Keys, type Seed, beaconsVerdict, keysOf, readSeed, seedOf, sourcesFault } from "./seed";

/** Checks the bytes or the text of a `receipt.json`. */
export function verifyReceipt(input: Uint8Array | string): Report {
  return new ReceiptCheck(input).report();
}

/** A receipt under check; after the report it can be asked about. */
export class ReceiptCheck {
  receipt!: Receipt;
  commitment!: Commitment;
  C = "";
  seed!: Seed;
  keys!: Keys;

  constructor(private readonly input: Uint8Array | string) {}

  report(): Report {
    return runChecks("receipt", RECEIPT_CHECKS, (code) => this.checks[code as (typeof RECEIPT_CHECKS)[number]]());
  }

  private readonly checks: Record<(typeof RECEIPT_CHECKS)[number], () => Answer> = {
    "receipt-form": () => void (this.receipt = parseReceipt(this.input)),
    "commitment-form": () => this.checkCommitment(),
    "seed-form": () => void (this.seed = readSeed(this.receipt.seed)),
    "seed-commitment": () => need(this.seed.commitment === this.C),
    "secret": () => need(secretHash(this.seed.secret) === this.commitment.secret),
    "sources": () => {
      const name = sourcesFault(this.commitment, this.seed);
      if (name !== null) throw new CheckFailed(name);
    },
    "beacon-signature": () => this.checkBeacons(),
    "receipt-row": () => need(rowHolds(this.receipt, this.commitment)),
    "receipt-ticket": () => {
      this.keys = keysOf(seedOf(this.C, this.seed.sources, this.seed.secret));
      need(ticketHolds(this.receipt, this.keys));
    },
    "receipt-standing": () => need(standingHolds(this.receipt, this.commitment, this.keys)),
  };

  private checkCommitment(): void {
    const verdict = judgeCommitment(canonicalText(this.receipt.commitment));
    if ("refusal" in verdict) throw new CheckFailed(verdict.refusal);
    ({ commitment: this.commitment, C: this.C } = verdict);
  }

  private checkBeacons(): Answer {
    const { fault, unknown } = beaconsVerdict(this.seed);
    if (fault) throw new CheckFailed(fault);
    return unknown.length > 0 ? { gap: "unknown-chain", whole: false } : undefined;
  }
}

function need(holds: boolean): void {
  if (!holds) throw new CheckFailed("");
}
