import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { zipSync } from "fflate";
import { utf8 } from "../../src/draw/bytes";
import { makeBundle, makeReceipt, publicEdition, townRecipe, withAmendments } from "../support/bundle";
import { ADDRESS, Desk, WIDTHS, checkAccess, drop, give } from "../support/page";

const TOWN = makeBundle(townRecipe(600, 12));
const RESULT = JSON.parse(new TextDecoder().decode(TOWN.get("result.json")!));
const DRAWN: string = RESULT.targets[0].id;
const DESK = new Desk();

before(() => DESK.start());
after(() => DESK.close());

function tamperedTown(): Map<string, Uint8Array> {
  const text = new TextDecoder().decode(TOWN.get("subjects.tsv")!);
  return new Map([...TOWN, ["subjects.tsv", utf8(text.replace("小型商户", "医疗机构"))]]);
}

test("a good zip is green, tells its story and finds a business's ticket", async () => {
  const zip = DESK.zip("town.zip", TOWN);
  for (const width of WIDTHS) {
    await DESK.open(width, async (page) => {
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
  const zip = DESK.zip("tampered.zip", tamperedTown());
  for (const width of WIDTHS) {
    await DESK.open(width, async (page) => {
      await give(page, zip);
      assert.equal(await page.textContent("#verdict"), "核验不通过");
      assert.equal(await page.getAttribute(".checks li.failed", "data-code"), "table-subjects");
      await checkAccess(page, "red", width);
    });
  }
});

test("the files themselves, dropped, are checked like a zip", async () => {
  await DESK.open(1440, async (page) => {
    await drop(page, [...TOWN].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
    await page.waitForSelector("#verdict");
    assert.equal(await page.textContent("#verdict"), "核验通过");
  });
});

test("a folder is checked like a zip", async () => {
  const folder = join(DESK.folder, "bundle");
  mkdirSync(folder);
  for (const [name, bytes] of TOWN) writeFileSync(join(folder, name), bytes);
  await DESK.open(1440, async (page) => {
    await page.setInputFiles("#folder", folder);
    await page.waitForSelector("#verdict");
    assert.equal(await page.textContent("#verdict"), "核验通过");
  });
});

test("the public edition with amendments is green and says what it can't show", async () => {
  const amended = withAmendments(TOWN, [{ kind: "gone", inspector: "", subject: DRAWN }]);
  const zip = DESK.zip("public.zip", publicEdition(amended));
  await DESK.open(1440, async (page) => {
    await give(page, zip);
    assert.equal(await page.textContent("#verdict"), "核验通过");
    assert.equal(await page.locator(".checks li.gap").count(), 8 + 5);
    await page.fill("#code", DRAWN);
    await page.keyboard.press("Enter");
    assert.match((await page.locator(".lot").textContent())!, /已按规定退出/);
    await checkAccess(page, "public", 1440);
  });
});

test("a receipt is green, and red once its rank is changed", async () => {
  const receipt = makeReceipt(TOWN, DRAWN);
  const path = join(DESK.folder, "receipt.json");
  for (const width of WIDTHS) {
    await DESK.open(width, async (page) => {
      writeFileSync(path, receipt);
      await give(page, path);
      assert.equal(await page.textContent("#verdict"), "核验通过");
      await checkAccess(page, "receipt", width);
    });
  }
  writeFileSync(path, receipt.replace(/"rank":\d+/, '"rank":999'));
  await DESK.open(1440, async (page) => {
    await give(page, path);
    assert.equal(await page.getAttribute(".checks li.failed", "data-code"), "receipt-standing");
  });
});

test("the language is switched everywhere and remembered", async () => {
  const zip = DESK.zip("english.zip", TOWN);
  const context = await DESK.browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(ADDRESS);
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  await page.click("#language");
  await page.goto(ADDRESS);
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await give(page, zip);
  assert.equal(await page.textContent("#verdict"), "Verified");
  await checkAccess(page, "english", 1440);
  await page.click("#language");
  assert.equal(await page.textContent("#verdict"), "核验通过");
  await context.close();
});

test("a zip that was cut short is refused in words", async () => {
  const path = join(DESK.folder, "short.zip");
  writeFileSync(path, zipSync(Object.fromEntries(TOWN)).slice(0, 4000));
  await DESK.open(1440, async (page) => {
    await page.setInputFiles("#files", path);
    await page.waitForSelector(".stopped");
    assert.match((await page.textContent(".stopped"))!, /压缩包打不开/);
  });
});
