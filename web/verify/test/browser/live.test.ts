/** The live screen in a hall where things move: it runs by itself, can be stopped, and asks for nothing before the announcement. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { Desk, checkAccess } from "../support/page";
import { makeBundle, publicEdition, townRecipe } from "../support/bundle";
import { Screen, committedOf, valuesOf } from "../support/screen";

const AT = "2026-03-05T13:30:00Z";
const BUNDLE = publicEdition(makeBundle(townRecipe(600, 20)));
const desk = new Desk();
before(() => desk.start());
after(() => desk.close());

async function watched(size: { width: number; height: number }, run: (page: Page, screen: Screen) => Promise<void>): Promise<void> {
  const screen = await Screen.open(BUNDLE);
  const page = await desk.browser.newPage({ viewport: size });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
  // A screen left open would keep the run from ending when the test fails.
  try {
    await page.goto(screen.address);
    await run(page, screen);
  } finally {
    await page.close();
    await screen.close();
  }
  assert.deepEqual(faults, []);
}

const says = (page: Page, text: string): Promise<void> => page.locator(".says", { hasText: text }).waitFor();
const position = (page: Page): Promise<number> => page.locator("#at").inputValue().then(Number);

/** Wait until the screen has shown so many tickets. Asked from here: the page's policy forbids a predicate of text in it. */
async function reached(page: Page, tickets: number): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await page.waitForTimeout(50)) {
    if ((await position(page)) >= tickets) return;
  }
  throw new Error(`the screen stands at ${await position(page)}`);
}

test("a hall sees the draw come about, and then the tickets run by themselves", async () => {
  await watched({ width: 1920, height: 1080 }, async (page, screen) => {
    screen.tell({ kind: "committed", data: committedOf(BUNDLE) });
    await says(page, "此刻没有人知道谁会被抽到");
    // While it waits: how long, what comes when, and how to check it.
    assert.match((await page.getByRole("timer").textContent()) ?? "", /截止还有.*\d\d:\d\d:\d\d$/);
    assert.match((await page.locator(".steps li").nth(1).textContent()) ?? "", /不早于/);
    await page.getByRole("region", { name: "怎样核验" }).getByRole("link", { name: "commitment.json" }).waitFor();
    await checkAccess(page, "live-committed", 1920);
    const [discipline, press, lottery] = valuesOf(BUNDLE);
    screen.tell({ kind: "revealed", data: { at: AT, source: 0, values: [] } });
    await page.getByText("已揭示，各方都揭示以后一并显示").waitFor();
    screen.tell({ kind: "revealed", data: { at: AT, source: 1, values: [discipline, press] } });
    screen.tell({ kind: "read", data: { at: AT, source: 2, values: [] } });
    await page.getByText("一人已录入，等待第二人核对").waitFor();
    screen.tell({ kind: "read", data: { at: AT, source: 2, values: [lottery] } });
    await page.getByText(lottery.value).waitFor();
    screen.tell({ kind: "seeded", data: { at: AT } });
    screen.tell({ kind: "drawn", data: { at: AT, result: "", disclosure: "2026-04-20" } });
    await says(page, "最迟2026年4月20日公布");
    assert.equal(await page.getByRole("timer").count(), 0);
    await checkAccess(page, "live-drawn", 1920);
    assert.ok(!screen.asked.some((path) => path.endsWith("bundle.zip") || path.endsWith("names.json")));
    screen.tell({ kind: "announced", data: { at: new Date(Date.now() + 60_000).toISOString() } });
    await says(page, "签号由小到大");
    await reached(page, 3);
    await page.getByRole("button", { name: "暂停" }).click();
    const stood = await position(page);
    // A tenth of a second is several frames: a screen that still ran would have moved on.
    await page.waitForTimeout(100);
    assert.equal(await position(page), stood);
    assert.equal(await page.locator(".list li").count(), stood);
    await page.locator("#at").fill("30");
    await checkAccess(page, "live-tickets", 1920);
    await page.locator("#at").fill("120");
    await checkAccess(page, "live-teams", 1920);
    await page.getByLabel("快慢").selectOption("256");
    await page.getByRole("button", { name: "开始" }).click();
    await says(page, "放映完毕");
    await checkAccess(page, "live-end", 1920);
  });
});

test("who comes later finds all of it, and begins it by hand", async () => {
  await watched({ width: 390, height: 844 }, async (page, screen) => {
    screen.tell({ kind: "committed", data: committedOf(BUNDLE) });
    screen.tell({ kind: "announced", data: { at: "2026-03-06T01:00:00Z" } });
    await says(page, "按“开始”放映");
    assert.equal(await position(page), 0);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "Straight to the end" }).click();
    await says(page, "That is all");
    await checkAccess(page, "live-end-english", 390);
  });
});

test("a hall hears that nothing will come of a draw, or that all of its seed is there", async () => {
  await watched({ width: 1440, height: 900 }, async (page, screen) => {
    // The parties' time ends while the page is open: no event says so.
    const committed = committedOf(BUNDLE);
    const [discipline, ...rest] = committed.sources;
    screen.tell({ kind: "committed", data: { ...committed, sources: [{ ...discipline, closes: new Date(Date.now() + 3_000).toISOString() }, ...rest] } });
    await says(page, "此刻没有人知道谁会被抽到");
    await says(page, "没有在");
    assert.match((await page.locator(".steps li").nth(1).textContent()) ?? "", /尚未进行/);
    await checkAccess(page, "live-lost", 1440);
    screen.tell({ kind: "annulled", data: { at: AT } });
    await says(page, "没有产生结果");
  });
  await watched({ width: 1440, height: 900 }, async (page, screen) => {
    screen.tell({ kind: "committed", data: committedOf(BUNDLE) });
    const values = valuesOf(BUNDLE);
    screen.tell({ kind: "read", data: { at: AT, source: 2, values } });
    await says(page, "种子的各个来源都已产生");
  });
  await watched({ width: 1440, height: 900 }, async (page, screen) => {
    // All have closed, and the lottery is yet to be read off: by now somebody may know.
    const committed = committedOf(BUNDLE);
    const sources = committed.sources.map((source) => ({ ...source, closes: new Date(Date.now() - 60_000).toISOString() }));
    const revealed = valuesOf(BUNDLE).slice(0, 2);
    screen.tell({ kind: "committed", data: { ...committed, sources } });
    screen.tell({ kind: "revealed", data: { at: AT, source: 1, values: revealed } });
    await says(page, "谁也不能再改变结果");
  });
});

test("a draw that was annulled is said to have no result", async () => {
  await watched({ width: 1440, height: 900 }, async (page, screen) => {
    screen.tell({ kind: "committed", data: committedOf(BUNDLE) });
    screen.tell({ kind: "annulled", data: { at: AT } });
    await says(page, "没有产生结果");
    await checkAccess(page, "live-annulled", 1440);
  });
});
