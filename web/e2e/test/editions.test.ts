/** A second edition of the catalogue out of a file: what is wrong in it, what changed by it, and what an approver sends back. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { Caller, PASSWORD, foundBureau } from "../support/bureau";
import { Clerk, startBrowser } from "../support/clerk";
import { type Running, startServer } from "../support/server";

let server: Running;
let browser: Browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
  await foundBureau(server.address, { "catalogue-manager": "陈静", approver: "赵刚", publisher: "孙悦" });
  await publishFirst();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const item = (code: string, name: string): object => ({
  code, name, domain: "涉企", class: "ordinary", rate: { numerator: 3, denominator: 100 }, bases: [{ law: "《中华人民共和国价格法》", article: "第十三条" }], body: "市价格监督检查机构", object: "商品零售企业",
  content: "是否按规定明码标价", methods: ["on-site"], materials: [], frequency: { note: "" }, sub: "", qualification: "",
  checklist: [{ text: "商品是否有标价签", answer: "yes-no", basis: "第五条" }], discretion: [{ violation: "不明码标价", grade: "lenient", range: "一千元以下", basis: "第四十二条" }],
});

/** Three people bring the first edition to the portal, by the API. */
async function publishFirst(): Promise<void> {
  const by = async (login: string): Promise<Caller> => {
    const caller = new Caller(server.address);
    await caller.signIn(login, PASSWORD);
    return caller;
  };
  const [drafter, approver, publisher] = [await by("catalogue-manager"), await by("approver"), await by("publisher")];
  const [{ id: organisation }] = await drafter.call<{ id: string }[]>("GET", "/organisations");
  const { id } = await drafter.call<{ id: string }>("POST", "/editions", { organisation, title: "2026年度事项清单", note: "", from: "empty" });
  for (const [code, name] of [["JG-01", "明码标价检查"], ["JG-02", "价格欺诈检查"]]) await drafter.call("POST", `/editions/${id}/items`, item(code, name));
  const version = async (): Promise<number> => (await drafter.call<{ version: number }>("GET", `/editions/${id}`)).version;
  await drafter.call("POST", `/editions/${id}/submit`, { version: await version() });
  await approver.call("POST", `/editions/${id}/approve`, { version: await version() });
  await publisher.call("POST", `/editions/${id}/publish`, { version: await version(), effective_from: new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10) });
}

const TITLE = "2027年度事项清单";
const HEAD = `${TITLE}（第2版）`;
const COLUMNS = "编号,领域,抽查事项,抽查依据,抽查主体,抽查对象,抽查内容,抽查方式,事项类别,比例";
const file = (rate: string): Buffer => Buffer.from([COLUMNS, `JG-01,涉企,明码标价检查,《价格法》第十三条,市局,零售企业,标价,现场检查,重点事项,${rate}`, "JG-03,涉企,收费公示检查,《价格法》第十四条,市局,收费单位,公示,书面检查,一般事项,5%"].join("\r\n"));

async function choose(clerk: Clerk, name: string, rate: string): Promise<void> {
  await clerk.page.setInputFiles("input[type=file]", { name, mimeType: "text/csv", buffer: file(rate) });
  await clerk.page.locator(".drop_title", { hasText: name }).waitFor();
}

async function importInto(clerk: Clerk): Promise<void> {
  await clerk.press("从 Excel 导入");
  await clerk.sees("从 Excel 导入", "事项-导入");
  await choose(clerk, "有错.csv", "300%");
  await clerk.press("导入");
  await clerk.page.getByText("“抽查事项”第 2 行“比例”：").waitFor();
  await clerk.looks("事项-导入-有错");
  const arriving = clerk.page.waitForEvent("download");
  await clerk.press("下载错误文件（Excel）");
  const faulty = await arriving;
  assert.equal(faulty.suggestedFilename(), "有错-错误.xlsx");
  assert.equal(readFileSync(await faulty.path()).subarray(0, 2).toString(), "PK");
  await choose(clerk, "改好.csv", "30%");
  assert.equal(await clerk.page.locator(".faultlist").count(), 0);
  await clerk.press("导入");
  await clerk.page.getByText("导入完成：新增 1 项，修改 1 项，不变 0 项").waitFor();
  await clerk.looks("事项-导入-完成");
  await clerk.page.getByRole("link", { name: "查看清单" }).click();
}

