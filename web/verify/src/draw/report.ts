/** What a checker says: one line a check, in order (specification, section 8.4; journal specification, section 9). */

/** The codes of the checks of the journal in a bundle, in order (journal specification, section 9). */
export const JOURNAL_CHECKS = ["journal-form", "journal-facts", "journal-inclusion", "journal-order", "journal-signatures"] as const;

/** The code of a check of the journal. */
export type JournalCode = (typeof JOURNAL_CHECKS)[number];

/** The codes of the checks of a single receipt of the journal, in order (journal specification, section 6). */
export const LOG_RECEIPT_CHECKS = ["journal-form", "journal-inclusion", "journal-signatures"] as const;

/** The codes of the checks of a bundle's draw, in order. */
export const DRAW_CHECKS = [
  "files", "commitment-form", "seed-form", "seed-commitment", "secret", "sources", "beacon-signature", "table-excluded",
  "table-bench", "table-recusals", "table-subjects", "populations", "pools", "result-form", "result-commitment",
  "result-seed", "quotas", "tickets", "pairs", "level", "teams", "strands", "open", "amendments",
] as const;

/** The codes of the checks of a bundle, in order. */
export const BUNDLE_CHECKS = [...DRAW_CHECKS, ...JOURNAL_CHECKS] as const;

/** The codes of the checks of a receipt, in order. */
export const RECEIPT_CHECKS = [
  "receipt-form", "commitment-form", "seed-form", "seed-commitment", "secret", "sources", "beacon-signature",
  "receipt-row", "receipt-ticket", "receipt-standing",
] as const;

/** The code of a check. */
export type CheckCode = (typeof BUNDLE_CHECKS)[number] | (typeof RECEIPT_CHECKS)[number];

/** How a check went. What stands behind the first failure is not reached. */
export type Status = "ok" | "failed" | "notCheckableHere" | "notReached";

/** Why a check, or a part of it, could not be made here. */
export const GAPS = ["public-edition", "erased", "unknown-chain", "no-journal", "no-policy", "no-entry"] as const;
/** One of these reasons. */
export type Gap = (typeof GAPS)[number];

/** One check's line. `detail` names the place or a refusal's code; `gap` what was not seen. */
export interface Check {
  code: CheckCode;
  status: Status;
  detail: string;
  gap: Gap | null;
}

/** The edition that was looked at. */
export type Edition = "auditor" | "public" | "receipt" | "log-receipt";

/** The verdict over a bundle or a receipt. */
export interface Report {
  edition: Edition;
  /** The first failing code, or "ok". */
  first: CheckCode | "ok";
  checks: Check[];
}

/** Progress: which check, and how much of it. */
export type OnProgress = (code: CheckCode, done: number, total: number) => void;

/** A check failed. */
export class CheckFailed extends Error {
  constructor(readonly detail: string) {
    super(detail);
  }
}

/** What a check answers that did not fail: nothing, or what it could not see; `whole` if it saw nothing at all. */
export type Answer = void | { gap: Gap; whole: boolean };

/** Runs checks in order until one fails. */
export function runChecks(edition: Edition, codes: readonly CheckCode[], run: (code: CheckCode) => Answer): Report {
  const checks: Check[] = [];
  let first: CheckCode | "ok" = "ok";
  for (const code of codes) {
    const check = first === "ok" ? runCheck(code, run) : notReached(code);
    if (check.status === "failed") first = code;
    checks.push(check);
  }
  return { edition, first, checks };
}

function notReached(code: CheckCode): Check {
  return { code, status: "notReached", detail: "", gap: null };
}

function runCheck(code: CheckCode, run: (code: CheckCode) => Answer): Check {
  try {
    const answer = run(code);
    if (!answer) return { code, status: "ok", detail: "", gap: null };
    return { code, status: answer.whole ? "notCheckableHere" : "ok", detail: "", gap: answer.gap };
  } catch (error) {
    // Whatever a foreign file brings about, the check it was read for is the one that failed.
    return { code, status: "failed", detail: error instanceof Error ? error.message : String(error), gap: null };
  }
}

/** What keeps checks from being made here, with how many each. */
export function gapsOf(checks: Check[]): Map<Gap, number> {
  const counts = new Map<Gap, number>();
  for (const { status, gap } of checks) if (gap && status === "notCheckableHere") counts.set(gap, (counts.get(gap) ?? 0) + 1);
  return counts;
}
