/** From an empty server to the first clerk with a role. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { BUREAU } from "../support/bureau";
import { Clerk, startBrowser } from "../support/clerk";
import { type Running, startServer } from "../support/server";
import { codeOf } from "../support/totp";

let server: Running;
let browser: Browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const FIRST = "first granite orbit 3";
const OWN = "lilac orbit 7 granite";

/** What everybody does who was given a password. */
async function replacePassword(clerk: Clerk, given: string): Promise<void> {
  await clerk.sees("修改密码");
  await clerk.fill("原密码", given);
  await clerk.fill("新密码", OWN);
  await clerk.fill("再输入一次", OWN);
  await clerk.press("修改密码");
}

/** What every administrator does next; the answer is the secret in their authenticator. */
async function enrol(clerk: Clerk): Promise<string> {
  await clerk.sees("动态口令", "动态口令-开始");
  await clerk.press("开始设置");
  await clerk.page.getByAltText("设置动态口令的二维码").waitFor();
  await clerk.looks("动态口令-扫码");
  const secret = (await clerk.page.locator("code").innerText()).replace(/\s/g, "");
  await clerk.fill("动态口令", codeOf(secret));
  await clerk.press("启用动态口令");
  await clerk.page.getByRole("navigation", { name: "导航" }).waitFor();
  return secret;
}

test("an empty server is set up by two administrators, who let the first clerk in", async () => {
  const setter = await Clerk.arrive(browser, server.address);
  await setter.go("/console/");
  await setter.sees("首次设置");
  await setter.fill("单位名称", BUREAU);
  await setter.fill("行政区划代码", "210400");
  for (const [who, name, login] of [["system_admin", "李敏", "limin"], ["security_admin", "周正", "zhouzheng"]]) {
    await setter.page.locator(`#setup_${who}_name`).fill(name);
    await setter.page.locator(`#setup_${who}_login`).fill(login);
    await setter.page.locator(`#setup_${who}_password`).fill(FIRST);
  }
  await setter.press("完成设置");
  await setter.page.getByText("首次设置已完成").waitFor();
  await setter.sees("登录");
  await setter.leave();

  const system = await Clerk.arrive(browser, server.address);
  await system.signIn("limin", FIRST);
  await replacePassword(system, FIRST);
  const secret = await enrol(system);
  await system.sees("工作台");
  await system.go("/console/organisations/new");
  await system.sees("新建机构");
  await system.choose("上级机构", BUREAU);
  await system.fill("机构名称", "新抚区价格监督检查局");
  await system.fill("行政区划代码", "210402");
  await system.choose("层级", "县级");
  await system.press("保存");
  await system.sees("机构");
  await system.page.getByRole("link", { name: "新抚区价格监督检查局" }).waitFor();
  await system.go("/console/people/new");
  await system.fill("姓名", "王强");
  await system.fill("登录名", "wangqiang");
  await system.choose("所在机构", "新抚区价格监督检查局");
  await system.press("新建");
  await system.sees("王强的初始密码");
  const given = await system.page.getByTestId("given").innerText();
  await system.press("已交给本人");
  await system.sees("王强");
  assert.equal(await system.page.getByRole("button", { name: "授予角色" }).count(), 0);
  await system.leave();

  const again = await Clerk.arrive(browser, server.address, { width: 390 });
  await again.signIn("limin", OWN, codeOf(secret, 1));
  await again.sees("工作台");
  await again.leave();

  const security = await Clerk.arrive(browser, server.address);
  await security.signIn("zhouzheng", FIRST);
  await replacePassword(security, FIRST);
  await enrol(security);
  await security.go("/console/people");
  await security.sees("人员与角色");
  await security.page.getByRole("link", { name: "王强" }).click();
  await security.press("授予角色");
  await security.press("增加角色");
  await security.page.getByRole("combobox", { name: "角色 1" }).fill("名录");
  await security.page.keyboard.press("Enter");
  await security.choose("适用机构", "新抚区价格监督检查局");
  await security.looks("授予角色");
  await security.press("保存");
  await security.sees("王强", "王强-有角色");
  await security.page.getByText("名录管理员").waitFor();
  await security.leave();

  const clerk = await Clerk.arrive(browser, server.address, { width: 390 });
  await clerk.signIn("wangqiang", given);
  await replacePassword(clerk, given);
  await clerk.sees("工作台", "工作台-王强");
  await clerk.page.getByText("名录管理员").waitFor();
  await clerk.leave();
});
