/** What the draw was, in plain sentences, a timeline and a table; and one subject's lot. */
import { parseSource } from "../draw/sources";
import { powerShellLine, shellLine } from "./by-hand";
import { button, el } from "./elements";
import type { Flaw } from "./sought";
import type { Lot, Story, StratumFacts } from "./story";
import { facts } from "./verdict-view";
import { day, hasWord, joined, language, number, percent, rate, time, word } from "./words";

/** What whoever gave the page calls the office, by its origin, and the parties, by their codes. The material has none of it. */
export type Names = Readonly<Record<string, string>>;

/** The draw's story. */
export function storyView(story: Story, names: Names = {}): HTMLElement {
  return el("section", { class: "story", "aria-labelledby": "story-title" },
    el("h2", { id: "story-title" }, word("story-title")),
    el("ol", { class: "sentences" }, ...sentencesOf(story, names).map((sentence) => el("li", {}, sentence))),
    Object.keys(names).length > 0 ? el("p", { class: "material" }, word("story-names")) : null,
    timelineView(story),
    strataView(story));
}

function named(code: string, names: Names): string {
  const name: string | undefined = names[code];
  return name ? word("story-named", { name, code }) : code;
}

function sentencesOf(story: Story, names: Names): string[] {
  const { task, draw, why } = story;
  const who = word("story-who", { origin: named(story.origin, names), task, draw });
  const further = story.number > 1 ? word("story-further", { number: number(story.number), why }) : "";
  const rows = number(story.rows);
  const strata = number(story.strata.length);
  const people = { seats: number(story.seats), bench: number(story.bench), open: number(story.open ?? 0) };
  const sources = word("story-seed", { sources: story.sources.map((name) => sourceName(name, names)).join(language() === "en" ? ", " : "、") });
  const drawn = word("story-drawn", { drawn: number(story.drawn), rows, percent: percent(story.drawn, story.rows) });
  return [
    joined(who, further),
    word("story-what", { rows, strata, excluded: number(story.excluded) }),
    word("story-when", { time: time(story.committed), commitment: `${story.commitment.slice(0, 16)}…` }),
    joined(sources, word(`story-level-${story.assurance.toLowerCase()}`)),
    joined(drawn, word(teamsKey(story), people)),
    ...(story.amendments > 0 ? [word("story-amended", { count: number(story.amendments) })] : []),
  ];
}

function teamsKey({ open }: Story): string {
  if (open === null) return "story-teams";
  return open > 0 ? "story-teams-open" : "story-teams-filled";
}

/** What a source is called. */
export function sourceName(name: string, names: Names = {}): string {
  const source = parseSource(name)!;
  switch (source.kind) {
    case "kl8":
    case "ssq": return word(`source-${source.kind}`, { issue: `${source.year}${String(source.issue).padStart(3, "0")}` });
    case "drand": return word("source-drand", { round: String(source.round) });
    case "reveal": return word("source-reveal", { party: named(source.party, names) });
    case "dice": return word("source-dice", { count: number(source.count), faces: number(source.faces) });
  }
}

function timelineView({ committed, seeded, disclosure }: Story): HTMLElement {
  const announced = disclosure === "at-once" ? word("timeline-at-once") : word("timeline-until", { date: day(disclosure) });
  const steps: [string, string][] = [
    [word("timeline-commit"), time(committed)],
    [word("timeline-seed"), word("timeline-seed-at", { time: time(seeded) })],
    [word("timeline-draw"), word("timeline-draw-at")],
    [word("timeline-announce"), announced],
  ];
  return el("div", { class: "timeline" },
    el("h3", {}, word("timeline-title")),
    el("ol", {}, ...steps.map(([step, when]) => el("li", {}, el("strong", {}, step), el("span", {}, when)))));
}

function strataView({ strata, rounding }: Story): HTMLElement {
  const [first, ...rest] = ["name", "population", "rate", "minimum", "quota", "chance", "cutoff"].map((key) => word(`strata-${key}`));
  const heads = [first, ...rest].map((head) => el("th", { scope: "col" }, head));
  // On a telephone a row is a card: each value then says which it is.
  const cell = (said: Node | string, at: number): HTMLElement => el("td", { "data-label": rest[at] }, said);
  const rows = strata.map(({ name, population, p, q, minimum, quota, cutoff }) => el("tr", {},
    el("th", { scope: "row" }, name),
    ...[number(population), rate(p, q), number(minimum), number(quota), percent(quota, population), el("code", {}, cutoff ? `${cutoff.slice(0, 12)}…` : "—")].map(cell)));
  return el("div", { class: "strata" },
    el("h3", { id: "strata-title" }, word("strata-title")),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "strata-title" },
      el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows))),
    el("p", { class: "material" }, word(`strata-rounded-${rounding}`)));
}

/** The box in which to look a subject up. */
export function lookView(lot: Lot | null, look: (id: string) => void): HTMLElement {
  const input = el("input", { id: "code", name: "code", autocomplete: "off", spellcheck: "false", maxlength: "55", value: lot?.id ?? "" });
  const form = el("form", {}, el("label", { for: "code" }, word("look-label")), input, button(word("look-button"), "main", () => form.requestSubmit()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim() !== "") look(input.value.trim());
  });
  return el("section", { class: "look", "aria-labelledby": "look-title" },
    el("h2", { id: "look-title" }, word("look-title")),
    el("p", {}, word("look-help")),
    form,
    el("div", { role: "status", id: "lot" }, lot ? lotView(lot) : null));
}

/** One subject's lot. */
export function lotView(lot: Lot): HTMLElement {
  const view = el("div", { class: `lot ${lot.standing}` }, el("p", { class: "answer" }, sentenceOf(lot)));
  if (lot.later) view.append(el("p", {}, word(`look-${lot.later === "gone" ? "gone" : "stood-in"}`)));
  if (["none", "invalid", "excluded"].includes(lot.standing)) return view;
  view.append(facts([
    [word("look-ticket"), el("code", {}, lot.ticket)],
    ...(lot.stratum ? stratumRows(lot.stratum) : []),
    ...(lot.team.length > 0 ? [[word("look-team"), lot.team.join(" · ")] as [string, string]] : []),
  ]));
  const hashed = lot.subjectKey + lot.id;
  view.append(el("p", {}, word("look-rule")),
    el("p", {}, word("look-shell")), line(shellLine(hashed)), el("p", {}, word("look-shell-windows")), line(powerShellLine(hashed)), el("p", {}, word("look-key")));
  return view;
}

function line(text: string): HTMLElement {
  return el("pre", { tabindex: "0" }, el("code", {}, text));
}

function stratumRows({ cutoff, quota, population }: StratumFacts): [string, Node | string][] {
  const chance = word("look-chance-value", { quota: number(quota), population: number(population), percent: percent(quota, population) });
  return [[word("look-cutoff"), el("code", {}, cutoff || "—")], [word("look-chance"), chance]];
}

function sentenceOf({ standing, flaw, id, rank, stratum, reason }: Lot): string {
  if (flaw) return flawSentence(id, flaw);
  const known = hasWord(`reason-${reason}`) ? word(`reason-${reason}`) : reason;
  return word(`look-${standing}`, { id, rank: number(rank), stratum: stratum?.name ?? "", reason: known });
}

function flawSentence(id: string, flaw: Flaw): string {
  switch (flaw.kind) {
    case "length": return word("look-invalid-length", { id, count: number(flaw.count) });
    case "character": return word("look-invalid-character", { id, character: flaw.character, position: number(flaw.position) });
    case "check": return word("look-invalid-check", { id });
  }
}
