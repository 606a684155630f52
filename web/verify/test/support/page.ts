/** The page opened from disk, material written to disk for it, and a look at its accessibility. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { startBrowser } from "./browser";
import { HERE } from "./files";

/** The address of the built page. */
export const ADDRESS = pathToFileURL(join(HERE, "dist/verify.html")).href;
/** A desktop's width, and a telephone's. */
export const WIDTHS = [1440, 390];

const PICTURES = process.env.PICTURES;
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** A browser and a folder for material; both go with `close`. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), "verify-page-"));
  browser!: Browser;

  async start(): Promise<void> {
    this.browser = await startBrowser();
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Writes a file and returns its path. */
  file(name: string, content: Uint8Array | string): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** Writes a zip and returns its path. */
  zip(name: string, files: Map<string, Uint8Array>): string {
    return this.file(name, zipSync(Object.fromEntries(files)));
  }

  /** Opens the page; anything it asks of a network, and any error, fails the test. */
  async open(width: number, run: (page: Page) => Promise<void>): Promise<void> {
    const page = await this.browser.newPage({ viewport: { width, height: 900 } });
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
    page.on("request", (request) => void (/^(https?|wss?):/.test(request.url()) && faults.push(request.url())));
    await page.goto(ADDRESS);
    await run(page);
    assert.deepEqual(faults, []);
    await page.close();
  }
}

/** Gives the page material and waits for its verdict. */
export async function give(page: Page, path: string | string[]): Promise<void> {
  await page.setInputFiles("#files", path);
  await page.waitForSelector("#verdict");
}

/** Drops files, as names and texts, onto the page. */
export async function drop(page: Page, files: [string, string][]): Promise<void> {
  await page.evaluate((texts) => {
    const transfer = new DataTransfer();
    for (const [name, text] of texts) transfer.items.add(new File([text], name));
    document.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, files);
}

/** No violation of WCAG, and no sideways scrolling. */
export async function checkAccess(page: Page, picture: string, width: number): Promise<void> {
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${picture}-${width}.png`), fullPage: true });
  }
  // What is still fading in has the colours of neither its beginning nor its end.
  await page.evaluate("document.getAnimations().forEach((animation) => animation.finish())");
  // The test's own tool is brought in past the page's policy, which lets nobody else's script run.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: readFileSync(AXE, "utf8") });
  const { violations } = (await page.evaluate("axe.run(document)")) as { violations: { id: string; nodes: { html: string }[] }[] };
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
  assert.equal(await page.evaluate("document.documentElement.scrollWidth > innerWidth"), false, `${picture} scrolls sideways`);
}
