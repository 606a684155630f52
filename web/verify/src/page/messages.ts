/** What the page and its worker say to each other. */
import type { CheckCode, Report } from "../draw/report";
import type { IntakeFault, Named } from "./intake";
import type { Lot, Story } from "./story";

/** To the worker: check this, or look this subject up in what was checked. */
export type Request = { kind: "check"; named: Named[] } | { kind: "look"; id: string };

/** From the worker. A story comes with a report that passed; a receipt brings its one lot along. */
export type Answer =
  | { kind: "progress"; code: CheckCode; done: number; total: number }
  | { kind: "report"; report: Report; story: Story | null; lot: Lot | null; fileCount: number }
  | { kind: "stopped"; why: IntakeFault | "other" }
  | { kind: "lot"; lot: Lot };
