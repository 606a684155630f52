/** The page: takes material in, has it checked, shows the verdict. State lives here; views only show it. */
import { button, el } from "./elements";
import { type IntakeFault, type Named, NotTaken, droppedFiles, fetchedFiles, pickedFiles } from "./intake";
import { journalView, logReceiptView } from "./journal-view";
import type { Answer, Request, Shown } from "./messages";
import { type PolicyState, looksLikePolicy, policyView } from "./policy-view";
import type { Lot } from "./story";
import { type Names, lookView, lotView, storyView } from "./story-view";
import "./style.css";
import { checksView, verdictView } from "./verdict-view";
import { language, number, switchLanguage, word } from "./words";

/** Where the page stands. */
type State =
  | { at: "start" }
  | { at: "fetching" }
  | { at: "working"; code: string; done: number; total: number }
  | { at: "stopped"; why: IntakeFault | "other" }
  | ({ at: "judged" } & Shown);

/** What a server gives along with the page: the address of one draw's material, what to call it, the ways out, and what it calls the office and the parties. */
export interface Given { bundle: string; name: string; back: string; alone: string; names: Names }

const page = document.getElementById("page")!;
let state: State = { at: "start" };
let makeWorker: () => Worker;
let worker: Worker;
let given: Given | null = null;
let materialName = "";
let policy: PolicyState = { at: "none" };
/** The policy's bytes, for a worker that starts anew. */
let policyFile: { name: string; bytes: Uint8Array } | null = null;

/** Opens the page, with nothing to check yet, or with what it was given. */
export function open(make: () => Worker, material: Given | null): void {
  makeWorker = make;
  worker = startWorker();
  given = material;
  if (given) void take(given.name, fetchedFiles(given.bundle), { at: "fetching" });
  else render();
}

function startWorker(): Worker {
  const started = makeWorker();
  started.onmessage = ({ data }: MessageEvent<Answer>) => hear(data);
  started.onerror = () => show({ at: "stopped", why: "other" });
  return started;
}

function ask(request: Request): void {
  worker.postMessage(request);
}

function hear(answer: Answer): void {
  switch (answer.kind) {
    case "progress": return showProgress(answer.code, answer.done, answer.total);
    case "report": return judged(answer);
    case "stopped": return show({ at: "stopped", why: answer.why });
    case "lot": return showLot(answer.lot);
    case "policy": return showPolicy(answer);
  }
}

function judged({ kind: _, again, ...shown }: Extract<Answer, { kind: "report" }>): void {
  const before = state.at === "judged" && again ? state : null;
  show({ at: "judged", ...shown, lot: before?.lot ?? shown.lot });
  // A verdict that a policy left as it was doesn't call for attention; what the policy says does.
  const isSame = before && JSON.stringify(before.report) === JSON.stringify(shown.report);
  document.getElementById(isSame ? "policy-state" : "verdict")?.focus();
}

function givePolicy(name: string, bytes: Uint8Array | null): void {
  policyFile = bytes && { name, bytes };
  ask({ kind: "policy", bytes });
}

function showPolicy({ policy: facts, fault }: Extract<Answer, { kind: "policy" }>): void {
  const name = policyFile?.name ?? "";
  policy = facts ? { at: "given", name, facts } : fault ? { at: "refused", name, fault } : { at: "none" };
  if (state.at === "working") return;
  render();
  document.getElementById("policy-state")?.focus();
}

function policyBox(rank: "h2" | "h3"): HTMLElement {
  return policyView(policy, rank, {
    give: (file) => void file.arrayBuffer().then((buffer) => givePolicy(file.name, new Uint8Array(buffer))),
    remove: () => givePolicy("", null),
  });
}

function show(next: State): void {
  state = next;
  render();
}

async function take(name: string, files: Promise<Named[]>, meanwhile?: State): Promise<void> {
  if (meanwhile) show(meanwhile);
  try {
    const named = await files;
    // A policy counts only when it is given by itself: one that came along with the material would be the organiser's own.
    if (!meanwhile && named.length === 1 && looksLikePolicy(named[0].bytes)) return givePolicy(name, named[0].bytes);
    materialName = name;
    show({ at: "working", code: "files", done: 0, total: 1 });
    ask({ kind: "check", named });
  } catch (error) {
    show({ at: "stopped", why: error instanceof NotTaken ? error.why : "other" });
  }
}

function startAgain(): void {
  // A check under way is given up together with its worker.
  worker.terminate();
  worker = startWorker();
  show({ at: "start" });
  if (policyFile) givePolicy(policyFile.name, policyFile.bytes);
}

function render(): void {
  document.documentElement.lang = language();
  document.title = `${word("page-title")} · ${word("brand")}`;
  page.replaceChildren(
    el("a", { class: "skip", href: "#main" }, word("skip")),
    headerView(),
    el("main", { id: "main", tabindex: "-1" }, ...bodyView()),
    el("footer", {}, ...footView()));
}

function footView(): HTMLElement[] {
  if (!given) return [el("p", {}, word("foot"))];
  return [el("p", {}, word("foot-served")), el("p", {}, el("a", { href: given.alone, download: "" }, word("foot-alone")))];
}