async function takeOut(clerk: Clerk): Promise<void> {
  await clerk.page.getByRole("link", { name: "JG-02" }).click();
  await clerk.press("删除本事项");
  await clerk.sees("删除事项：价格欺诈检查", "事项-删除");
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("删除本事项");
}

async function submit(clerk: Clerk): Promise<void> {
  await clerk.press("提交审批");
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("提交审批");
}

async function draft(): Promise<void> {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("catalogue-manager", PASSWORD);
  await clerk.page.getByRole("link", { name: "事项清单" }).click();
  await clerk.page.getByRole("link", { name: "2026年度事项清单（第1版）" }).click();
  await clerk.page.getByRole("link", { name: "JG-01" }).click();
  await clerk.page.getByRole("cell", { name: "商品是否有标价签" }).waitFor();
  await clerk.sees("明码标价检查", "事项-检查表和裁量基准");
  await clerk.page.getByRole("link", { name: "事项清单", exact: true }).first().click();
  await clerk.press("编制新的一版");
  await clerk.fill("清单名称", TITLE);
  await clerk.press("开始编制");
  await clerk.sees(HEAD, "清单-复制");
  await importInto(clerk);
  await takeOut(clerk);
  await clerk.sees(HEAD, "清单-改过");
  await clerk.press("与另一版比较");
  await clerk.sees("清单版本比较");
  const changed = clerk.page.getByRole("row", { name: /^比例/ });
  assert.match(await changed.innerText(), /3%\s+30%/);
  assert.match(await clerk.page.locator(".tiles").innerText(), /新增事项\s+1\s+修改事项\s+1\s+删除事项\s+1/);
  await clerk.page.setViewportSize({ width: 390, height: 900 });
  await clerk.looks("清单版本比较");
  await clerk.page.setViewportSize({ width: 1440, height: 900 });
  await clerk.page.goBack();
  await clerk.sees(HEAD, "清单-待提交");
  await submit(clerk);
  await clerk.page.locator(".mark", { hasText: "待审批" }).waitFor();
  await clerk.leave();
}

async function reject(): Promise<void> {
  const clerk = await Clerk.arrive(browser, server.address, { width: 390 });
  await clerk.signIn("approver", PASSWORD);
  await clerk.page.getByRole("button", { name: "打开导航" }).waitFor();
  await clerk.go("/console/catalogue?state=submitted");
  await clerk.page.getByRole("link", { name: HEAD }).click();
  await clerk.press("退回");
  await clerk.sees(`退回：${HEAD}`, "清单-退回");
  await clerk.fill("原因（公开，不超过200字）", "请说明比例为何提高");
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("退回");
  await clerk.page.getByText("上次退回的原因：请说明比例为何提高").waitFor();
  await clerk.sees(HEAD, "清单-已退回");
  await clerk.leave();
}

async function discard(): Promise<void> {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("catalogue-manager", PASSWORD);
  await clerk.page.getByRole("link", { name: "事项清单" }).click();
  await clerk.page.getByRole("link", { name: HEAD }).click();
  await clerk.page.getByText("上次退回的原因：请说明比例为何提高").waitFor();
  await clerk.press("放弃草稿");
  await clerk.sees(`放弃草稿：${HEAD}`, "清单-放弃");
  await clerk.fill("原因（公开，不超过200字）", "明年再编");
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("放弃草稿");
  await clerk.page.getByText("撤回的原因：明年再编").waitFor();
  await clerk.sees(HEAD, "清单-已放弃");
  await clerk.leave();
}

test("a draft is filled from a file and compared; the approver sends it back, and its drafter gives it up", async () => {
  await draft();
  await reject();
  await discard();
});
