import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { problem } from "../support/api";
import { Desk, WIDTHS, checkAccess, heading } from "../support/desk";
import { office } from "../support/office";

const DESK = new Desk("dist/gallery");
before(() => DESK.start());
after(() => DESK.close());

const row = (n: number): string => `抚顺市新抚区第${n}副食品商行`;

test("a list is paged by key, forward and back, and its address can be opened again", async () => {
  for (const width of WIDTHS) {
    await DESK.open(width, "/shops", office(), async (page) => {
      await page.getByRole("link", { name: row(1), exact: true }).waitFor();
      await checkAccess(page, "list", width);
      await page.getByRole("button", { name: "下一页" }).click();
      await page.getByRole("link", { name: row(13), exact: true }).waitFor();
      await page.getByRole("button", { name: "下一页" }).click();
      await page.getByText("第 3 页").waitFor();
      await page.getByRole("link", { name: row(25), exact: true }).waitFor();
      assert.equal(await page.getByRole("button", { name: "下一页" }).isDisabled(), true);
      await page.reload();
      await page.getByRole("link", { name: row(25), exact: true }).waitFor();
      await page.getByRole("button", { name: "上一页" }).click();
      await page.getByRole("link", { name: row(13), exact: true }).waitFor();
      await page.getByText("第 2 页").waitFor();
      await page.goBack();
      await page.getByText("第 3 页").waitFor();
    });
  }
});

test("search, order and filters stand in the address and begin at the first page", async () => {
  const api = office();
  await DESK.open(1440, "/shops?after=12&page=2", api, async (page) => {
    await page.getByRole("link", { name: row(13), exact: true }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("食品");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: row(1), exact: true }).waitFor();
    await page.getByRole("columnheader", { name: "上次检查" }).click();
    await page.getByRole("button", { name: /筛选条件/ }).click();
    await page.getByRole("combobox", { name: "风险等级" }).click();
    await page.getByTitle("B", { exact: true }).click();
    await page.getByText("筛选条件（已用 1 项）").waitFor();
    assert.equal(new URL(page.url()).search, "?q=%E9%A3%9F%E5%93%81&sort=visited&risk=B");
    assert.match(api.calls("GET", "/shops").pop()!.search, /risk=B.*q=%E9%A3%9F%E5%93%81&sort=visited/);
    await checkAccess(page, "list-filtered", 1440);
    await page.getByRole("button", { name: "清除条件" }).click();
    await page.waitForURL(/\/shops\?sort=visited$/);
  });
});

test("rows are chosen and opened; keys are listed", async () => {
  await DESK.open(1440, "/shops", office(), async (page) => {
    await page.getByRole("checkbox", { name: `选择${row(2)}` }).check();
    await page.getByText("已选 1 项").waitFor();
    await checkAccess(page, "list-chosen", 1440);
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("跳到搜索框").waitFor();
    await checkAccess(page, "keys", 1440);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByText("¥12,345.00").first().click();
    await heading(page, "某某商行");
    await checkAccess(page, "story", 1440);
    await page.goBack();
    await page.getByRole("link", { name: row(3), exact: true }).focus();
    await page.keyboard.press("Enter");
    await heading(page, "某某商行");
  });
});

test("an empty list says what to do, and a failed one can be asked again", async () => {
  for (const width of WIDTHS) {
    const api = office();
    await DESK.open(width, "/shops?q=%E6%B2%A1%E6%9C%89%E7%9A%84", api, async (page) => {
      await page.getByText("没有符合条件的记录").waitFor();
      await checkAccess(page, "list-none", width);
      api.on("GET", "/shops", problem(403, "forbidden", "您的角色不能查看名录", { detail: "请联系安全管理员授予名录管理员角色。" }));
      await page.getByRole("button", { name: "清除条件" }).first().click();
      await page.getByText("您的角色不能查看名录").waitFor();
      await checkAccess(page, "list-refused", width);
      api.on("GET", "/shops", { body: { rows: [], next: null, count: { value: 0, exact: true } } });
      await page.getByRole("button", { name: "重试" }).click();
      await page.getByText("这里将列出全部检查对象").waitFor();
    });
  }
});

test("a final act says what happens, waits for its name, and happens once", async () => {
  for (const width of WIDTHS) {
    const api = office().on("POST", "/shops/annul", problem(503, "busy", "服务器正忙"));
    await DESK.open(width, "/shops/annul", api, async (page) => {
      await heading(page, "作废抽取");
      const act = page.getByRole("button", { name: "作废抽取" });
      assert.equal(await act.isDisabled(), true);
      await page.getByLabel("请输入“A-17”以确认").fill("A-17");
      await checkAccess(page, "act", width);
      await act.dblclick();
      await page.getByText("服务器正忙").waitFor();
      api.on("POST", "/shops/annul", { body: {} });
      await act.click();
      await heading(page, "检查对象");
      const keys = api.calls("POST", "/shops/annul").map(({ headers }) => headers["idempotency-key"]);
      assert.equal(keys.length, 2);
      assert.equal(keys[0], keys[1]);
    });
  }
});

test("what no group allows isn't in the navigation", async () => {
  await DESK.open(1440, "/shops", office(), async (page) => {
    await page.getByRole("navigation", { name: "导航" }).getByRole("link", { name: "检查对象" }).waitFor();
    assert.equal(await page.getByText("看不见的").count(), 0);
  });
});

test("on paper stands the table and nothing to click", async () => {
  await DESK.open(1440, "/shops", office(), async (page) => {
    await page.getByRole("link", { name: row(12), exact: true }).waitFor();
    await page.emulateMedia({ media: "print" });
    for (const gone of [".header", ".side", ".filters", ".paging", ".pagehead_actions"]) assert.equal(await page.locator(gone).isVisible(), false, gone);
    assert.equal(await page.getByText(row(12)).isVisible(), true);
    assert.equal(await page.getByRole("columnheader", { name: "统一社会信用代码" }).first().isVisible(), true);
  });
});
