/** A complaint from the phone call to the portal's figures, and who complained, whom nobody sees but the one who handles it. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { Caller, PASSWORD, foundBureau } from "../support/bureau";
import { Clerk, TELEPHONE, startBrowser } from "../support/clerk";
import { type Running, startServer } from "../support/server";

let server: Running;
let browser: Browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
  await foundBureau(server.address, { "registry-manager": "吴兰", approver: "赵刚", inspector: "钱进", planner: "许明", leader: "周远" });
  const registrar = new Caller(server.address);
  await registrar.signIn("registry-manager", PASSWORD);
  const [{ id: organisation }] = await registrar.call<{ id: string }[]>("GET", "/organisations");
  const subject = { name: BUSINESS, code: "NB-0001", code_kind: "internal", kind: "trader", domain: "tourism", region: "210402", address: "新抚区东一路1号" };
  await registrar.call("POST", "/subjects", { organisation, subject });
});
after(async () => {
  await browser.close();
  await server.stop();
});

const BUSINESS = "抚顺市新抚区永安客栈";
const WHO = { name: "王小明", phone: "13904131234", address: "顺城区临江路8号" };

/** Nothing of who complained stands on the page or in what the browser keeps. */
async function hasNoName(clerk: Clerk): Promise<void> {
  const kept = await clerk.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  const seen = (await clerk.page.innerText("body")) + kept;
  for (const part of Object.values(WHO)) assert.equal(seen.includes(part), false, part);
}

async function fillIn(clerk: Clerk): Promise<void> {
  await clerk.choose("来源", "来电");
  await clerk.page.getByRole("combobox", { name: "名录中的检查对象" }).fill("永安");
  await clerk.page.locator(".ant-select-item-option", { hasText: BUSINESS }).click();
  assert.equal(await clerk.page.getByLabel("被投诉举报的经营者").inputValue(), BUSINESS);
  await clerk.fill("投诉举报内容", `${WHO.name}来电：国庆期间房价高于标价一倍，要求退还多收的300元。`);
  await clerk.fill("姓名", WHO.name);
  await clerk.fill("联系电话", "12");
  await clerk.fill("联系地址", WHO.address);
}

/** The registrar corrects one field, and what is masked stays as it is: the handler will see it whole. What it is counted by can't be changed; what is replaced stays. */
async function mend(clerk: Clerk, name: string): Promise<void> {
  await clerk.press("修改");
  await clerk.sees(`修改：${name}`, "投诉-修改");
  await clerk.page.getByText("以下各项登记后不能修改").waitFor();
  assert.equal(await clerk.page.getByRole("combobox", { name: "来源" }).count(), 0, "what it is counted by is only shown");
  await clerk.fill("涉及的抽查事项", "JG-01");
  assert.equal(await clerk.page.getByLabel("姓名", { exact: true }).count(), 0, "who is known isn't asked for again");
  await clerk.press("修改此项：投诉举报内容");
  await clerk.press("保存");
  await clerk.page.getByText("等待审批人或局领导分派").waitFor();
  await clerk.press("修改");
  await clerk.press("修改此项：投诉举报内容");
  await clerk.fill("投诉举报内容", "王**来电：国庆期间房价高于标价两倍。");
  await clerk.press("修改此项：联系地址");
  await clerk.press("不修改，保留原内容：联系地址");
  await clerk.press("保存");
  await clerk.page.locator(".ant-form-item-explain-error").getByText("含有遮蔽用的星号").waitFor();
  await clerk.looks("投诉-修改-带星号");
  await clerk.fill("投诉举报内容", `${WHO.name}来电：国庆期间房价高于标价两倍，要求退还多收的300元。`);
  await clerk.press("保存");
  await clerk.page.getByText("王**来电：国庆期间房价高于标价两倍，要求退还").waitFor();
  await clerk.page.getByText("JG-01").first().waitFor();
  await clerk.page.getByRole("heading", { name: "修改前的内容" }).waitFor();
  await clerk.page.getByText("王**来电：国庆期间房价高于标价一倍").first().waitFor();
  await hasNoName(clerk);
}

