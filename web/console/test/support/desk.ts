/** A browser at a built console, and a look at each page's accessibility. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { Api } from "./api";
import { startBrowser } from "./browser";
import { HERE } from "./files";
import { serve } from "./server";

/** A desktop's width, and a telephone's. */
export const WIDTHS = [1440, 390];

const PICTURES = process.env.PICTURES;
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What Chromium itself reports for an answer that is a refusal; refusals are part of the journeys. */
const REFUSAL = /Failed to load resource: the server responded with a status of [45]/;

/** In newer browsers what scrolls answers with a promise; an effect that returns it fails there, and so here. */
const SCROLLING_PROMISES = `for (const [owner, names] of [[window, ["scroll", "scrollTo", "scrollBy"]], [Element.prototype, ["scrollIntoView", "scroll", "scrollTo", "scrollBy"]]])
  for (const name of names) {
    const own = owner[name];
    owner[name] = function (...told) { own.apply(this, told); return Promise.resolve(); };
  }`;

/** A browser, and a server of one of the builds: the product's `dist`, or `dist/gallery`. */
export class Desk {
  private browser!: Browser;
  private server!: Server;
  private address = "";

  constructor(private readonly folder: "dist" | "dist/gallery") {}

  async start(): Promise<void> {
    this.browser = await startBrowser();
    ({ address: this.address, server: this.server } = await serve(join(HERE, this.folder)));
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.close();
  }

  /** Opens a page; any fault the page tells of fails the test. */
  async open(width: number, path: string, api: Api, run: (page: Page) => Promise<void>): Promise<void> {
    const context = await this.browser.newContext({ viewport: { width, height: 900 }, locale: "zh-CN", reducedMotion: "reduce" });
    await context.addInitScript({ content: SCROLLING_PROMISES });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => void (message.type() === "error" && !REFUSAL.test(message.text()) && faults.push(message.text())));
    await api.attach(page);
    await page.goto(this.address + path);
    await run(page);
    assert.deepEqual(faults, []);
    await context.close();
  }
}

/** No violation of WCAG, and no sideways scrolling. */
export async function checkAccess(page: Page, picture: string, width: number): Promise<void> {
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${picture}-${width}.png`), fullPage: true });
  }
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: readFileSync(AXE, "utf8") });
  const { violations } = (await page.evaluate("axe.run(document)")) as { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] };
  assert.deepEqual(violations.map(({ id, nodes }) => `${picture} ${id}: ${nodes[0].html.slice(0, 300)} ${nodes[0].failureSummary}`), []);
  assert.equal(await page.evaluate("document.documentElement.scrollWidth > innerWidth"), false, `${picture} scrolls sideways`);
}

/** The page's heading, once it is there. */
export async function heading(page: Page, text: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: text, exact: true }).waitFor();
}