function headerView(): HTMLElement {
  const change = button(word("language-switch"), "plain", () => {
    switchLanguage();
    render();
    document.getElementById("language")!.focus();
  });
  change.id = "language";
  change.lang = language() === "en" ? "zh-CN" : "en";
  return el("header", {},
    el("div", { class: "inner" },
      el("p", { class: "brand" }, el("strong", {}, word("brand")), el("span", {}, word("brand-under"))),
      el("nav", { "aria-label": word("language-name") }, given ? el("a", { href: given.back }, word("back-to-draw")) : null, change)));
}

function bodyView(): Node[] {
  switch (state.at) {
    case "start": return [introView(), dropView(), policyBox("h2")];
    case "fetching": return [fetchingView()];
    case "working": return [workingView(state.code, state.done, state.total)];
    case "stopped": return [stoppedView(state.why), dropView()];
    case "judged": return judgedView(state);
  }
}

function introView(): HTMLElement {
  return el("section", { class: "intro" }, el("h1", {}, word("intro-title")), el("p", {}, word("intro")));
}

function dropView(): HTMLElement {
  const files = el("input", { type: "file", id: "files", multiple: "", accept: ".zip,.json,.tsv,.txt,.tlog-proof", hidden: "", "aria-label": word("pick-zip") });
  const folder = el("input", { type: "file", id: "folder", webkitdirectory: "", hidden: "", "aria-label": word("pick-folder") });
  for (const input of [files, folder]) {
    input.addEventListener("change", () => {
      if (input.files && input.files.length > 0) void take(nameOf(input.files), pickedFiles(input.files));
    });
  }
  return el("section", { class: "drop", "aria-labelledby": "drop-title" },
    el("h2", { id: "drop-title" }, word("drop-title")),
    el("p", {}, word("drop-help")),
    el("p", {}, word("journal-drop-help")),
    el("div", { class: "buttons" }, button(word("pick-zip"), "main", () => files.click()), button(word("pick-folder"), "plain", () => folder.click())),
    files, folder);
}

function nameOf(files: FileList): string {
  return files[0].webkitRelativePath.split("/")[0] || files[0].name;
}

function fetchingView(): HTMLElement {
  return el("section", { class: "working" },
    el("h1", {}, word("fetch-title")),
    el("p", { id: "working-on" }, word("fetch-what")),
    el("progress", { "aria-labelledby": "working-on" }));
}

function workingView(code: string, done: number, total: number): HTMLElement {
  return el("section", { class: "working" },
    el("h1", {}, word("working")),
    el("p", { id: "working-on" }, word("working-on", { check: word(`check-${code}`) })),
    el("progress", { id: "progress", max: String(total), value: String(done), "aria-labelledby": "working-on" }));
}

/** Moves the bar without drawing the page anew. */
function showProgress(code: string, done: number, total: number): void {
  const [line, bar] = [document.getElementById("working-on"), document.getElementById("progress")];
  state = { at: "working", code, done, total };
  if (!line || !(bar instanceof HTMLProgressElement)) return render();
  line.textContent = word("working-on", { check: word(`check-${code}`) });
  bar.max = total;
  bar.value = done;
}

function stoppedView(why: string): HTMLElement {
  return el("section", { class: "stopped", role: "alert" }, el("h1", {}, word("stopped")), el("p", {}, word(`stopped-${why}`)));
}

function judgedView(shown: Extract<State, { at: "judged" }>): Node[] {
  const { report, story, fileCount } = shown;
  return [
    el("h1", { class: "aside" }, word("page-title")),
    verdictView(report, story),
    el("p", { class: "material" }, word("files-seen", { name: materialName, count: number(fileCount) })),
    ...partsView(shown),
    checksView(report),
    el("div", { class: "buttons last" }, button(word("again"), "main", startAgain), button(word("print"), "plain", () => window.print())),
  ];
}

/** What the material tells, by what it is. */
function partsView({ report, story, journal, logReceipt, lot }: Extract<State, { at: "judged" }>): Node[] {
  switch (report.edition) {
    case "receipt": return story && lot ? [el("section", { class: "look" }, lotView(lot)), storyView(story, namesOf())] : [];
    case "log-receipt": return [...(logReceipt ? [logReceiptView(logReceipt)] : []), policyBox("h2")];
    default:
      if (story) return [lookView(lot, (id) => ask({ kind: "look", id })), storyView(story, namesOf()), journalView(journal, policyBox("h3"))];
      // A policy may be what the material failed by, so it can be taken away again.
      return policy.at === "none" ? [] : [policyBox("h2")];
  }
}

/** The names that were given, while it is the given draw that is shown. */
function namesOf(): Names {
  return given && materialName === given.name ? given.names : {};
}

function showLot(lot: Lot): void {
  if (state.at !== "judged") return;
  state.lot = lot;
  document.getElementById("lot")?.replaceChildren(lotView(lot));
}

document.addEventListener("dragover", (event) => {
  event.preventDefault();
  page.classList.add("dragging");
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) page.classList.remove("dragging");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  page.classList.remove("dragging");
  const name = event.dataTransfer?.files[0]?.name ?? "";
  if (event.dataTransfer && state.at !== "working") void take(name, droppedFiles(event.dataTransfer));
});
