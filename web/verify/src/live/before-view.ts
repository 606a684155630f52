/** The screen before the announcement: what is frozen, where the seed comes from, how far it is. */
import { el } from "../page/elements";
import { sourceName } from "../page/story-view";
import { day, moment, number, word } from "../page/words";
import { type Committed, type Facts, type Source, type Standing, isComplete, lostAt } from "./facts";

/** A time of the server as Beijing's clocks show it. */
export function clock(at: string): string {
  return moment(Date.parse(at) / 1000);
}

/** Both halves of the screen. */
export function beforeView(facts: Facts): HTMLElement[] {
  const { committed } = facts;
  if (!committed) return [el("p", { class: "wait" }, word("live-connecting"))];
  return [el("div", { class: "halves" }, frozenView(committed), seedView(committed, facts.sources))];
}

function frozenView(committed: Committed): HTMLElement {
  const { commitment, subjects, excluded, inspectors, seats, recusals } = committed;
  const figure = (key: string, count: number): HTMLElement => el("div", {}, el("dt", {}, word(key)), el("dd", {}, number(count)));
  return el("section", { class: "panel", "aria-labelledby": "frozen" },
    el("h2", { id: "frozen" }, word("live-frozen")),
    el("p", { class: "hash" }, el("span", {}, word("live-commitment")), el("code", {}, commitment)),
    el("dl", { class: "figures" },
      figure("live-subjects", subjects), figure("live-excluded", excluded), figure("live-inspectors", inspectors), figure("live-recusals", recusals), figure("live-seats", seats)),
    el("h3", { id: "strata" }, word("live-strata")),
    el("ul", { class: "strata", "aria-labelledby": "strata", tabindex: "0" }, ...committed.strata.map(({ name, population, p, q, minimum }) =>
      el("li", {}, el("strong", {}, name), el("span", {}, word("live-stratum", { population: number(population), rate: `${p}/${q}`, minimum: number(minimum) }))))));
}

function seedView(committed: Committed, standings: Standing[]): HTMLElement {
  return el("section", { class: "panel", "aria-labelledby": "seed" },
    el("h2", { id: "seed" }, word("live-seed")),
    el("p", { class: "level" }, word(`story-level-${committed.assurance.toLowerCase()}`)),
    el("ol", { class: "sources" }, ...committed.sources.map((source, at) => sourceView(committed, source, standings[at]))));
}

function sourceView(committed: Committed, source: Source, standing: Standing): HTMLElement {
  const party = committed.parties.find(({ code }) => source.name === `reveal:${code}`);
  const used = standing.at === "there" ? standing.name : source.name;
  const title = party ? party.name : sourceName(used);
  const mark = party ? el("span", { class: "mark" }, word(party.outside ? "live-outside" : "live-inside")) : null;
  const stand = used === source.name ? [] : [el("span", { class: "mark" }, word("live-stood-in", { name: sourceName(source.name) }))];
  return el("li", { class: standing.at },
    el("div", { class: "head" }, el("strong", {}, title), mark, ...stand, el("span", { class: "when" }, whenOf(source, standing, party !== undefined))),
    standing.at === "there" ? el("code", { class: "value" }, standing.value) : el("span", { class: "none" }, word(standing.at === "open" ? "live-none-yet" : party ? "live-revealed" : "live-one-read")));
}

function whenOf(source: Source, standing: Standing, isParty: boolean): string {
  if (standing.at === "open") return word(isParty ? "live-reveals-until" : "live-closes", { time: moment(Date.parse(source.closes) / 1000) });
  return word("live-came", { time: clock(standing.when) });
}

/** The one sentence that says where the draw stands, at a time in milliseconds. */
export function sentenceOf(facts: Facts, now: number): string {
  const { committed, drawn, annulledAt } = facts;
  if (!committed) return word("live-connecting");
  if (annulledAt) return word("live-says-annulled", { time: clock(annulledAt) });
  if (drawn) return drawn.disclosure ? word("live-says-drawn-until", { day: day(drawn.disclosure) }) : word("live-says-drawn");
  if (facts.seededAt) return word("live-says-seeded");
  const lost = lostAt(facts, now);
  if (lost) return word("live-says-lost", { time: clock(lost) });
  return isComplete(facts) ? word("live-says-complete") : word("live-says-committed", { time: clock(committed.at) });
}
