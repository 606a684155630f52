/** What the page and its worker say to each other. */
import type { CheckCode, Report } from "../draw/report";
import type { PolicyFault } from "../journal/policy";
import type { IntakeFault, Named } from "./intake";
import type { JournalStory, LogReceiptStory, PolicyFacts } from "./journal-story";
import type { Lot, Story } from "./story";

/** To the worker: check this; look this subject up in what was checked; from now on trust this policy, or none. */
export type Request =
  | { kind: "check"; named: Named[] }
  | { kind: "look"; id: string }
  | { kind: "policy"; bytes: Uint8Array | null };

/** What there is to show. The stories come with a report that passed; a receipt brings its one lot along. */
export interface Shown {
  report: Report;
  story: Story | null;
  journal: JournalStory | null;
  logReceipt: LogReceiptStory | null;
  lot: Lot | null;
  fileCount: number;
}

/** From the worker. `again` says that the same material was judged by another policy. */
export type Answer =
  | { kind: "progress"; code: CheckCode; done: number; total: number }
  | ({ kind: "report"; again: boolean } & Shown)
  | { kind: "stopped"; why: IntakeFault | "other" }
  | { kind: "lot"; lot: Lot }
  | { kind: "policy"; policy: PolicyFacts | null; fault: { line: number; fault: PolicyFault } | null };
