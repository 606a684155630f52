/** The registry's daily upkeep: a search that is kept, a list taken out, tags, a licence, a correction, a status, and a double entry that is merged with its trace. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { Caller, PASSWORD, foundBureau } from "../support/bureau";
import { Clerk, startBrowser } from "../support/clerk";
import { creditCode } from "../support/credit-code";
import { type Running, startServer } from "../support/server";

const TWICE = "抚顺市新抚区永安食品商行";
const STAYS = creditCode("MA000001");
const GOES = creditCode("MA000003");
const PHARMACY = "和平大药房";

let server: Running;
let browser: Browser;
before(async () => {
  server = await startServer();
  await foundBureau(server.address, { "registry-manager": "吴兰", approver: "沈岩" });
  await enter();
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  await server.stop();
});

/** Three entries, two of them of one business. */
async function enter(): Promise<void> {
  const caller = new Caller(server.address);
  await caller.signIn("registry-manager", PASSWORD);
  const { organisation } = await caller.call<{ organisation: { id: string } }>("GET", "/me");
  const add = (subject: Record<string, string>) => caller.call("POST", "/subjects", { organisation: organisation.id, subject: { kind: "enterprise", region: "210402", ...subject } });
  await add({ name: TWICE, code: STAYS, domain: "enterprise", address: "新抚区东一路1号" });
  await add({ name: TWICE, code: GOES, domain: "enterprise", address: "新抚区东一路1号" });
  await add({ name: PHARMACY, code: creditCode("MA000002"), domain: "medical", address: "新抚区东一路2号" });
}

async function keepSearch(clerk: Clerk): Promise<void> {
  await clerk.press("筛选条件");
  await clerk.choose("领域", "医疗");
  await clerk.page.getByRole("link", { name: TWICE }).first().waitFor({ state: "detached" });
  await clerk.press("常用筛选");
  await clerk.page.getByRole("menuitem", { name: "保存当前筛选" }).click();
  await clerk.page.getByRole("textbox", { name: "名称", exact: true }).fill("医疗机构");
  await clerk.looks("常用筛选-命名");
  await clerk.press("保存");
  await clerk.page.getByRole("dialog").waitFor({ state: "detached" });
  await clerk.press("清除条件");
  await clerk.page.getByRole("link", { name: TWICE }).first().waitFor();
  await clerk.press("常用筛选");
  await clerk.page.getByRole("menuitem", { name: "医疗机构" }).click();
  await clerk.page.getByRole("link", { name: TWICE }).first().waitFor({ state: "detached" });
  assert.match(clerk.page.url(), /\?domain=medical$/);
}

async function keepUp(clerk: Clerk): Promise<void> {
  await clerk.press("标签");
  await clerk.sees(`${PHARMACY}的标签`, "标签");
  const tags = clerk.page.getByRole("combobox", { name: "标签" });
  await tags.fill("重点监管");
  await tags.press("Enter");
  await clerk.press("保存");
  await clerk.page.locator(".particulars").getByText("重点监管").waitFor();
  await clerk.press("许可证件");
  await clerk.sees(`${PHARMACY}的许可证件`, "许可证件");
  await clerk.press("增加许可证件");
  await clerk.fill("许可证件名称", "药品经营许可证");
  await clerk.fill("许可证件编号", "辽DA0240001");
  await clerk.type("许可证件有效期至", "2031-03-05");
  await clerk.looks("许可证件-填写");
  await clerk.press("保存");
  await clerk.page.getByText("2031年3月5日").first().waitFor();
  await clerk.press("修改");
  await clerk.sees(`修改${PHARMACY}`, "检查对象-修改");
  await clerk.fill("网格", "210402-007");
  await clerk.press("保存");
  await clerk.page.locator(".timeline").getByText("修改资料").waitFor();
  await clerk.press("登记状态");
  await clerk.sees(`${PHARMACY}的登记状态`, "登记状态");
  await clerk.page.getByRole("radio", { name: "停业" }).check();
  await clerk.fill("变更原因", "自行申报停业");
  await clerk.press("保存");
  await clerk.page.locator(".timeline").getByText("变更登记状态").waitFor();
  assert.match(await clerk.page.locator(".timeline").innerText(), /登记状态：存续 → 停业[\s\S]*210402-007[\s\S]*药品经营许可证[\s\S]*重点监管/);
  await clerk.looks("检查对象-经过");
}

