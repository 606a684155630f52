/** The page: takes material in, has it checked, shows the verdict. State lives here; views only show it. */
import type { Report } from "../draw/report";
import { button, el } from "./elements";
import { type IntakeFault, type Named, NotTaken, droppedFiles, pickedFiles } from "./intake";
import type { Answer, Request } from "./messages";
import type { Lot, Story } from "./story";
import { lookView, lotView, storyView } from "./story-view";
import "./style.css";
import { checksView, verdictView } from "./verdict-view";
import CheckWorker from "./worker?worker&inline";
import { language, number, switchLanguage, word } from "./words";

/** Where the page stands. */
type State =
  | { at: "start" }
  | { at: "working"; code: string; done: number; total: number }
  | { at: "stopped"; why: IntakeFault | "other" }
  | { at: "judged"; report: Report; story: Story | null; lot: Lot | null; fileCount: number };

const page = document.getElementById("page")!;
let state: State = { at: "start" };
let worker = startWorker();
let materialName = "";

function startWorker(): Worker {
  const started = new CheckWorker();
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
  }
}

function judged({ report, story, lot, fileCount }: Extract<Answer, { kind: "report" }>): void {
  show({ at: "judged", report, story, lot, fileCount });
  document.getElementById("verdict")?.focus();
}

function show(next: State): void {
  state = next;
  render();
}

async function take(name: string, files: Promise<Named[]>): Promise<void> {
  materialName = name;
  show({ at: "working", code: "files", done: 0, total: 1 });
  try {
    ask({ kind: "check", named: await files });
  } catch (error) {
    show({ at: "stopped", why: error instanceof NotTaken ? error.why : "other" });
  }
}

function startAgain(): void {
  // A check under way is given up together with its worker.
  worker.terminate();
  worker = startWorker();
  show({ at: "start" });
}

function render(): void {
  document.documentElement.lang = language();
  document.title = `${word("page-title")} · ${word("brand")}`;
  page.replaceChildren(
    el("a", { class: "skip", href: "#main" }, word("skip")),
    headerView(),
    el("main", { id: "main", tabindex: "-1" }, ...bodyView()),
    el("footer", {}, el("p", {}, word("foot"))));
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
      el("nav", { "aria-label": word("language-name") }, change)));
}

function bodyView(): Node[] {
  switch (state.at) {
    case "start": return [introView(), dropView()];
    case "working": return [workingView(state.code, state.done, state.total)];
    case "stopped": return [stoppedView(state.why), dropView()];
    case "judged": return judgedView(state);
  }
}

function introView(): HTMLElement {
  return el("section", { class: "intro" }, el("h1", {}, word("intro-title")), el("p", {}, word("intro")));
}

function dropView(): HTMLElement {
  const files = el("input", { type: "file", id: "files", multiple: "", accept: ".zip,.json,.tsv,.txt", hidden: "", "aria-label": word("pick-zip") });
  const folder = el("input", { type: "file", id: "folder", webkitdirectory: "", hidden: "", "aria-label": word("pick-folder") });
  for (const input of [files, folder]) {
    input.addEventListener("change", () => {
      if (input.files && input.files.length > 0) void take(nameOf(input.files), pickedFiles(input.files));
    });
  }
  return el("section", { class: "drop", "aria-labelledby": "drop-title" },
    el("h2", { id: "drop-title" }, word("drop-title")),
    el("p", {}, word("drop-help")),
    el("div", { class: "buttons" }, button(word("pick-zip"), "main", () => files.click()), button(word("pick-folder"), "plain", () => folder.click())),
    files, folder);
}

function nameOf(files: FileList): string {
  return files[0].webkitRelativePath.split("/")[0] || files[0].name;
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

function judgedView({ report, story, lot, fileCount }: Extract<State, { at: "judged" }>): Node[] {
  const look = story && report.edition !== "receipt" ? lookView(lot, (id) => ask({ kind: "look", id })) : null;
  const own = story && lot && report.edition === "receipt" ? el("section", { class: "look" }, lotView(lot)) : null;
  return [
    el("h1", { class: "aside" }, word("page-title")),
    verdictView(report, story),
    el("p", { class: "material" }, word("files-seen", { name: materialName, count: number(fileCount) })),
    ...[look ?? own, story && storyView(story)].filter((view) => view !== null),
    checksView(report),
    el("div", { class: "buttons last" }, button(word("again"), "main", startAgain), button(word("print"), "plain", () => window.print())),
  ];
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

render();
