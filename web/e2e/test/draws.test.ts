/** A draw from a scheme to a published, verified result: an operator, an approver, two outsiders by their links, a publisher, a citizen. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { PASSWORD, foundBureau, publishCatalogue, signedIn, today } from "../support/bureau";
import { Clerk, TELEPHONE, startBrowser } from "../support/clerk";
import { creditCode } from "../support/credit-code";
import { type Running, startServer } from "../support/server";

let server: Running;
let browser: Browser;
before(async () => {
  server = await startServer();
  await foundBureau(server.address, { "catalogue-manager": "陈静", "registry-manager": "吴敏", "draw-operator": "姜禾", approver: "赵刚", publisher: "孙悦" });
  await publishCatalogue(server.address);
  await fillRegistries();
  await putRuleInForce();
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const TASK = "医疗价格收费专项抽查";
const OUTSIDERS = ["市纪委监委驻局纪检监察组", "市消费者协会"];

/** Twenty clinics and six inspectors. */
async function fillRegistries(): Promise<void> {
  const clerk = await signedIn(server.address, "registry-manager");
  const [{ id: organisation }] = await clerk.call<{ id: string }[]>("GET", "/organisations");
  for (let serial = 1; serial <= 20; serial += 1) {
    const subject = { name: `第${serial}诊所`, code: creditCode(`MA${String(serial).padStart(6, "0")}`), kind: "enterprise", domain: "medical", region: "210402", address: "东一路1号", representative: "王小明", liaison: "李芳", phone: "13800005678" };
    await clerk.call("POST", "/subjects", { organisation, subject });
  }
  for (let number = 1; number <= 6; number += 1) {
    await clerk.call("POST", "/inspectors", { organisation, certificate: `210400${number}`, name: `检查员${number}`, valid_to: today(400), unit: "价格科", fields: ["医疗"] });
  }
}

/** Two parties reveal, within ninety seconds of the commit. */
async function putRuleInForce(): Promise<void> {
  const operator = await signedIn(server.address, "draw-operator");
  const rule = { text: "由机构以外两方揭示，锁定后九十秒内完成。", reveal_s: 90, delay_s: 91, beacons: [], dice: null, closed: [] };
  const { id } = await operator.call<{ id: string }>("POST", "/draw-rules", { rule });
  await (await signedIn(server.address, "approver")).call("POST", `/draw-rules/${id}/approve`, { version: 1 });
}

async function opened(login: string, width = 1440): Promise<Clerk> {
  const clerk = await Clerk.arrive(browser, server.address, { width });
  await clerk.signIn(login, PASSWORD);
  await clerk.sees("工作台", `工作台-${login}`);
  await clerk.go("/console/draws");
  await clerk.page.getByRole("link", { name: TASK }).click();
  await clerk.sees(TASK, `抽取-${login}`);
  return clerk;
}

async function draft(): Promise<void> {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("draw-operator", PASSWORD);
  await clerk.page.getByRole("link", { name: "抽取", exact: true }).click();
  await clerk.sees("抽取", "抽取-空");
  await clerk.page.getByRole("button", { name: "拟定抽取方案" }).first().click();
  await clerk.sees("拟定抽取方案");
  await clerk.fill("任务", TASK);
  await clerk.choose("抽查事项", "JG-20 医药价格");
  await clerk.page.keyboard.press("Escape");
  await clerk.type("检查首日", today(5));
  await clerk.type("检查末日", today(30));
  for (const [at, name] of OUTSIDERS.entries()) await clerk.fill(`揭示方${at + 1}的名称`, name);
  await clerk.looks("抽取方案-填好");
  await clerk.press("保存草稿");
  await clerk.sees(TASK, "抽取-草稿");
  await clerk.press("计算预览");
  await clerk.page.getByText("设定比例后才能判断").waitFor();
  await clerk.fill("B层的比例", "一成");
  assert.equal(await clerk.page.getByRole("button", { name: "保存比例" }).isDisabled(), true);
  await clerk.fill("B层的比例", "10%");
  await clerk.looks("抽取-预览");
  await clerk.press("保存比例");
  await clerk.page.getByRole("cell", { name: "10%" }).waitFor();
  await clerk.press("计算预览");
  await clerk.page.getByText("无论抽到谁都够用").waitFor();
  await clerk.press("提交");
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("提交");
  await clerk.sees(TASK, "抽取-待批准");
  await clerk.leave();
}

async function approve(): Promise<void> {
  const clerk = await opened("approver", 390);
  await clerk.press("批准");
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("批准");
  await clerk.sees(TASK, "抽取-已批准");
  assert.equal(await clerk.page.getByRole("button", { name: "锁定" }).count(), 0);
  await clerk.leave();
}

/** A party at a telephone, behind its link. */
interface Outsider {
  clerk: Clerk;
  value: string;
}

