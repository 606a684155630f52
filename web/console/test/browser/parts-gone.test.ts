import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { Desk, WIDTHS, checkAccess, heading } from "../support/desk";
import { office } from "../support/office";

const DESK = new Desk("dist");
before(() => DESK.start());
after(() => DESK.close());

const PAGES = /\/assets\/pages-/;

/** How often the page itself was opened. */
function openings(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => void (request.isNavigationRequest() && (count += 1)));
  return () => count;
}

/** Keeps the next pages back until they are sent. */
async function held(page: Page): Promise<() => void> {
  let send = (): void => undefined;
  const sent = new Promise<void>((resolve) => (send = resolve));
  await page.route(PAGES, async (route) => {
    await sent;
    await route.continue();
  }, { times: 1 });
  return send;
}

test("the first page comes without any feature's pages", async () => {
  await DESK.open(1440, "/", office(), async (page) => {
    const fetched: string[] = [];
    page.on("request", (request) => void fetched.push(request.url()));
    await page.reload();
    await heading(page, "工作台");
    assert.ok(fetched.some((url) => /\/assets\/index-/.test(url)));
    assert.deepEqual(fetched.filter((url) => PAGES.test(url)), []);
  });
});

test("while a page's part is on its way, that is said, in an empty page or over the old one", async () => {
  for (const width of WIDTHS) {
    await DESK.open(width, "/", office(), async (page) => {
      await heading(page, "工作台");
      const send = await held(page);
      await page.getByRole("link", { name: "登录会话" }).click();
      await page.getByText("正在读取……").waitFor();
      await heading(page, "工作台");
      await checkAccess(page, "part-next", width);
      send();
      await heading(page, "登录会话");
      const sendAgain = await held(page);
      await page.reload();
      await page.getByRole("main").getByText("正在读取……").waitFor();
      sendAgain();
      await heading(page, "登录会话");
    });
  }
});

test("a part that went with an update opens the page anew, where one wanted to go", async () => {
  await DESK.open(1440, "/", office(), async (page) => {
    await heading(page, "工作台");
    const opened = openings(page);
    await page.route(PAGES, (route) => route.fulfill({ status: 404 }), { times: 1 });
    await page.getByRole("link", { name: "登录会话" }).click();
    await page.waitForURL(/\/me\/sessions$/);
    await heading(page, "登录会话");
    assert.equal(opened(), 1);
  });
});

test("a part that stays away is told of after one more try", async () => {
  await DESK.open(1440, "/", office(), async (page) => {
    await heading(page, "工作台");
    const opened = openings(page);
    await page.route(PAGES, (route) => route.fulfill({ status: 404 }));
    await page.getByRole("link", { name: "登录会话" }).click();
    await page.getByText("本页出了差错").waitFor();
    assert.equal(opened(), 1);
    await page.unroute(PAGES);
    await page.getByRole("button", { name: "重新打开本页" }).click();
    await heading(page, "登录会话");
  });
});

test("while the server is away, a page that isn't here yet says so", async () => {
  await DESK.open(1440, "/", office(), async (page) => {
    await heading(page, "工作台");
    const opened = openings(page);
    await page.route(PAGES, (route) => route.fulfill({ status: 502 }));
    await page.route(/\/console\/$/, (route) => route.fulfill({ status: 502 }));
    await page.getByRole("link", { name: "登录会话" }).click();
    await page.getByText("连接不上服务器").waitFor();
    assert.equal(opened(), 0);
  });
});
