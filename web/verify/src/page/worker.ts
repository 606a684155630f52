/** Checks bundles and receipts away from the page, so that the page stays alive. */
import { BundleCheck } from "../draw/bundle";
import { ReceiptCheck } from "../draw/receipt-check";
import type { Report } from "../draw/report";
import { BadPolicy, type Policy, parsePolicy } from "../journal/policy";
import { LogReceiptCheck } from "../journal/receipt-check";
import { NotTaken, bundleFiles } from "./intake";
import { factsOfPolicy, storyOfJournal, storyOfLogReceipt } from "./journal-story";
import type { Answer, Request, Shown } from "./messages";
import { type Story, lotInBundle, lotInReceipt, storyOfBundle, storyOfReceipt } from "./story";

const say = (answer: Answer): void => self.postMessage(answer);

/** What was checked last and passed, to be looked into. */
let checked: { check: BundleCheck; files: Map<string, Uint8Array>; story: Story } | null = null;
/** Judges what was checked last by the policy there is now. */
let judgeAgain: (() => Shown) | null = null;
let policy: Policy | null = null;

self.onmessage = ({ data }: MessageEvent<Request>): void => {
  switch (data.kind) {
    case "look": return look(data.id);
    case "policy": return trust(data.bytes);
    case "check": return check(() => bundleFiles(data.named));
  }
};

function look(id: string): void {
  if (checked) say({ kind: "lot", lot: lotInBundle(checked.check, checked.files, checked.story, id) });
}

function trust(bytes: Uint8Array | null): void {
  policy = null;
  let fault: Extract<Answer, { kind: "policy" }>["fault"] = null;
  try {
    policy = bytes && parsePolicy(bytes);
  } catch (error) {
    if (!(error instanceof BadPolicy)) throw error;
    fault = { line: error.line, fault: error.code };
  }
  say({ kind: "policy", policy: policy && factsOfPolicy(policy), fault });
  if (judgeAgain) say({ kind: "report", again: true, ...judgeAgain() });
}

function check(material: () => Map<string, Uint8Array>): void {
  checked = null;
  judgeAgain = null;
  try {
    say({ kind: "report", again: false, ...checkFiles(material()) });
  } catch (error) {
    say({ kind: "stopped", why: error instanceof NotTaken ? error.why : "other" });
  }
}

function checkFiles(files: Map<string, Uint8Array>): Shown {
  const [name, bytes] = [...files][0];
  if (files.size === 1 && isLogReceipt(name, bytes)) return (judgeAgain = () => checkLogReceipt(bytes))();
  return files.size === 1 && isReceipt(name, bytes) ? checkReceipt(bytes) : checkBundle(files);
}

/** A file of that name, or one whose text says so, whatever it was renamed to. */
function isReceipt(name: string, bytes: Uint8Array): boolean {
  if (!name.endsWith(".json")) return false;
  return /receipt/i.test(name) || new TextDecoder().decode(bytes).includes('"edition":"receipt"');
}

function isLogReceipt(name: string, bytes: Uint8Array): boolean {
  return name.endsWith(".tlog-proof") || new TextDecoder().decode(bytes.slice(0, 20)) === "c2sp.org/tlog-proof@";
}

function checkReceipt(bytes: Uint8Array): Shown {
  const check = new ReceiptCheck(bytes);
  const report = check.report();
  const story = report.first === "ok" ? storyOfReceipt(check) : null;
  return { report, story, journal: null, logReceipt: null, lot: story && lotInReceipt(check, story), fileCount: 1 };
}

function checkLogReceipt(bytes: Uint8Array): Shown {
  const check = new LogReceiptCheck(bytes, policy);
  const report = check.report();
  const logReceipt = report.first === "ok" ? storyOfLogReceipt(check) : null;
  return { report, story: null, journal: null, logReceipt, lot: null, fileCount: 1 };
}

function checkBundle(files: Map<string, Uint8Array>): Shown {
  const check = new BundleCheck(files, (code, done, total) => say({ kind: "progress", code, done, total }));
  const report = check.report(policy);
  judgeAgain = () => shownOf(check, files, check.again(report, policy));
  return shownOf(check, files, report);
}

function shownOf(check: BundleCheck, files: Map<string, Uint8Array>, report: Report): Shown {
  const story = report.first === "ok" ? storyOfBundle(check, files) : null;
  const journal = story && check.journal && storyOfJournal(check.journal, policy);
  checked = story && { check, files, story };
  return { report, story, journal, logReceipt: null, lot: null, fileCount: files.size };
}
