import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { problem } from "../support/api";
import { Desk, WIDTHS, checkAccess, heading } from "../support/desk";
import { ME, PERSON, office } from "../support/office";

const DESK = new Desk("dist");
before(() => DESK.start());
after(() => DESK.close());

const PERSON_PAGE = `/people/${PERSON.id}`;

test("every page of accounts is reachable, readable and without violations", async () => {
  const pages: [path: string, title: string, picture: string][] = [
    ["/", "工作台", "workbench"], ["/me/sessions", "登录会话", "sessions"], ["/organisations", "机构", "organisations"], ["/organisations/new", "新建机构", "organisation-new"],
    ["/people", "人员与角色", "people"], [PERSON_PAGE, "王强", "person"], [`${PERSON_PAGE}/roles`, "王强的角色", "roles"],
    [`${PERSON_PAGE}/suspend`, "停用王强的账户", "suspend"], [`${PERSON_PAGE}/password`, "重置王强的密码", "reset"], ["/nowhere", "没有这个页面", "nowhere"],
  ];
  for (const width of WIDTHS) {
    for (const [path, title, picture] of pages) {
      await DESK.open(width, path, office(), async (page) => {
        await heading(page, title);
        await page.waitForLoadState("networkidle");
        await checkAccess(page, picture, width);
      });
    }
  }
});

test("on a telephone the navigation is a drawer", async () => {
  await DESK.open(390, "/", office(), async (page) => {
    await heading(page, "工作台");
    await page.getByRole("button", { name: "打开导航" }).click();
    await page.getByRole("link", { name: "机构" }).waitFor();
    await checkAccess(page, "drawer", 390);
    await page.getByRole("link", { name: "机构" }).click();
    await heading(page, "机构");
  });
});

test("what one may not do isn't offered", async () => {
  const api = office().on("GET", "/me", { body: { ...ME, acts: ["person.read"] } });
  await DESK.open(1440, "/people", api, async (page) => {
    await heading(page, "人员与角色");
    assert.equal(await page.getByRole("link", { name: "机构", exact: true }).count(), 0);
    assert.equal(await page.getByRole("button", { name: "新建人员" }).count(), 0);
  });
});

test("a form's faults stand beside their fields and on top, and lead there", async () => {
  for (const width of WIDTHS) {
    const fields = [{ field: "login", code: "taken", message: "登录名 qianfang 已经有人使用，请换一个" }, { field: "roles[0].role", code: "clash", message: "系统管理员不能兼任业务角色" }];
    const api = office().on("POST", "/people", problem(422, "invalid", "有内容需要改正", { fields }));
    await DESK.open(width, "/people/new", api, async (page) => {
      await heading(page, "新建人员");
      await page.getByRole("button", { name: "新建", exact: true }).click();
      await page.getByText("有 4 处需要改正").waitFor();
      await checkAccess(page, "form-empty", width);
      await page.getByLabel("姓名").fill("钱芳");
      await page.getByLabel("登录名").fill("qianfang");
      await page.getByRole("combobox", { name: "所在机构" }).click();
      await page.getByTitle("新抚区价格监督检查局").click();
      await page.locator("#form_password").fill("correct horse battery");
      await page.getByRole("button", { name: "增加角色" }).click();
      await page.getByRole("combobox", { name: "角色 1" }).fill("系统");
      await page.keyboard.press("Enter");
      await page.getByRole("combobox", { name: "适用机构" }).click();
      await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)").getByTitle("抚顺市价格监督检查局").click();
      await page.getByRole("button", { name: "新建", exact: true }).click();
      await page.getByText("有 2 处需要改正").waitFor();
      assert.equal(await page.locator(".ant-form-item-explain-error").count(), 2);
      await checkAccess(page, "form-faults", width);
      await page.getByRole("button", { name: "登录名 qianfang 已经有人使用" }).click();
      assert.equal(await page.evaluate("document.activeElement.id"), "form_login");
    });
  }
});

test("a draft is offered again, without its password; a half-filled form warns before it is left", async () => {
  await DESK.open(1440, "/people/new", office(), async (page) => {
    await page.getByLabel("姓名").fill("钱芳");
    await page.locator("#form_password").fill("correct horse battery");
    await page.getByRole("link", { name: "机构", exact: true }).click();
    await page.getByText("本表还没有提交").waitFor();
    await checkAccess(page, "leave", 1440);
    await page.getByRole("button", { name: "离开本页" }).click();
    await heading(page, "机构");
    await page.goBack();
    await page.getByRole("button", { name: "恢复草稿" }).waitFor();
    await checkAccess(page, "draft", 1440);
    await page.getByRole("button", { name: "恢复草稿" }).click();
    assert.equal(await page.getByLabel("姓名").inputValue(), "钱芳");
    assert.equal(await page.locator("#form_password").inputValue(), "");
  });
});

test("who saves over somebody else's change is told, and keeps what was typed", async () => {
  let name = "新抚区价格监督检查局";
  const organisation = () => ({ body: { id: "o2", parent: null, name, level: "county", region: "210402", state: "active", version: name.length } });
  const api = office().on("GET", "/organisations/([^/]+)", organisation).on("POST", "/organisations/([^/]+)", problem(409, "stale", "已被修改"));
  await DESK.open(1440, "/organisations/o2", api, async (page) => {
    await page.getByLabel("机构名称").fill("新抚区市场监督管理局");
    name = "新抚区发展和改革局";
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("这条记录刚被别人修改过").waitFor();
    await checkAccess(page, "stale", 1440);
    await page.getByRole("button", { name: "读取最新内容" }).click();
    await page.getByRole("button", { name: "恢复草稿" }).waitFor();
    assert.equal(await page.getByLabel("机构名称").inputValue(), "新抚区发展和改革局");
    await page.getByRole("button", { name: "恢复草稿" }).click();
    assert.equal(await page.getByLabel("机构名称").inputValue(), "新抚区市场监督管理局");
  });
});

test("a second factor is set up by its code", async () => {
  let totp = "required";
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 3"><path d="M0 0h2v2h-2z"/></svg>';
  const api = office().on("GET", "/me", () => ({ body: { ...ME, totp } })).on("POST", "/me/totp", { body: { secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/x", svg } }).on("POST", "/me/totp/confirm", () => {
    totp = "on";
    return { body: {} };
  });
  await DESK.open(390, "/me/totp", api, async (page) => {
    await page.getByRole("button", { name: "开始设置" }).click();
    await page.getByAltText("设置动态口令的二维码").waitFor();
    await checkAccess(page, "totp", 390);
    await page.locator("#form_code").fill("123456");
    await page.getByRole("button", { name: "启用动态口令" }).click();
    await page.getByText("动态口令已启用").waitFor();
  });
});
