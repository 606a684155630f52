/** Checks bundles and receipts away from the page, so that the page stays alive. */
import { BundleCheck } from "../draw/bundle";
import { ReceiptCheck } from "../draw/receipt-check";
import { NotTaken, bundleFiles } from "./intake";
import type { Answer, Request } from "./messages";
import { type Story, lotInBundle, lotInReceipt, storyOfBundle, storyOfReceipt } from "./story";

const say = (answer: Answer): void => self.postMessage(answer);

/** What was checked last and passed, to be looked into. */
let checked: { check: BundleCheck; files: Map<string, Uint8Array>; story: Story } | null = null;

self.onmessage = ({ data }: MessageEvent<Request>): void => {
  if (data.kind === "look") {
    if (checked) say({ kind: "lot", lot: lotInBundle(checked.check, checked.files, checked.story, data.id) });
    return;
  }
  try {
    checkFiles(bundleFiles(data.named));
  } catch (error) {
    say({ kind: "stopped", why: error instanceof NotTaken ? error.why : "other" });
  }
};

function checkFiles(files: Map<string, Uint8Array>): void {
  const [name, bytes] = [...files][0];
  if (files.size === 1 && isReceipt(name, bytes)) checkReceipt(bytes);
  else checkBundle(files);
}

/** A file of that name, or one whose text says so, whatever it was renamed to. */
function isReceipt(name: string, bytes: Uint8Array): boolean {
  if (!name.endsWith(".json")) return false;
  return /receipt/i.test(name) || new TextDecoder().decode(bytes).includes('"edition":"receipt"');
}

function checkReceipt(bytes: Uint8Array): void {
  const check = new ReceiptCheck(bytes);
  const report = check.report();
  const story = report.first === "ok" ? storyOfReceipt(check) : null;
  say({ kind: "report", report, story, lot: story && lotInReceipt(check, story), fileCount: 1 });
}

function checkBundle(files: Map<string, Uint8Array>): void {
  const check = new BundleCheck(files, (code, done, total) => say({ kind: "progress", code, done, total }));
  const report = check.report();
  const story = report.first === "ok" ? storyOfBundle(check, files) : null;
  if (story) checked = { check, files, story };
  say({ kind: "report", report, story, lot: null, fileCount: files.size });
}