/** Somebody else looks at both entries and approves. */
async function approve(): Promise<void> {
  const approver = await Clerk.arrive(browser, server.address);
  await approver.signIn("approver", PASSWORD);
  await approver.page.getByRole("link", { name: /合并申请，待批准/ }).click();
  await approver.page.getByRole("link", { name: TWICE }).click();
  await approver.page.getByRole("cell", { name: GOES }).waitFor();
  await approver.press("批准");
  await approver.sees(`批准合并：${TWICE}`, "批准合并");
  await approver.page.getByRole("checkbox", { name: "我已核对两条登记，确认是同一个检查对象" }).check();
  await approver.press("批准");
  await approver.page.getByText("已合并").first().waitFor();
  await approver.looks("合并申请-已合并");
  await approver.go(`/subjects/${GOES}`);
  await approver.page.getByText("并入这里的重复登记").waitFor();
  await approver.looks("门户-并入这里的重复登记");
  await approver.go("/merges");
  await approver.sees("合并公示", "门户-合并公示");
  await approver.page.getByRole("link", { name: TWICE }).waitFor();
  await approver.go("/console/");
  await approver.leave();
}

test("a clerk keeps the registry up, and merges an entry that stands twice", async () => {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("registry-manager", PASSWORD);
  await clerk.page.getByRole("link", { name: "检查对象" }).click();
  await clerk.page.getByRole("link", { name: PHARMACY }).waitFor();
  await keepSearch(clerk);
  const waiting = clerk.page.waitForEvent("download");
  await clerk.press("导出");
  await clerk.page.getByRole("menuitem", { name: "Excel" }).click();
  assert.equal((await waiting).suggestedFilename(), "检查对象.xlsx");
  await clerk.page.getByRole("link", { name: PHARMACY }).click();
  await clerk.sees(PHARMACY, "检查对象-新");
  await keepUp(clerk);

  await clerk.go("/console/subjects/duplicates");
  await clerk.page.getByRole("link", { name: GOES }).waitFor();
  await clerk.sees("疑似重复");
  await clerk.page.getByRole("link", { name: GOES }).click();
  await clerk.page.getByText("可能与 1 条登记重复").waitFor();
  await clerk.looks("检查对象-疑似重复");
  await clerk.press("申请合并");
  await clerk.sees(`申请合并：${TWICE}`, "申请合并");
  await clerk.page.getByRole("radio", { name: STAYS }).check();
  await clerk.fill("为什么是同一个检查对象", "换领执照后又登记了一次，已电话核实");
  await clerk.page.getByRole("checkbox", { name: "我已核对，确认两条是同一个检查对象" }).check();
  await clerk.press("申请合并");
  await clerk.page.getByText("待批准").first().waitFor();
  assert.equal(await clerk.page.getByRole("button", { name: "批准", exact: true }).count(), 0, "nobody approves what they asked for");
  await clerk.looks("合并申请");
  await approve();

  await clerk.go(`/console/subjects?q=${GOES}&status=merged`);
  await clerk.page.getByRole("link", { name: TWICE }).click();
  await clerk.page.getByText("这一条是重复登记，已合并到另一条").waitFor();
  await clerk.looks("合并-并走的一条");
  await clerk.page.getByRole("link", { name: "查看保留的一条" }).click();
  await clerk.page.locator(".particulars").getByText(STAYS).waitFor();
  await clerk.page.locator(".timeline").getByText("另一条合并进来").waitFor();
  await clerk.looks("合并-保留的一条");
  await clerk.leave();
});
