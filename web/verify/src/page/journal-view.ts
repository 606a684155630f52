/** The journal of a draw as a timeline, and a single receipt of it. */
import type { Cosigned } from "../journal/satisfies";
import { el } from "./elements";
import type { JournalStory, LogReceiptStory, Signers, Step } from "./journal-story";
import { facts } from "./verdict-view";
import { hasWord, moment, number, time, word } from "./words";

/** The journal's part of a verdict; `policy` is the box in which one can be given. */
export function journalView(journal: JournalStory | null, policy: HTMLElement): HTMLElement {
  return el("section", { class: "journal", "aria-labelledby": "journal-title" },
    el("h2", { id: "journal-title" }, word("journal-title")),
    ...(journal ? storyParts(journal) : [el("p", {}, word("journal-missing"))]),
    policy);
}

function storyParts(journal: JournalStory): HTMLElement[] {
  const { origin, organisation, steps } = journal;
  return [
    el("p", {}, word("journal-what", { origin, organisation })),
    el("p", { class: journal.hasPolicy ? "settled" : "open" }, standingText(journal)),
    el("div", { class: "timeline" },
      el("h3", {}, word("journal-timeline-title")),
      el("ol", {}, ...steps.map(stepView), announcedView(steps))),
  ];
}

function standingText({ hasPolicy, since }: JournalStory): string {
  if (!hasPolicy) return word("journal-unsigned");
  return since === null ? word("journal-signed") : word("journal-witnessed", { time: moment(since) });
}

function stepView(step: Step): HTMLElement {
  return el("li", { "data-kind": step.kind },
    el("strong", {}, kindText(step.kind)),
    el("span", {}, time(step.time)),
    el("span", {}, word("journal-index", { index: number(step.index) })),
    step.isKnown ? null : el("span", {}, word("journal-receipt-unknown")),
    ...signersView(step));
}

/** Until the announcement has its entry, its place in the timeline says so. */
function announcedView(steps: Step[]): HTMLElement | null {
  if (steps.some((step) => step.kind === "draw.announced")) return null;
  return el("li", { class: "ahead" }, el("strong", {}, kindText("draw.announced")), el("span", {}, word("journal-not-announced")));
}

function kindText(kind: string): string {
  const key = `journal-kind-${kind.replace(".", "-")}`;
  return hasWord(key) ? word(key) : kind;
}

function signersView({ cosigned, claimed }: Signers): HTMLElement[] {
  if (cosigned.length > 0) return [el("ul", { class: "signers" }, ...cosigned.map(cosignedView))];
  if (claimed.length === 0) return [el("span", {}, word("journal-no-witness"))];
  return [
    el("span", {}, word("journal-claimed")),
    el("ul", { class: "signers" }, ...claimed.map((name) => el("li", {}, ...nameParts(name)))),
  ];
}

/** A key's name, to be broken behind its full stops, hyphens and slashes rather than within a word. */
function nameParts(name: string): Node[] {
  return name.split(/(?<=[./-])/).flatMap((part) => [new Text(part), el("wbr")]);
}

function cosignedView({ name, keyName, time: seconds }: Cosigned): HTMLElement {
  return el("li", {},
    el("span", { class: "who" }, word("journal-cosigned", { name })),
    name === keyName ? null : el("span", {}, ...nameParts(keyName)),
    el("span", {}, moment(seconds)));
}

/** What a single receipt says. */
export function logReceiptView(receipt: LogReceiptStory): HTMLElement {
  const { entry, origin, index, size } = receipt;
  return el("section", { class: "journal", "aria-labelledby": "journal-title" },
    el("h2", { id: "journal-title" }, word("journal-receipt-title")),
    facts([
      [word("journal-receipt-log"), origin],
      [word("journal-receipt-place"), word("journal-receipt-place-value", { index: number(index), size: number(size) })],
      ...(entry ? entryRows(entry) : []),
      [word("journal-receipt-signers"), el("div", {}, ...signersView(receipt))],
    ]),
    ...(entry && !entry.isKnown ? [el("p", {}, word("journal-receipt-unknown"))] : []));
}

function entryRows({ kind, time: when, organisation, caseId, digest, facts: said }: NonNullable<LogReceiptStory["entry"]>): [string, Node | string][] {
  return [
    [word("journal-receipt-kind"), kindText(kind)],
    [word("journal-receipt-time"), time(when)],
    [word("journal-receipt-organisation"), organisation],
    [word("journal-receipt-case"), caseId],
    [word("journal-receipt-digest"), el("code", {}, digest)],
    ...said.map(([name, fact]): [string, Node] => [factText(name), el("code", {}, fact)]),
  ];
}

function factText(name: string): string {
  const key = `journal-fact-${name}`;
  return hasWord(key) ? word(key) : name;
}
