/** An edition of the catalogue from a draft to the portal, by three people, and a citizen who reads it. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { PASSWORD, foundBureau, today } from "../support/bureau";
import { Clerk, TELEPHONE, startBrowser } from "../support/clerk";
import { type Running, startServer } from "../support/server";

let server: Running;
let browser: Browser;
before(async () => {
  server = await startServer();
  await foundBureau(server.address, { "catalogue-manager": "陈静", approver: "赵刚", publisher: "孙悦" });
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const TITLE = "2026年度价格监督检查随机抽查事项清单";
const HEAD = `${TITLE}（第1版）`;

async function draft(): Promise<void> {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("catalogue-manager", PASSWORD);
  await clerk.page.getByRole("link", { name: "事项清单" }).click();
  await clerk.sees("事项清单");
  await clerk.press("编制新的一版");
  await clerk.sees("编制新的一版");
  await clerk.fill("清单名称", TITLE);
  await clerk.press("开始编制");
  await clerk.sees(HEAD, "清单-空白");
  await clerk.press("新建事项");
  await clerk.sees("新建事项");
  for (const [label, text] of [["编号", "JG-01"], ["领域", "涉企"], ["抽查事项", "明码标价检查"], ["法律法规名称", "《中华人民共和国价格法》"], ["条款", "第十三条"],
    ["抽查主体", "抚顺市价格监督检查局"], ["抽查对象", "商品零售企业"], ["抽查内容", "是否按规定明码标价"], ["比例", "4%"]]) await clerk.fill(label, text);
  await clerk.press("增加检查内容");
  await clerk.fill("检查内容", "商品是否有标价签");
  await clerk.fill("法定依据", "《明码标价和禁止价格欺诈规定》第五条");
  await clerk.looks("新建事项-填好");
  await clerk.press("保存");
  await clerk.sees(HEAD, "清单-草稿");
  await clerk.page.getByText("《中华人民共和国价格法》第十三条").waitFor();
  await clerk.press("提交审批");
  await clerk.sees(`提交审批：${HEAD}`, "提交审批");
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("提交审批");
  await clerk.sees(HEAD, "清单-待审批");
  assert.equal(await clerk.page.getByRole("button", { name: "批准", exact: true }).count(), 0);
  await clerk.leave();
}

async function approve(): Promise<void> {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("approver", PASSWORD);
  // The workbench says what waits, and leads there.
  await clerk.page.getByRole("link", { name: /待审批的清单\s*1/ }).click();
  await clerk.page.getByRole("link", { name: HEAD }).click();
  await clerk.page.getByRole("link", { name: "JG-01" }).click();
  await clerk.sees("明码标价检查", "事项");
  await clerk.page.goBack();
  await clerk.press("批准");
  await clerk.page.getByText("没有现行的清单可以对比").waitFor();
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("批准");
  await clerk.sees(HEAD, "清单-已批准");
  await clerk.page.locator(".mark", { hasText: "待公布" }).waitFor();
  await clerk.leave();
}

async function publish(): Promise<void> {
  const clerk = await Clerk.arrive(browser, server.address, { width: 390 });
  await clerk.signIn("publisher", PASSWORD);
  await clerk.sees("工作台", "工作台-公示人");
  await clerk.go("/console/catalogue");
  await clerk.page.getByRole("link", { name: HEAD }).click();
  await clerk.sees(HEAD, "清单-待公布");
  await clerk.press("公布");
  await clerk.sees(`公布：${HEAD}`, "公布");
  // A day that won't do stays as it was typed.
  await clerk.type("生效日期", "2020-01-01");
  await clerk.fill(`请输入“${TITLE}”以确认`, TITLE);
  await clerk.page.getByRole("alert").filter({ hasText: "不得早于" }).waitFor();
  assert.equal(await clerk.page.getByLabel("生效日期", { exact: true }).inputValue(), "2020-01-01");
  assert.equal(await clerk.page.getByRole("button", { name: "公布", exact: true }).isDisabled(), true);
  await clerk.type("生效日期", today());
  await clerk.press("公布");
  await clerk.sees(HEAD, "清单-已公布");
  await clerk.page.locator(".mark", { hasText: "已公布" }).waitFor();
  await clerk.leave();
}

test("three people bring an edition from a draft to the portal, where a citizen reads it", async () => {
  await draft();
  await approve();
  await publish();
  const citizen = await Clerk.arrive(browser, server.address, TELEPHONE);
  await citizen.go("/");
  await citizen.looks("门户");
  await citizen.page.getByRole("link", { name: "事项清单" }).first().click();
  await citizen.looks("门户-事项清单");
  await citizen.page.getByRole("link", { name: TITLE }).click();
  await citizen.looks("门户-一版清单");
  await citizen.page.getByText("明码标价检查").first().waitFor();
  await citizen.leave();
});
