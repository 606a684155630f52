/** The screen before the announcement: what is frozen, where the seed comes from, how far it is, what comes when, and how all of it is checked. */
import { el } from "../page/elements";
import { sourceName } from "../page/story-view";
import { day, moment, number, rate, word } from "../page/words";
import { type Committed, type Facts, type Source, type Standing, isComplete, lastClose, lostAt, nextClose, phaseOf, spanOf } from "./facts";

/** A time of the server as Beijing's clocks show it. */
export function clock(at: string): string {
  return moment(Date.parse(at) / 1000);
}

/** Both halves of the screen, of a draw with its public page at `address`. */
export function beforeView(facts: Facts, address: string): HTMLElement[] {
  const { committed } = facts;
  if (!committed) return [el("p", { class: "wait" }, word("live-connecting"))];
  const halves = [[frozenView(committed)], [seedView(committed, facts.sources)]];
  // Under the shorter half, so that all of it is seen in the hall: a source takes three lines, a pair of strata two.
  const isLeft = committed.sources.length * 3 > Math.ceil(committed.strata.length / 2) * 2 + 4;
  halves[isLeft ? 0 : 1].push(checkedView(address));
  return [el("div", { class: "halves" }, ...halves.map((panels) => el("div", {}, ...panels)))];
}

/** 锁定 → 取种 → 抽取 → 公布: when each was, or when it comes. */
export function stepsView(facts: Facts, now: number): HTMLElement {
  const { committed, seededAt, drawn, announcedAt } = facts;
  const isOver = phaseOf(facts) === "annulled" || lostAt(facts, now) !== null;
  const planned = (key: string, values?: Record<string, string>): string => (committed && !isOver ? word(key, values) : word("live-not-yet"));
  const announced = committed?.disclosure ? planned("live-plan-announce-until", { day: day(committed.disclosure) }) : planned("live-plan-announce");
  const steps: [string, string | null, string][] = [
    ["timeline-commit", committed?.at ?? null, word("live-not-yet")], ["timeline-seed", seededAt, committed ? planned("live-plan-seed", { time: clock(lastClose(committed)) }) : word("live-not-yet")],
    ["timeline-draw", drawn?.at ?? null, planned("live-plan-draw")], ["timeline-announce", announcedAt, announced],
  ];
  return el("ol", { class: "steps", id: "steps", "aria-label": word("timeline-title") }, ...steps.map(([key, at, plan]) =>
    el("li", at ? { class: "done" } : {}, el("strong", {}, word(key)), el("span", {}, at ? clock(at) : plan))));
}

/** How long until the next close. Nothing reads it out: it changes every second. */
export function countdownView(facts: Facts, now: number): HTMLElement {
  const next = nextClose(facts, now);
  if (!next || !facts.committed) return el("p", { class: "quiet", id: "countdown" });
  const { days, clock: left } = spanOf(Date.parse(next.closes) - now);
  const key = next.source && partyOf(facts.committed, next.source) ? "live-count-reveal" : "live-count-source";
  const until = next.source ? word(key, { name: titleOf(facts.committed, next.source) }) : word("live-count-seed");
  return el("p", { class: "countdown", id: "countdown", role: "timer" }, el("span", {}, until), el("strong", {}, days > 0 ? word("live-count-days", { days: number(days), clock: left }) : left));
}

/** What anybody can do now, and later, to check the draw without believing this screen. */
function checkedView(address: string): HTMLElement {
  const link = (href: string, text: string): HTMLElement => el("a", { href }, text);
  return el("section", { class: "panel", "aria-labelledby": "checked" },
    el("h2", { id: "checked" }, word("live-check")),
    el("ol", { class: "checked" },
      el("li", {}, word("live-check-now"), " ", link(`${address}/commitment.json`, "commitment.json")),
      el("li", {}, word("live-check-values")),
      el("li", {}, word("live-check-later"), el("br"), link(address, `${location.host}${address}`))));
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
      el("li", {}, el("strong", {}, name), el("span", {}, word("live-stratum", { population: number(population), rate: rate(p, q), minimum: number(minimum) }))))));
}

function seedView(committed: Committed, standings: Standing[]): HTMLElement {
  return el("section", { class: "panel", "aria-labelledby": "seed" },
    el("h2", { id: "seed" }, word("live-seed")),
    el("p", { class: "level" }, word(`story-level-${committed.assurance.toLowerCase()}`)),
    el("p", { class: "level" }, word("live-rule", { rule: committed.rule })),
    el("ol", { class: "sources" }, ...committed.sources.map((source, at) => sourceView(committed, source, standings[at]))));
}

const partyOf = ({ parties }: Committed, source: Source): Committed["parties"][number] | undefined => parties.find(({ code }) => source.name === `reveal:${code}`);

/** What a source, or what stood in for it, is called. */
function titleOf(committed: Committed, source: Source, used = source.name): string {
  return partyOf(committed, source)?.name ?? sourceName(used);
}

function sourceView(committed: Committed, source: Source, standing: Standing): HTMLElement {
  const party = partyOf(committed, source);
  const used = standing.at === "there" ? standing.name : source.name;
  const title = titleOf(committed, source, used);
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
  if (isComplete(facts)) return word("live-says-complete");
  // Whoever reads a lottery's announcement may know by then what follows from it.
  return word(Date.parse(lastClose(committed)) < now ? "live-says-closed" : "live-says-committed", { time: clock(committed.at) });
}