/** The answer is the complaint's name. */
async function register(): Promise<string> {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("registry-manager", PASSWORD);
  await clerk.page.getByRole("link", { name: "投诉举报", exact: true }).first().click();
  await clerk.sees("投诉举报", "投诉-空");
  await clerk.page.keyboard.press("n");
  await clerk.sees("登记投诉举报");
  await fillIn(clerk);
  await clerk.page.getByRole("link", { name: "检查对象" }).click();
  await clerk.page.getByText("草稿只暂存在本窗口").waitFor();
  await clerk.press("离开本页");
  await clerk.page.getByRole("heading", { level: 1, name: "检查对象", exact: true }).waitFor();
  await hasNoName(clerk);
  await clerk.page.goBack();
  await clerk.press("恢复草稿");
  assert.equal(await clerk.page.getByLabel("姓名").inputValue(), WHO.name);
  await clerk.press("登记");
  await clerk.page.locator(".ant-form-item-explain-error").getByText("电话号码").waitFor();
  await clerk.looks("登记-号码有误");
  await clerk.fill("联系电话", WHO.phone);
  await clerk.press("登记");
  await clerk.page.getByText("等待审批人或局领导分派").waitFor();
  const name = await clerk.page.getByRole("heading", { level: 1 }).innerText();
  assert.match(name, /^投诉 \d{4}-000001$/);
  await clerk.page.getByText("王**来电").waitFor();
  await hasNoName(clerk);
  await mend(clerk, name);
  for (const barred of ["分派", "不予受理", "查看完整信息"]) assert.equal(await clerk.page.getByRole("button", { name: barred, exact: true }).count(), 0, barred);
  await clerk.leave();
  return name;
}

/** The answer is the approver, who comes back later. */
async function assign(name: string): Promise<Clerk> {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("approver", PASSWORD);
  await clerk.page.getByRole("link", { name: /待分派\s*1/ }).click();
  await clerk.sees("投诉举报", "投诉-待分派");
  await clerk.page.getByRole("link", { name: BUSINESS }).or(clerk.page.getByRole("cell", { name: BUSINESS })).first().click();
  await clerk.sees(name, "投诉-审批人");
  await clerk.press("分派");
  await clerk.sees(`分派：${name}`, "分派");
  await clerk.press("分派");
  await clerk.page.locator(".ant-form-item-explain-error").getByText("请填写“承办人”").waitFor();
  await clerk.choose("承办人", "钱进");
  await clerk.press("7 天内");
  await clerk.press("分派");
  await clerk.page.getByText("由钱进办理").waitFor();
  return clerk;
}

/** The handler looks at who complained, and reports; the answer is the handler. */
async function handle(name: string): Promise<Clerk> {
  const clerk = await Clerk.arrive(browser, server.address, { width: 390 });
  await clerk.signIn("inspector", PASSWORD);
  await clerk.sees("工作台", "工作台-承办人");
  await clerk.page.getByRole("link", { name: /由我办理\s*1/ }).click();
  await clerk.sees("投诉举报", "投诉-由我办理");
  await clerk.page.getByRole("link", { name: name.split(" ")[1] }).click();
  await clerk.sees(name, "投诉-承办人");
  await hasNoName(clerk);
  await clerk.press("查看完整信息");
  await clerk.fill("查看理由", "电话核实房费数额");
  await clerk.looks("查看完整信息");
  await clerk.press("查看并记录");
  await clerk.page.getByText(WHO.phone).waitFor();
  await clerk.page.locator(".timeline").getByText("理由：电话核实房费数额").waitFor();
  await clerk.looks("投诉-完整信息");
  await clerk.press("填报办理结果");
  await clerk.sees(`填报办理结果：${name}`, "填报办理结果");
  await hasNoName(clerk);
  await clerk.page.getByRole("radio", { name: "属实", exact: true }).check();
  await clerk.fill("核查和处理情况", `已向${WHO.name}退款300元。`);
  await clerk.press("提交审核");
  await clerk.page.getByText("钱进已填报办理结果").waitFor();
  await clerk.page.getByText("已向王**退款").waitFor();
  await hasNoName(clerk);
  return clerk;
}

