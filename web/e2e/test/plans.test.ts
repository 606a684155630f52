/** A year's plan from a draft to the portal: drafted and simulated by one, approved by a second, filed, published by a third. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { PASSWORD, foundBureau, publishCatalogue } from "../support/bureau";
import { Clerk, TELEPHONE, startBrowser } from "../support/clerk";
import { type Running, startServer } from "../support/server";

let server: Running;
let browser: Browser;
before(async () => {
  server = await startServer();
  await foundBureau(server.address, { "catalogue-manager": "陈静", planner: "许明", approver: "赵刚", publisher: "孙悦" });
  await publishCatalogue(server.address);
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const YEAR = new Date().getFullYear() + 1;
const TITLE = `${YEAR}年双随机抽查计划`;
const HEAD = `${TITLE}（${YEAR}年度第1版）`;

async function draft(): Promise<void> {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("planner", PASSWORD);
  await clerk.page.getByRole("link", { name: "计划", exact: true }).click();
  await clerk.sees("计划", "计划-空");
  await clerk.page.getByRole("button", { name: "新建年度计划" }).first().click();
  await clerk.sees("新建年度计划");
  await clerk.fill("计划名称", TITLE);
  await clerk.fill("编制依据", "《中华人民共和国价格法》第三十三条");
  await clerk.press("开始编制");
  await clerk.sees(HEAD, "计划-空白");
  await clerk.press("计划条目");
  await clerk.sees("编辑计划条目", "计划条目-空");
  await clerk.press("添加条目");
  await clerk.choose("第1条抽查事项", "JG-20 医药价格");
  await clerk.fill("第1条B级比例", "一成");
  await clerk.fill("第1条D级比例", "50%");
  await clerk.choose("第1条抽取月份", "3");
  await clerk.page.keyboard.press("Escape");
  await clerk.press("保存");
  await clerk.page.getByText("第1条：比例应为0至100%").waitFor();
  await clerk.fill("第1条B级比例", "1/10");
  await clerk.looks("计划条目-填好");
  await clerk.press("保存");
  await clerk.sees(HEAD, "计划-草稿");
  await clerk.press("开始测算");
  await clerk.page.getByRole("heading", { name: "逐月人手" }).waitFor();
  await clerk.looks("计划-测算");
  await clerk.press("提交审批");
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("提交审批");
  await clerk.sees(HEAD, "计划-待审批");
  assert.equal(await clerk.page.getByRole("button", { name: "批准", exact: true }).count(), 0);
  await clerk.leave();
}

/** Opens the plan from the list. */
async function opened(login: string, width = 1440): Promise<Clerk> {
  const clerk = await Clerk.arrive(browser, server.address, { width });
  await clerk.signIn(login, PASSWORD);
  await clerk.sees("工作台", `工作台-${login}`);
  await clerk.go("/console/plans");
  await clerk.page.getByRole("link", { name: HEAD }).click();
  await clerk.sees(HEAD, `计划-${login}`);
  return clerk;
}

async function approve(): Promise<void> {
  const clerk = await opened("approver");
  await clerk.press("批准");
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("批准");
  await clerk.sees(HEAD, "计划-待备案");
  await clerk.leave();
}

async function file(): Promise<void> {
  const clerk = await opened("planner");
  await clerk.press("登记备案");
  await clerk.sees(`登记备案：${HEAD}`, "登记备案");
  await clerk.fill("备案号", "抚价检备〔2026〕3号");
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("登记备案");
  await clerk.sees(HEAD, "计划-待公布");
  await clerk.leave();
}

async function publish(): Promise<void> {
  const clerk = await opened("publisher", 390);
  await clerk.press("公布");
  await clerk.sees(`公布：${HEAD}`, "公布计划");
  await clerk.fill(`请输入“${TITLE}”以确认`, TITLE);
  await clerk.press("公布");
  await clerk.sees(HEAD, "计划-已公布");
  await clerk.page.locator(".mark", { hasText: "现行有效" }).waitFor();
  await clerk.leave();
}

/** A draw is begun from a line, and the plan counts it. */
async function drawLine(): Promise<void> {
  const clerk = await opened("planner");
  await clerk.page.getByRole("button", { name: "按第 1 行拟定抽取" }).click();
  await clerk.sees("拟定抽取方案", "抽取-按计划拟定");
  assert.equal(await clerk.page.getByLabel("任务", { exact: true }).inputValue(), `${YEAR}年医药价格抽查`);
  assert.equal(await clerk.page.getByLabel("检查首日").inputValue(), `${YEAR}-03-01`);
  for (const nth of [1, 2]) await clerk.fill(`揭示方${nth}的名称`, nth === 1 ? "市纪委监委" : "市价格协会");
  await clerk.press("保存草稿");
  await clerk.sees(`${YEAR}年医药价格抽查`);
  await clerk.go("/console/plans");
  await clerk.page.getByRole("link", { name: HEAD }).click();
  await clerk.sees(HEAD, "计划-执行进度");
  const cells = clerk.page.getByRole("region", { name: "执行进度" }).locator("tbody tr").first().getByRole("cell");
  assert.equal(await cells.nth(6).innerText(), "1", "one draw under way");
  await clerk.leave();
}

test("three people bring a plan from a draft to the portal, where a citizen reads it", async () => {
  await draft();
  await approve();
  await file();
  await publish();
  await drawLine();
  const citizen = await Clerk.arrive(browser, server.address, TELEPHONE);
  await citizen.go("/plans");
  await citizen.looks("门户-计划");
  await citizen.page.getByRole("link", { name: TITLE }).click();
  await citizen.looks("门户-一版计划");
  await citizen.page.getByText("抚价检备〔2026〕3号").first().waitFor();
  await citizen.page.getByText("医药价格").first().waitFor();
  await citizen.leave();
});