async function givesHash(link: string): Promise<Outsider> {
  const clerk = await Clerk.arrive(browser, server.address, { width: 390 });
  await clerk.go(new URL(link).pathname);
  await clerk.sees("揭示方", "揭示方-提交摘要");
  const value = await clerk.page.getByLabel("您的值").inputValue();
  assert.match(value, /^[0-9a-f]{64}$/);
  await clerk.press("保存为文件");
  await clerk.press("已保存，提交摘要");
  await clerk.page.getByText("摘要已收到").waitFor();
  return { clerk, value };
}

async function reveals({ clerk, value }: Outsider): Promise<void> {
  await clerk.page.reload();
  await clerk.fill("您的值", value.replace(/^./, (first) => (first === "0" ? "1" : "0")));
  await clerk.press("揭示");
  await clerk.page.getByText("这不是您提交过摘要的那个值").waitFor();
  await clerk.fill("您的值", value);
  await clerk.looks("揭示方-揭示");
  await clerk.press("揭示");
  await clerk.page.getByText("已揭示的值").waitFor();
  await clerk.leave();
}

async function commit(): Promise<void> {
  const clerk = await opened("draw-operator");
  const outsiders: Outsider[] = [];
  for (const name of OUTSIDERS) {
    await clerk.press(`生成链接：${name}`);
    await clerk.page.getByText(`${name}的专用链接`).waitFor();
    outsiders.push(await givesHash(await clerk.page.getByLabel("专用链接", { exact: true }).inputValue()));
    // What the party did is a new version of the draw.
    await clerk.page.reload();
    await clerk.page.getByRole("button", { name: `重新生成：${name}` }).waitFor();
  }
  await clerk.press("锁定");
  await clerk.sees(`锁定：${TASK}`, "锁定");
  await clerk.fill(`请输入“${TASK}”以确认`, TASK);
  await clerk.press("锁定");
  await clerk.sees(TASK, "抽取-已锁定");
  for (const outsider of outsiders) await reveals(outsider);
  // The seed waits for the close, the draw for the seed's entry in the journal; the page shows each as it comes.
  await clerk.page.locator(".mark", { hasText: "已抽取" }).waitFor({ timeout: 180_000 });
  await clerk.press("查看抽取结果");
  await clerk.page.getByRole("columnheader", { name: "检查组" }).waitFor();
  await clerk.looks("抽取-结果");
  await clerk.leave();
}

async function announce(): Promise<void> {
  const clerk = await opened("publisher");
  await clerk.press("公布");
  await clerk.sees(`公布：${TASK}`, "公布抽取结果");
  await clerk.fill(`请输入“${TASK}”以确认`, TASK);
  await clerk.press("公布");
  await clerk.sees(TASK, "抽取-已公布");
  await clerk.page.locator(".mark", { hasText: "已公布" }).waitFor();
  await clerk.leave();
}

/** A clinic that nobody finds leaves, and the next reserve stands in: asked for by one, approved by another. */
async function amend(): Promise<void> {
  const operator = await opened("draw-operator");
  await operator.press("提出变更");
  await operator.press("查看抽取结果");
  await operator.page.getByRole("radio", { name: "检查对象退出" }).check();
  await operator.page.getByLabel("检查对象", { exact: true }).click();
  await operator.page.locator(".ant-select-item-option").first().click();
  await operator.choose("理由", "查无下落");
  await operator.fill("具体情况", "登记地址查无此诊所");
  await operator.looks("抽取-提出变更");
  await operator.press("提出");
  await operator.sees(TASK, "抽取-变更待批准");
  await operator.leave();
  const approver = await opened("approver", 390);
  await approver.press("查看变更");
  await approver.page.getByText("登记地址查无此诊所").waitFor();
  await approver.press("批准");
  await approver.page.getByRole("checkbox").check();
  await approver.looks("抽取-批准变更");
  await approver.press("批准");
  await approver.sees(TASK);
  await approver.page.getByText("已批准1项，待批准0项。").waitFor();
  await approver.leave();
}

test("a scheme becomes a draw that outsiders had a hand in and a citizen finds a ticket of", async () => {
  await draft();
  await approve();
  await commit();
  await announce();
  await amend();
  const citizen = await Clerk.arrive(browser, server.address, TELEPHONE);
  await citizen.go("/draws");
  await citizen.looks("门户-抽取");
  await citizen.page.getByRole("link", { name: TASK }).click();
  await citizen.looks("门户-一次抽取");
  await citizen.page.getByText("共1项：回避0项，缺席0项，检查对象退出1项").waitFor();
  const code = await citizen.page.locator("h2#targets + .scroll td.code").first().innerText();
  await citizen.fill("统一社会信用代码（或登记的代码）", code);
  await citizen.page.locator("form.search button").click();
  await citizen.page.getByText(/已被抽中|曾被抽中/).waitFor();
  await citizen.looks("门户-签号");
  await citizen.leave();
});
