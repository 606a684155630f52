/** A dirty roster on its way into the registry, a risk class that moves, and a citizen who looks a business up. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { PASSWORD, foundBureau } from "../support/bureau";
import { Clerk, TELEPHONE, startBrowser } from "../support/clerk";
import { creditCode } from "../support/credit-code";
import { type Running, startServer } from "../support/server";
import { codeOf } from "../support/totp";

let server: Running;
let browser: Browser;
let secrets: Record<string, string>;
before(async () => {
  server = await startServer();
  secrets = await foundBureau(server.address, { "registry-manager": "吴兰", "audit-admin": "郑明" });
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const HEAD = "单位名称,统一社会信用代码,主体类型,领域,行政区划,住所";

const YONGAN = creditCode("MA000001");
const HEPING = creditCode("MA000002");
const WRONG = HEPING.slice(0, 17) + (HEPING.endsWith("0") ? "1" : "0");

function roster(second: string): Buffer {
  const rows = [HEAD, `抚顺市新抚区永安食品商行,${YONGAN},企业,涉企,210402,新抚区东一路1号`, `和平大药房,${second},企业,医疗,210402,新抚区东一路2号`];
  return Buffer.from(`${rows.join("\r\n")}\r\n`);
}

async function send(clerk: Clerk, name: string, second: string): Promise<void> {
  await clerk.page.setInputFiles("input[type=file]", { name, mimeType: "text/csv", buffer: roster(second) });
  await clerk.page.getByText(`已读取“${name}”`).waitFor();
  await clerk.looks(`导入-${name}-对应`);
  await clerk.press("下一步：预览");
  await clerk.page.getByText("预览：以下内容尚未写入").waitFor();
  await clerk.looks(`导入-${name}-预览`);
}

test("a clerk imports a dirty roster, mends the refused row and moves a risk class; an auditor follows it, a citizen finds the business", async () => {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("registry-manager", PASSWORD);
  await clerk.page.getByRole("link", { name: "检查对象" }).click();
  await clerk.sees("检查对象", "名录-空");
  await clerk.press("导入名录");
  await clerk.sees("导入名录");
  await send(clerk, "名录.csv", WRONG);
  await clerk.page.getByText("校验码不正确").waitFor();
  await clerk.press("导入 1 行");
  await clerk.page.getByText("导入完成：写入 1 行，退回 1 行").waitFor();
  await clerk.looks("导入-完成");
  await clerk.page.getByRole("button", { name: "换一个文件" }).first().click();
  await send(clerk, "改好.csv", HEPING);
  await clerk.press("导入 1 行");
  await clerk.page.getByText("导入完成：写入 1 行，退回 0 行").waitFor();
  await clerk.press("查看检查对象");
  await clerk.sees("检查对象", "名录");
  await clerk.page.getByPlaceholder("名称、地址、代码或拼音首字母").fill("永安");
  await clerk.page.getByRole("link", { name: "和平大药房" }).waitFor({ state: "detached" });
  await clerk.page.getByRole("link", { name: "抚顺市新抚区永安食品商行" }).click();
  await clerk.sees("抚顺市新抚区永安食品商行", "检查对象");
  await clerk.press("登记状态");
  await clerk.page.getByRole("radio", { name: "停业" }).check();
  await clerk.press("保存");
  await clerk.page.locator(".ant-form-item-explain-error").getByText("请填写“变更原因”").waitFor();
  await clerk.looks("登记状态-缺原因");
  await clerk.fill("变更原因", "自行申报停业装修");
  await clerk.press("保存");
  await clerk.page.locator(".timeline").getByText("原因：自行申报停业装修").waitFor();
  await clerk.press("调整风险等级");
  await clerk.page.getByRole("radio", { name: "D 级" }).check();
  await clerk.fill("调整原因", "投诉举报核实较多");
  await clerk.press("调整");
  await clerk.page.getByText("调整为D级须填写依据").waitFor();
  await clerk.looks("风险-缺依据");
  await clerk.fill("依据", "抚价监〔2026〕3号");
  await clerk.press("调整");
  await clerk.page.locator(".timeline").getByText("调整风险等级").waitFor();
  await clerk.looks("检查对象-D级");
  await clerk.leave();

  const auditor = await Clerk.arrive(browser, server.address, { width: 390 });
  await auditor.signIn("audit-admin", PASSWORD, codeOf(secrets["audit-admin"], 1));
  await auditor.sees("工作台", "工作台-审计");
  await auditor.go("/console/subjects?risk=D");
  await auditor.page.getByRole("link", { name: "抚顺市新抚区永安食品商行" }).click();
  await auditor.sees("抚顺市新抚区永安食品商行", "检查对象-审计");
  const move = auditor.page.locator(".timeline > li").first();
  await move.getByText("调整风险等级").waitFor();
  assert.match(await move.innerText(), /风险等级：B → D/);
  assert.equal(await auditor.page.getByRole("button", { name: "修改", exact: true }).count(), 0);
  await auditor.go("/console/acts");
  await auditor.sees("操作记录");
  await auditor.page.getByRole("link", { name: "调整风险等级" }).click();
  await auditor.sees("调整风险等级", "操作记录-风险");
  // Computed in the browser: the journal's seal is of what the table says.
  await auditor.page.getByText("由本浏览器计算").waitFor();
  await auditor.page.getByText("相符", { exact: true }).waitFor();
  assert.match(await auditor.page.locator("article").innerText(), /risk\s+B\s+D/);
  await auditor.press("上一次操作");
  await auditor.page.getByRole("heading", { level: 1, name: "变更登记状态" }).waitFor();
  await auditor.page.getByText("自行申报停业装修").first().waitFor();
  // It came with a file: there the one thing is looked at among the others.
  await auditor.press("上一次操作");
  await auditor.sees("写入一批行", "操作记录-导入的对象");
  await auditor.page.getByRole("heading", { name: "登记的内容" }).waitFor();
  await auditor.page.getByText("相符", { exact: true }).waitFor();
  assert.equal(await auditor.page.getByRole("button", { name: "上一次操作" }).isDisabled(), true);
  await auditor.page.getByRole("link", { name: "查看整次操作" }).click();
  await auditor.page.getByRole("link", { name: "查看：抚顺市新抚区永安食品商行" }).waitFor();
  await auditor.looks("操作记录-整次导入");
  await auditor.go("/console/journal");
  await auditor.sees("日志与核对");
  await auditor.press("开始核对");
  await auditor.page.getByText("全部一致").waitFor();
  await auditor.looks("日志与核对-一致");
  await auditor.leave();

  const citizen = await Clerk.arrive(browser, server.address, TELEPHONE);
  await citizen.go("/subjects?q=永安");
  await citizen.looks("门户-查询");
  await citizen.page.getByRole("link", { name: "抚顺市新抚区永安食品商行" }).click();
  await citizen.looks("门户-检查对象");
  assert.equal((await citizen.page.innerText("body")).includes("投诉举报核实较多"), false);
  assert.equal((await citizen.page.innerText("body")).includes("停业装修"), false);
  await citizen.leave();
});
