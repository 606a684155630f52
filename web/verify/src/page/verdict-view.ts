/** The verdict and the list of checks. */
import { type Check, type CheckCode, type Report, gapsOf } from "../draw/report";
import { el, sign } from "./elements";
import type { Story } from "./story";
import { number, word } from "./words";

/** The kinds of failures a reader can do something about. */
type Group = "incomplete" | "commitment" | "seed" | "tables" | "result" | "amendments" | "receipt" | "journal";

/** The group a failing check belongs to. */
export function groupOf(code: CheckCode): Group {
  if (code.startsWith("journal-")) return "journal";
  if (code === "files" || code === "receipt-form") return "incomplete";
  if (code === "commitment-form") return "commitment";
  if (code.startsWith("seed-") || code === "secret" || code === "sources" || code === "beacon-signature") return "seed";
  if (code.startsWith("table-") || code === "populations" || code === "pools") return "tables";
  if (code.startsWith("receipt-")) return "receipt";
  return code === "amendments" ? "amendments" : "result";
}

/** Green or red, and why. */
export function verdictView(report: Report, story: Story | null): HTMLElement {
  if (report.first !== "ok") return failed(report, report.first);
  return report.edition === "log-receipt" ? logReceiptPassed(report) : passed(report, story);
}

/** A receipt of the journal proves nothing before its signatures are known to be those of somebody trusted. */
function logReceiptPassed({ edition, checks }: Report): HTMLElement {
  const gap = checks.find((check) => check.gap !== null)?.gap;
  const view = gap ? shell("unsettled", word("journal-unsettled-title"), edition) : shell("ok", word("pass-title"), edition);
  view.append(el("p", {}, word(gap ? `journal-unsettled-${gap}` : "journal-receipt-holds")));
  return view;
}

function passed(report: Report, story: Story | null): HTMLElement {
  const view = shell("ok", word("pass-title"), report.edition);
  const isReceipt = report.edition === "receipt";
  view.append(el("p", {}, word(passedKey(report))), el("p", {}, word(isReceipt ? "pass-receipt-next" : "pass-compare")));
  if (story) {
    const digests: [string, Node][] = [[word("pass-lock"), el("code", {}, story.commitment)]];
    if (isReceipt) digests.push([word("pass-receipt-hash"), el("code", {}, story.result)]);
    view.append(facts(digests));
  }
  return view;
}

/** An auditor's bundle in which something of the draw could not be seen claims less than one that is whole. */
function passedKey({ edition, checks }: Report): string {
  const isPartial = checks.some((check) => check.gap !== null && groupOf(check.code) !== "journal");
  return edition === "auditor" && isPartial ? "pass-gaps" : `pass-${edition}`;
}

function failed(report: Report, code: CheckCode): HTMLElement {
  const view = shell("failed", word("fail-title"), report.edition);
  const group = groupOf(code);
  const detail = report.checks.find((check) => check.code === code)!.detail;
  view.append(
    el("p", { class: "first" }, word("fail-at", { check: word(`check-${code}`) })),
    el("p", {}, word(`check-${code}.fail`)),
    facts([
      [word("fail-means"), word(`group-${group}-means`)],
      [word("fail-do"), word(`group-${group}-do`)],
      [word("fail-detail"), el("code", {}, detail ? `${code} · ${detail.slice(0, 300)}` : code)],
    ]),
  );
  return view;
}

function shell(shape: "ok" | "failed" | "unsettled", title: string, edition: Report["edition"]): HTMLElement {
  const heading = el("h2", { tabindex: "-1", id: "verdict" }, title);
  return el("section", { class: `verdict ${shape}`, "aria-labelledby": "verdict" },
    el("div", { class: "headline" }, sign(shape), heading, el("span", { class: "edition" }, word(`edition-${edition}`))));
}

/** Terms with what they say. */
export function facts(rows: [string, Node | string][]): HTMLElement {
  return el("dl", {}, ...rows.flatMap(([term, said]) => [el("dt", {}, term), el("dd", {}, said)]));
}

const SHAPE = { ok: "ok", failed: "failed", notCheckableHere: "gap", notReached: "rest" } as const;

/** All checks, in order. */
export function checksView({ checks, first }: Report): HTMLElement {
  const count = (status: Check["status"]): string => number(checks.filter((check) => check.status === status).length);
  const counts = { ok: count("ok"), gap: count("notCheckableHere"), rest: count("notReached") };
  return el("section", { class: "checks", "aria-labelledby": "checks-title" },
    el("h2", { id: "checks-title" }, word("checks-title")),
    el("p", { class: "counts" }, word(first === "ok" ? "checks-count" : "checks-count-failed", counts)),
    ...[...gapsOf(checks)].map(([gap, n]) => el("p", { class: "why" }, word(`checks-why-${gap}`, { n: number(n) }))),
    el("ol", {}, ...checks.map(checkView)));
}

function checkView(check: Check): HTMLElement {
  const shape = SHAPE[check.status];
  const why = reasonOf(check);
  return el("li", { class: shape, "data-code": check.code },
    sign(shape),
    el("span", { class: "what" }, word(`check-${check.code}`), why ? el("small", {}, why) : null),
    el("span", { class: "status" }, word(`status-${shape}`)));
}

function reasonOf({ status, gap }: Check): string {
  if (!gap) return "";
  return word(gap === "public-edition" && status === "ok" ? "gap-public-part" : `gap-${gap}`);
}
