/** 摇号大屏: hears a draw's events and shows them; after the announcement computes the draw anew and lets it run. It decides nothing. */
import chinese from "../../../../locales/zh-CN/live.ftl?raw";
import english from "../../../../locales/en/live.ftl?raw";
import { el } from "../page/elements";
import { addWords, language, setLanguage, switchLanguage, word } from "../page/words";
import { beforeView, countdownView, sentenceOf, stepsView } from "./before-view";
import { type Facts, NOTHING, after, lostAt, phaseOf } from "./facts";
import "./live.css";
import type { Recomputed } from "./recompute";
import { Player } from "./run-view";
import { watch } from "./watch";
import LiveWorker from "./live-worker?worker";
import type { Said } from "./live-worker";

/** How often it is looked whether a party's time is over. */
const LOOK_MS = 5_000;
/** How often the countdown moves. */
const COUNT_MS = 1_000;

/** What becomes of the public bundle. */
type Work = { at: "none" } | { at: "working"; said: string } | { at: "stopped" } | { at: "done"; result: Recomputed; names: Map<string, string> };

const page = document.getElementById("page")!;
const draw = page.dataset.draw ?? "";
let facts: Facts = NOTHING;
let work: Work = { at: "none" };
let isConnected = true;
let player: Player | null = null;
/** What is read out when it changes; it stays while all around it is drawn anew. */
const heard = el("p", { class: "heard", role: "status" });
const body = el("div");
const main = el("main", {}, heard, body);

function render(): void {
  document.documentElement.lang = language();
  const task = facts.committed?.task ?? "";
  document.title = `${word("live-title")} · ${task}`;
  page.replaceChildren(headerView(), main);
  body.replaceChildren(el("div", { class: "now" }, el("h1", {}, task || word("live-title")), countdownView(facts, Date.now())), stepsView(facts, Date.now()), noticeView(), ...bodyView());
  hearAs(facts.announcedAt ? word("live-says-announced") : sentenceOf(facts, Date.now()));
}

function hearAs(text: string): void {
  if (heard.textContent !== text) heard.textContent = text;
}

function headerView(): HTMLElement {
  const change = el("button", { type: "button", class: "button plain", id: "language", lang: language() === "en" ? "zh-CN" : "en" }, word("language-switch"));
  change.addEventListener("click", () => {
    switchLanguage();
    if (work.at === "done" && "run" in work.result) player = new Player(work.result.run, work.names);
    render();
    document.getElementById("language")!.focus();
  });
  return el("header", {},
    el("p", { class: "brand" }, el("strong", {}, word("brand")), el("span", {}, facts.committed?.organisation ?? "")),
    el("nav", { "aria-label": word("live-ways") }, el("a", { href: draw }, word("back-to-draw")),
      facts.announcedAt ? el("a", { href: `${draw}/verify` }, word("live-verify")) : null, change));
}

function noticeView(): HTMLElement {
  const text = isConnected || facts.announcedAt || facts.annulledAt ? "" : word("live-lost");
  return el("p", { class: text ? "lost" : "quiet", id: "connection" }, text);
}

function bodyView(): Node[] {
  const phase = phaseOf(facts);
  if (phase !== "announced") return [standingView(), ...beforeView(facts, draw)];
  switch (work.at) {
    case "none":
    case "working": return [el("p", { class: "says", id: "working" }, work.at === "working" ? work.said : word("live-fetching")), el("progress", { "aria-labelledby": "working" })];
    case "stopped": return [el("p", { class: "says bad", role: "alert" }, word("live-stopped"))];
    case "done": return "failed" in work.result ? [failedView(work.result)] : [player!.view, el("p", { class: "foot" }, word("live-foot"))];
  }
}

function standingView(): HTMLElement {
  const phase = phaseOf(facts);
  const tone = phase === "committed" && lostAt(facts, Date.now()) ? "bad" : phase;
  return el("p", { class: `says ${tone}`, id: "standing" }, sentenceOf(facts, Date.now()));
}

/** A party's time passes without an event: only the sentence changes, and what was to come. */
function lookAgain(): void {
  if (phaseOf(facts) !== "committed") return;
  const [before, now] = [document.getElementById("standing"), standingView()];
  if (!before || before.textContent === now.textContent) return;
  before.replaceWith(now);
  document.getElementById("steps")?.replaceWith(stepsView(facts, Date.now()));
  hearAs(now.textContent ?? "");
}

function failedView({ failed, detail }: { failed: string; detail: string }): HTMLElement {
  return el("section", { class: "says bad", role: "alert" }, el("strong", {}, word("fail-title")), el("p", {}, word("fail-at", { check: word(`check-${failed}`) })),
    el("p", {}, word("live-failed")), el("code", {}, detail ? `${failed} · ${detail.slice(0, 200)}` : failed));
}

/** The public bundle, computed anew. */
async function compute(): Promise<void> {
  work = { at: "working", said: word("live-fetching") };
  render();
  try {
    const [bundle, named] = await Promise.all([fetch(`${draw}/bundle.zip`), fetch(`${draw}/names.json`)]);
    if (!bundle.ok || !named.ok) throw new Error(`${bundle.status} ${named.status}`);
    const names = new Map(Object.entries((await named.json()) as Record<string, string>));
    const bytes = new Uint8Array(await bundle.arrayBuffer());
    const worker = new LiveWorker();
    worker.onmessage = ({ data }: MessageEvent<Said>) => hear(data, names);
    worker.onerror = () => stopped();
    worker.postMessage(bytes);
  } catch {
    stopped();
  }
}

function stopped(): void {
  work = { at: "stopped" };
  render();
}

function hear(said: Said, names: Map<string, string>): void {
  switch (said.kind) {
    case "progress": {
      const line = document.getElementById("working");
      work = { at: "working", said: word("working-on", { check: word(`check-${said.code}`) }) };
      if (line) line.textContent = work.said;
      return;
    }
    case "stopped": return stopped();
    case "done": {
      work = { at: "done", result: said.result, names };
      if ("run" in said.result) player = new Player(said.result.run, names);
      render();
      // Whoever came before the announcement is in the hall: there it begins by itself.
      if (facts.announcedAt && performance.timeOrigin < Date.parse(facts.announcedAt)) player?.play();
    }
  }
}

addWords({ "zh-CN": chinese, en: english });
setLanguage(document.documentElement.lang === "en" ? "en" : "zh-CN");
render();
watch(`${draw}/events`, {
  told: (told) => {
    facts = after(facts, told);
    if (told.kind === "announced") void compute();
    else render();
  },
  connected: (is) => {
    if (is === isConnected) return;
    isConnected = is;
    document.getElementById("connection")!.replaceWith(noticeView());
    hearAs(is ? sentenceOf(facts, Date.now()) : word("live-lost"));
  },
});
window.setInterval(lookAgain, LOOK_MS);
window.setInterval(() => document.getElementById("countdown")?.replaceWith(countdownView(facts, Date.now())), COUNT_MS);
