import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { problem } from "../support/api";
import { Desk, WIDTHS, checkAccess, heading } from "../support/desk";
import { ME, ORGANISATIONS, PERSON, office } from "../support/office";

const DESK = new Desk("dist");
before(() => DESK.start());
after(() => DESK.close());

const PERSON_PAGE = `/people/${PERSON.id}`;

test("every page of accounts is reachable, readable and without violations", async () => {
  const pages: [path: string, title: string, picture: string][] = [
    ["/", "工作台", "workbench"], ["/me/sessions", "登录会话", "sessions"], ["/organisations", "机构", "organisations"], ["/organisations/new", "新建机构", "organisation-new"], ["/organisations/none", "没有这个页面", "organisation-none"],
    ["/people", "人员与角色", "people"], [PERSON_PAGE, "王强", "person"], [`${PERSON_PAGE}/roles`, "王强的角色", "roles"],
    [`${PERSON_PAGE}/suspend`, "停用王强的账户", "suspend"], [`${PERSON_PAGE}/password`, "重置王强的密码", "reset"], ["/organisations/0197a000-0000-7000-8000-000000000002/close", "撤销新抚区价格监督检查局", "close"], ["/jobs", "任务", "jobs"], ["/nowhere", "没有这个页面", "nowhere"],
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
    const fields = [{ field: "login", code: "login-taken", message: "该登录名已被使用，请换一个" }, { field: "name", code: "too-long", message: "不能超过50个字" }];
    const api = office().on("POST", "/people", problem(422, "fields", "有内容需要修改", { fields }));
    await DESK.open(width, "/people/new", api, async (page) => {
      await heading(page, "新建人员");
      await page.getByRole("button", { name: "新建", exact: true }).click();
      await page.getByText("有 3 处需要改正").waitFor();
      await checkAccess(page, "form-empty", width);
      await fill(page);
      await page.getByRole("button", { name: "新建", exact: true }).click();
      await page.getByText("有 2 处需要改正").waitFor();
      await page.locator(".ant-form-item-explain-error").nth(1).waitFor();
      assert.equal(await page.locator(".ant-form-item-explain-error").count(), 2);
      await checkAccess(page, "form-faults", width);
      await page.getByRole("button", { name: "该登录名已被使用" }).click();
      assert.equal(await page.evaluate("document.activeElement.id"), "form_login");
    });
  }
});

async function fill(page: Page): Promise<void> {
  await page.getByLabel("姓名").fill("钱芳");
  await page.getByLabel("登录名").fill("qianfang");
  await page.getByRole("combobox", { name: "所在机构" }).click();
  await page.getByTitle("新抚区价格监督检查局").click();
}

test("a first password is shown once, with what to do", async () => {
  for (const width of WIDTHS) {
    const api = office().on("POST", "/people", { body: { person: { ...PERSON, name: "钱芳", login: "qianfang" }, password: "moss-kite-42-reed" } });
    await DESK.open(width, "/people/new", api, async (page) => {
      await fill(page);
      await page.getByRole("button", { name: "新建", exact: true }).click();
      await heading(page, "钱芳的初始密码");
      await page.getByText("moss-kite-42-reed").waitFor();
      await page.getByText("密码只显示这一次").waitFor();
      assert.deepEqual(JSON.parse(api.calls("POST", "/people")[0].body), { name: "钱芳", login: "qianfang", organisation: PERSON.organisation });
      await checkAccess(page, "given", width);
      await page.getByRole("button", { name: "已交给本人" }).click();
      await heading(page, "王强");
      assert.equal(String(await page.evaluate("JSON.stringify(localStorage) + document.body.innerText")).includes("moss-kite"), false);
    });
  }
});

test("roles are chosen with the organisation they hold for, and what excludes each other is said", async () => {
  const api = office().on("POST", "/people/([^/]+)/roles", problem(409, "roles-together", "角色不能兼任"));
  await DESK.open(1440, `${PERSON_PAGE}/roles`, api, async (page) => {
    await page.getByRole("button", { name: "增加角色" }).click();
    await page.getByRole("combobox", { name: "角色 3" }).fill("系统");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "适用机构" }).last().click();
    await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)").getByTitle("抚顺市价格监督检查局").click();
    await page.getByText("请只保留其中一类").waitFor();
    await checkAccess(page, "roles-clash", 1440);
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("角色不能兼任").waitFor();
  });
});

test("a draft is offered again; a half-filled form warns before it is left", async () => {
  await DESK.open(1440, "/people/new", office(), async (page) => {
    await page.getByLabel("姓名").fill("钱芳");
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
  });
});

test("who saves over somebody else's change is told, and keeps what was typed", async () => {
  let name = "新抚区价格监督检查局";
  const all = () => ({ body: [ORGANISATIONS[0], { ...ORGANISATIONS[1], id: "o2", name, version: name.length }] });
  const api = office().on("GET", "/organisations", all).on("POST", "/organisations/([^/]+)", problem(409, "stale", "已被修改"));
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

test("who needs a second factor sets it up before anything else", async () => {
  let totp = "required";
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 3"><path d="M0 0h2v2h-2z"/></svg>';
  const uri = "otpauth://totp/%E6%91%87%E5%85%89:limin?secret=JBSWY3DPEHPK3PXP&issuer=%E6%91%87%E5%85%89";
  const api = office().on("GET", "/me", () => ({ body: { ...ME, totp } })).on("POST", "/me/totp", { body: { uri, svg } }).on("POST", "/me/totp/confirm", () => {
    totp = "on";
    return { body: {} };
  });
  for (const width of WIDTHS) {
    totp = "required";
    await DESK.open(width, "/people", api, async (page) => {
      await heading(page, "动态口令");
      assert.equal(await page.getByRole("navigation").count(), 0);
      await page.getByRole("button", { name: "开始设置" }).click();
      await page.getByAltText("设置动态口令的二维码").waitFor();
      await page.getByText("JBSW Y3DP EHPK 3PXP").waitFor();
      await checkAccess(page, "totp", width);
      await page.locator("#form_code").fill("123456");
      await page.getByRole("button", { name: "启用动态口令" }).click();
      await heading(page, "人员与角色");
    });
  }
});

test("a refusal that says what to mend first leads to the page that mends it", async () => {
  let isForced = false;
  const api = office().on("GET", "/me", () => ({ body: { ...ME, must_change_password: isForced } })).on("POST", "/people/([^/]+)/suspend", () => {
    isForced = true;
    return problem(403, "password-must-change", "请先修改密码");
  });
  await DESK.open(1440, `${PERSON_PAGE}/suspend`, api, async (page) => {
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "停用账户" }).click();
    await heading(page, "修改密码");
  });
});