/** The approver isn't content, and the handler reports anew. */
async function sendBack(name: string, approver: Clerk, handler: Clerk): Promise<void> {
  await approver.go("/console/complaints?clock=stopped");
  await approver.choose("承办人", "钱进");
  await approver.page.waitForURL(/handler=/);
  await approver.page.getByRole("link", { name: name.split(" ")[1] }).waitFor();
  await approver.looks("投诉-按承办人");
  await approver.go("/console/");
  await approver.page.getByRole("link", { name: /待审核\s*1/ }).click();
  await approver.page.getByRole("link", { name: name.split(" ")[1] }).click();
  await approver.press("退回重办");
  await approver.sees(`退回重办：${name}`, "退回重办");
  await approver.fill("退回的理由", "请补充对经营者的处理");
  await approver.page.getByRole("checkbox").check();
  await approver.press("退回重办");
  await approver.page.locator(".timeline").getByText("理由：请补充对经营者的处理").waitFor();
  await approver.leave();

  await handler.go("/console/");
  await handler.page.getByRole("link", { name: /由我办理\s*1/ }).click();
  await handler.page.getByRole("link", { name: name.split(" ")[1] }).click();
  await handler.page.getByText("退回重办的原因：请补充对经营者的处理").waitFor();
  await handler.press("填报办理结果");
  await handler.page.getByRole("radio", { name: "部分属实", exact: true }).check();
  await handler.press("修改此项：核查和处理情况");
  await handler.fill("核查和处理情况", "已退款300元，责令经营者改正。");
  await handler.press("提交审核");
  await handler.page.getByText("钱进已填报办理结果").waitFor();
  await handler.leave();
}

/** The leader closes it, and later erases who complained. */
async function closeAndErase(name: string): Promise<void> {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("leader", PASSWORD);
  await clerk.page.getByRole("link", { name: /待审核\s*1/ }).click();
  await clerk.page.getByRole("link", { name: name.split(" ")[1] }).click();
  await clerk.press("办结");
  await clerk.sees(`办结：${name}`, "办结");
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("办结");
  await clerk.page.locator(".mark", { hasText: "已办结" }).waitFor();
  await clerk.press("清除投诉举报人信息");
  await clerk.sees(`清除投诉举报人信息：${name}`, "清除");
  await clerk.fill("清除的理由（如本人申请、保存期限已满）", "本人申请");
  const number = name.split(" ")[1];
  await clerk.fill(`请输入“${number}”以确认`, number);
  await clerk.press("清除投诉举报人信息");
  await clerk.page.getByText("投诉举报人信息已依法清除").waitFor();
  await clerk.sees(name, "投诉-已清除");
  await clerk.leave();
}

async function follow(name: string): Promise<void> {
  const clerk = await Clerk.arrive(browser, server.address, { width: 390 });
  await clerk.signIn("planner", PASSWORD);
  await clerk.sees("工作台", "工作台-计划编制人");
  assert.equal(await clerk.page.getByRole("heading", { name: "投诉举报" }).count(), 0);
  await clerk.go("/console/complaints?state=closed");
  await clerk.page.getByRole("link", { name: name.split(" ")[1] }).click();
  await clerk.sees(name, "投诉-计划编制人");
  await clerk.page.locator(".timeline").getByText("办结").waitFor();
  await hasNoName(clerk);
  assert.equal(await clerk.page.locator(".pagehead_actions button").count(), 0);
  await clerk.go("/console/complaints/signals");
  await clerk.sees("风险信号");
  await clerk.page.locator("td").getByText("C 级").waitFor();
  await hasNoName(clerk);
  await clerk.leave();
}

test("a complaint is registered, assigned, handled, sent back and closed; who complained is seen by the handler alone", async () => {
  const name = await register();
  const approver = await assign(name);
  const handler = await handle(name);
  await sendBack(name, approver, handler);
  await closeAndErase(name);
  await follow(name);
  const citizen = await Clerk.arrive(browser, server.address, TELEPHONE);
  await citizen.go("/complaints");
  await citizen.looks("门户-投诉举报");
  const counted = citizen.page.getByRole("row", { name: /部分属实/ });
  assert.match(await counted.first().innerText(), /1/);
  assert.equal((await citizen.page.innerText("body")).includes(BUSINESS), false);
  await citizen.leave();
});
