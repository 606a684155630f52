/** The screen after the announcement: the tickets run, then teams are put together. */
import { el, button } from "../page/elements";
import { number, word } from "../page/words";
import { type Drawn, type Frame, type Run, SPEEDS, frameAt, nextPage, speedFor, stepsOf } from "./run";

/** So much of a ticket is shown. */
const PREFIX = 16;

/** A player of one run. */
export class Player {
  readonly view: HTMLElement;
  private step = 0;
  private speed: number;
  private isPlaying = false;
  private owed = 0;
  private before = 0;
  private readonly steps: number;
  private readonly isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  private readonly rows = matchMedia("(min-width: 1100px)").matches ? 16 : 8;
  private readonly stage = el("div", { class: "stage" });
  private readonly aside = el("ol", { class: "fill", tabindex: "0" });
  private readonly says = el("p", { class: "says", role: "status" });
  private readonly toggle: HTMLButtonElement;
  private readonly range: HTMLInputElement;

  constructor(private readonly run: Run, private readonly names: Map<string, string>) {
    this.steps = stepsOf(run);
    this.speed = speedFor(this.steps);
    this.toggle = button("", "main", () => (this.isPlaying ? this.pause() : this.play()));
    this.range = el("input", { type: "range", id: "at", min: "0", max: String(this.steps), value: "0", "aria-label": word("live-at") });
    this.range.addEventListener("input", () => { this.pause(); this.go(Number(this.range.value)); });
    this.aside.setAttribute("aria-label", word("live-strata"));
    this.view = el("section", { class: "run", "aria-label": word("live-run") }, this.says, el("div", { class: "board" }, this.aside, this.stage), this.controls());
    this.go(0);
  }

  private controls(): HTMLElement {
    const speeds = el("select", { id: "speed" }, ...SPEEDS.map((speed) => el("option", { value: String(speed), ...(speed === this.speed ? { selected: "" } : {}) }, word("live-speed-is", { n: number(speed) }))));
    speeds.addEventListener("change", () => { this.speed = Number(speeds.value); });
    return el("div", { class: "controls" },
      this.toggle, button(word("live-again"), "plain", () => { this.go(0); this.play(); }), button(word("live-to-end"), "plain", () => { this.pause(); this.go(this.steps); }),
      this.range, el("span", { class: "speed" }, el("label", { for: "speed" }, word("live-speed")), speeds));
  }

  /** Goes on from where it stands, or from the beginning if it is at its end. */
  play(): void {
    if (this.step >= this.steps) this.go(0);
    this.isPlaying = true;
    this.owed = 0;
    this.before = performance.now();
    this.label();
    this.tick();
  }

  private pause(): void {
    this.isPlaying = false;
    this.label();
  }

  /** Steps are owed by the time that has passed, so that a slow machine shows the same run in the same time. */
  private tick(): void {
    if (!this.isPlaying) return;
    const now = performance.now();
    this.owed += ((now - this.before) * this.speed) / 1000;
    this.before = now;
    const next = this.isStill ? nextPage(this.run, this.step, this.rows) : this.step + Math.floor(this.owed);
    // Without motion a page comes whole, when its last row would have come.
    const isDue = this.isStill ? this.owed >= Math.max(next - this.step, this.speed * 2) : this.owed >= 1;
    if (isDue) {
      this.owed = this.isStill ? 0 : this.owed - Math.floor(this.owed);
      this.go(next);
    }
    if (this.step >= this.steps) this.pause();
    else requestAnimationFrame(() => this.tick());
  }

  private go(step: number): void {
    this.step = Math.max(0, Math.min(step, this.steps));
    this.range.value = String(this.step);
    const frame = frameAt(this.run, this.step, this.rows);
    const said = this.sentence(frame);
    if (this.says.textContent !== said) this.says.textContent = said;
    this.fillAside(frame);
    this.stage.replaceChildren(...this.page(frame));
    this.label();
  }

  private label(): void {
    this.toggle.textContent = word(this.isPlaying ? "live-pause" : "live-play");
  }

  private sentence({ phase }: Frame): string {
    const drawn = number(this.steps / 2);
    switch (phase) {
      case "begin": return word("live-run-begin");
      case "tickets": return word("live-run-tickets");
      case "teams": return word("live-run-teams");
      case "end": return word("live-run-end", { drawn });
    }
  }

  private fillAside(frame: Frame): void {
    if (this.aside.childElementCount === 0) {
      this.aside.append(...this.run.strata.map(({ name, population, quota }) => el("li", {},
        el("strong", {}, name), el("span", {}, word("live-of", { population: number(population) })), el("b", {}), el("progress", { max: String(Math.max(1, quota)), "aria-label": name }))));
    }
    for (const [at, item] of [...this.aside.children].entries()) {
      const { quota } = this.run.strata[at];
      item.querySelector("b")!.textContent = `${number(frame.filled[at])} / ${number(quota)}`;
      item.querySelector("progress")!.value = quota === 0 ? 1 : frame.filled[at];
      const isHere = at === frame.stratum && frame.phase !== "begin";
      if (isHere && !item.hasAttribute("aria-current")) this.aside.scrollTop = (item as HTMLElement).offsetTop - this.aside.offsetTop - 40;
      if (isHere) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
  }

  private page(frame: Frame): Node[] {
    const stratum = this.run.strata[frame.stratum];
    if (frame.phase === "begin" || !stratum) return [];
    const cutoff = stratum.cutoff.slice(0, PREFIX);
    return [
      el("div", { class: "head" }, el("h2", {}, stratum.name), el("span", {}, word("live-page", { page: number(frame.page), pages: number(frame.pages) })),
        el("span", {}, word("live-cutoff"), " ", el("code", {}, cutoff ? `${cutoff}…` : "—"))),
      el("ol", { class: stratum.quota * 2 <= this.rows ? "list few" : "list", start: String(frame.rows[0]?.rank ?? 1) }, ...frame.rows.map((row, at) => this.row(row, at < frame.teams, at === (frame.teams || frame.rows.length) - 1))),
    ];
  }

  private row({ id, rank, ticket, team }: Drawn, hasTeam: boolean, isNew: boolean): HTMLElement {
    return el("li", isNew ? { class: "new" } : {},
      el("span", { class: "rank" }, number(rank)),
      el("span", { class: "who" }, el("strong", {}, this.names.get(id) ?? id), el("small", {}, id)),
      el("span", { class: "what" }, el("code", {}, `${ticket.slice(0, PREFIX)}…`), hasTeam ? el("span", { class: "team" }, team.map(({ inspector }) => inspector).join(" · ") || word("live-no-team")) : null));
  }
}
