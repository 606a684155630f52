import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { utf8 } from "../../src/draw/bytes";
import { startBrowser } from "../support/browser";
import { makeBundle, makeReceipt, publicEdition, townRecipe, withAmendments } from "../support/bundle";
import { HERE } from "../support/files";

const TOWN = makeBundle(townRecipe(600, 12));
const RESULT = JSON.parse(new TextDecoder().decode(TOWN.get("result.json")!));
const DRAWN: string = RESULT.targets[0].id;
const FOLDER = mkdtempSync(join(tmpdir(), "verify-page-"));
const PICTURES = process.env.PICTURES;
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const WIDTHS = [1440, 390];

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  rmSync(FOLDER, { recursive: true });
});

function zipOf(name: string, files: Map<string, Uint8Array>): string {
  const path = join(FOLDER, name);
  writeFileSync(path, zipSync(Object.fromEntries(files)));
  return path;
}

function tamperedTown(): Map<string, Uint8Array> {
  const text = new TextDecoder().decode(TOWN.get("subjects.tsv")!);
  return new Map([...TOWN, ["subjects.tsv", utf8(text.replace("小型商户", "医疗机构"))]]);
}

/** Opens the page from disk; anything it asks of a network, and any error, fails the test. */
async function open(width: number, run: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
  page.on("request", (request) => void (/^(https?|wss?):/.test(request.url()) && faults.push(request.url())));
  await page.goto(pathToFileURL(join(HERE, "dist/verify.html")).href);
  await run(page);
  assert.deepEqual(faults, []);
  await page.close();
}

async function give(page: Page, path: string | string[]): Promise<void> {
  await page.setInputFiles("#files", path);
  await page.waitForSelector("#verdict");
}

/** No violation of WCAG, and no sideways scrolling. */
async function checkAccess(page: Page, picture: string, width: number): Promise<void> {
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${picture}-${width}.png`), fullPage: true });
  }
  // The test's own tool is brought in past the page's policy, which lets nobody else's script run.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: readFileSync(AXE, "utf8") });
  const { violations } = (await page.evaluate("axe.run(document)")) as { violations: { id: string; nodes: { html: string }[] }[] };
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
  assert.equal(await page.evaluate("document.documentElement.scrollWidth > innerWidth"), false, `${picture} scrolls sideways`);
}

test("a good zip is green, tells its story and finds a business's ticket", async () => {
  const zip = zipOf("town.zip", TOWN);
  for (const width of WIDTHS) {
    await open(width, async (page) => {
      await checkAccess(page, "start", width);
      await give(page, zip);
      assert.equal(await page.textContent("#verdict"), "核验通过");
      assert.equal(await page.locator(".checks li.ok").count(), 24);
      assert.match((await page.textContent(".story"))!, /快乐8第 2026314 期/);
      await page.fill("#code", DRAWN);
      await page.keyboard.press("Enter");
      await page.waitForSelector(".lot.drawn");
      assert.match((await page.textContent("#lot"))!, new RegExp(RESULT.targets[0].ticket));
      await checkAccess(page, "green", width);
    });
  }
});

test("a tampered zip is red and names the first check that fails", async () => {
  const zip = zipOf("tampered.zip", tamperedTown());
  for (const width of WIDTHS) {
    await open(width, async (page) => {
      await give(page, zip);
      assert.equal(await page.textContent("#verdict"), "核验不通过");
      assert.equal(await page.getAttribute(".checks li.failed", "data-code"), "table-subjects");
      await checkAccess(page, "red", width);
    });
  }
});

test("the files themselves, dropped, are checked like a zip", async () => {
  await open(1440, async (page) => {
    const files = [...TOWN].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
    await page.evaluate((texts) => {
      const transfer = new DataTransfer();
      for (const [name, text] of texts) transfer.items.add(new File([text], name));
      document.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }, files);
    await page.waitForSelector("#verdict");
    assert.equal(await page.textContent("#verdict"), "核验通过");
  });
});

test("a folder is checked like a zip", async () => {
  const folder = join(FOLDER, "bundle");
  mkdirSync(folder);
  for (const [name, bytes] of TOWN) writeFileSync(join(folder, name), bytes);
  await open(1440, async (page) => {
    await page.setInputFiles("#folder", folder);
    await page.waitForSelector("#verdict");
    assert.equal(await page.textContent("#verdict"), "核验通过");
  });
});

test("the public edition with amendments is green and says what it can't show", async () => {
  const amended = withAmendments(TOWN, [{ kind: "gone", inspector: "", subject: DRAWN }]);
  const zip = zipOf("public.zip", publicEdition(amended));
  await open(1440, async (page) => {
    await give(page, zip);
    assert.equal(await page.textContent("#verdict"), "核验通过");
    assert.equal(await page.locator(".checks li.gap").count(), 8);
    await page.fill("#code", DRAWN);
    await page.keyboard.press("Enter");
    assert.match((await page.locator(".lot").textContent())!, /已按规定退出/);
    await checkAccess(page, "public", 1440);
  });
});

test("a receipt is green, and red once its rank is changed", async () => {
  const receipt = makeReceipt(TOWN, DRAWN);
  const path = join(FOLDER, "receipt.json");
  for (const width of WIDTHS) {
    await open(width, async (page) => {
      writeFileSync(path, receipt);
      await give(page, path);
      assert.equal(await page.textContent("#verdict"), "核验通过");
      await checkAccess(page, "receipt", width);
    });
  }
  writeFileSync(path, receipt.replace(/"rank":\d+/, '"rank":999'));
  await open(1440, async (page) => {
    await give(page, path);
    assert.equal(await page.getAttribute(".checks li.failed", "data-code"), "receipt-standing");
  });
});

test("the language is switched everywhere and remembered", async () => {
  const zip = zipOf("english.zip", TOWN);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const address = pathToFileURL(join(HERE, "dist/verify.html")).href;
  await page.goto(address);
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  await page.click("#language");
  await page.goto(address);
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await give(page, zip);
  assert.equal(await page.textContent("#verdict"), "Verified");
  await checkAccess(page, "english", 1440);
  await page.click("#language");
  assert.equal(await page.textContent("#verdict"), "核验通过");
  await context.close();
});

test("a zip that was cut short is refused in words", async () => {
  const path = join(FOLDER, "short.zip");
  writeFileSync(path, zipSync(Object.fromEntries(TOWN)).slice(0, 4000));
  await open(1440, async (page) => {
    await page.setInputFiles("#files", path);
    await page.waitForSelector(".stopped");
    assert.match((await page.textContent(".stopped"))!, /压缩包打不开/);
  });
});
