/** A registry manager's week with inspectors: a roster with a bad row, one added by hand, who can't be drawn on which day, and a phone seen for a reason. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { PASSWORD, foundBureau } from "../support/bureau";
import { Clerk, startBrowser } from "../support/clerk";
import { type Running, startServer } from "../support/server";

let server: Running;
let browser: Browser;
before(async () => {
  server = await startServer();
  await foundBureau(server.address, { "registry-manager": "吴兰" });
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const DAY_MS = 24 * 3600 * 1000;
const PHONE = "13804131234";

/** A day so many days from today, in China. */
function dayIn(days: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit" }).format(Date.now() + days * DAY_MS);
}

/** A day as people read it. */
function said(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

const FIRST_AWAY = dayIn(20);
const LAST_AWAY = dayIn(24);

function roster(): Buffer {
  const rows = ["姓名,执法证号,有效期至,工作单位,执法领域", `孙海,21040001001,${dayIn(900)},价格监督检查一科,涉企、医疗`, `李春,21040001002,${dayIn(30)},收费管理科,教育`, "钱勇,21040001003,长期,收费管理科,教育"];
  return Buffer.from(`${rows.join("\r\n")}\r\n`);
}

async function judged(clerk: Clerk, sentence: string): Promise<void> {
  await clerk.page.locator(".verdict").getByText(sentence).waitFor();
}

async function importRoster(clerk: Clerk): Promise<void> {
  await clerk.press("导入名录");
  await clerk.sees("导入名录", "检查人员-导入");
  await clerk.page.setInputFiles("input[type=file]", { name: "人员.csv", mimeType: "text/csv", buffer: roster() });
  await clerk.page.getByText("已读取“人员.csv”").waitFor();
  await clerk.press("下一步：预览");
  await clerk.page.getByRole("cell", { name: "长期" }).waitFor();
  await clerk.looks("检查人员-导入-预览");
  await clerk.press("导入 2 行");
  await clerk.page.getByText("导入完成：写入 2 行，退回 1 行").waitFor();
  await clerk.press("查看执法检查人员");
}

async function addByHand(clerk: Clerk): Promise<void> {
  await clerk.press("新建检查人员");
  await clerk.sees("新建检查人员");
  await clerk.fill("姓名", "赵玲");
  await clerk.fill("执法证号", "21040001009");
  await clerk.press("新建");
  await clerk.page.getByRole("button", { name: "请填写“有效期至”" }).waitFor();
  await clerk.looks("新建检查人员-缺项");
  await clerk.type("有效期至", dayIn(700));
  await clerk.fill("工作单位", "价格监督检查一科");
  await clerk.fill("联系电话", PHONE);
  await clerk.fill("身份证号", "210402198001010011");
  await clerk.press("新建");
  await clerk.page.locator(".ant-form-item-explain-error").getByText("不是有效的18位身份证号").waitFor();
  await clerk.looks("新建检查人员-身份证号");
  await clerk.fill("身份证号", "");
  await clerk.press("新建");
  await clerk.sees("赵玲", "检查人员");
  await judged(clerk, `${said(dayIn(0))}可以参加抽取`);
}

async function writeDown(clerk: Clerk): Promise<void> {
  await clerk.press("登记请假");
  await clerk.sees("登记赵玲的请假", "请假");
  await clerk.type("第一天", LAST_AWAY);
  await clerk.type("最后一天", FIRST_AWAY);
  await clerk.press("登记请假");
  await clerk.page.locator(".ant-form-item-explain-error").getByText("结束日期早于开始日期").waitFor();
  await clerk.type("第一天", FIRST_AWAY);
  await clerk.type("最后一天", LAST_AWAY);
  await clerk.press("登记请假");
  await clerk.page.locator("#leaves").getByText("年休假").waitFor();
  await clerk.press("申报回避");
  await clerk.sees("申报赵玲的回避关系", "回避");
  await clerk.fill("对象名称", "永安食品商行");
  await clerk.press("申报回避");
  await clerk.page.locator("#conflicts").getByText("永安食品商行").waitFor();
}

test("a registry manager keeps inspectors, and sees who can't be drawn on a day and why", async () => {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("registry-manager", PASSWORD);
  await clerk.page.getByRole("link", { name: "执法检查人员" }).click();
  await clerk.sees("执法检查人员", "检查人员-空");
  await importRoster(clerk);
  await clerk.sees("执法检查人员", "检查人员-名录");
  await addByHand(clerk);
  await writeDown(clerk);

  await clerk.go("/console/inspectors");
  await clerk.type("抽取日期", FIRST_AWAY);
  const row = clerk.page.getByRole("row", { name: "赵玲" });
  await row.getByText("不在岗").waitFor();
  await clerk.page.getByRole("row", { name: "孙海" }).getByText("能抽取", { exact: true }).waitFor();
  await clerk.choose("能否抽取", "不能抽取");
  await clerk.page.getByRole("row", { name: "孙海" }).waitFor({ state: "detached" });
  await clerk.looks("检查人员-不能抽取");
  const [download] = await Promise.all([clerk.page.waitForEvent("download"), clerk.press("导出").then(() => clerk.page.getByRole("menuitem", { name: "CSV" }).click())]);
  assert.equal(download.suggestedFilename(), "执法检查人员.csv");
  await row.getByRole("link").first().click();
  await judged(clerk, `${said(FIRST_AWAY)}不能参加抽取`);
  await judged(clerk, `因年休假至${said(LAST_AWAY)}不在岗`);
  await clerk.looks("检查人员-请假当天");
  await clerk.type("看哪一天", dayIn(25));
  await judged(clerk, `${said(dayIn(25))}可以参加抽取`);
  await clerk.type("看哪一天", FIRST_AWAY);
  await judged(clerk, "不在岗");
  await clerk.press("撤回：年休假");
  assert.equal(await clerk.page.getByRole("button", { name: "撤回", exact: true }).isDisabled(), true, "not without a reason");
  await clerk.fill("撤回的理由", "改期休假");
  await clerk.looks("撤回请假");
  await clerk.press("撤回");
  await judged(clerk, `${said(FIRST_AWAY)}可以参加抽取`);

  await clerk.press("暂停执法");
  await clerk.sees("暂停赵玲的执法资格", "暂停执法");
  await clerk.page.getByRole("checkbox", { name: "我已核对，确认暂停" }).check();
  assert.equal(await clerk.page.getByRole("button", { name: "暂停执法", exact: true }).isDisabled(), true, "not without a reason");
  await clerk.fill("暂停的理由", "执法证换发期间");
  await clerk.press("暂停执法");
  await judged(clerk, "执法资格已暂停");
  await clerk.press("恢复执法");
  await clerk.sees("恢复赵玲的执法资格", "恢复执法");
  await clerk.fill("恢复的理由", "新证已到");
  await clerk.page.getByRole("checkbox", { name: "我已核对，确认恢复" }).check();
  await clerk.press("恢复执法");
  await judged(clerk, "可以参加抽取");

  assert.equal((await clerk.page.innerText("main")).includes(PHONE), false);
  await clerk.press("查看完整的联系电话");
  await clerk.looks("查看电话");
  await clerk.fill("查看理由", "通知参加检查");
  await clerk.press("查看并记入日志");
  await clerk.page.getByText(PHONE).waitFor();
  await clerk.page.reload();
  await clerk.page.locator(".timeline").getByText("查看完整的电话或身份证号").waitFor();
  assert.equal((await clerk.page.innerText("main")).includes(PHONE), false);
  assert.match(await clerk.page.locator(".timeline").innerText(), /状态：暂停执法 → 在岗\s*理由：新证已到[\s\S]*状态：在岗 → 暂停执法\s*理由：执法证换发期间[\s\S]*理由：改期休假/);
  await clerk.page.locator("#leaves").getByText("理由：改期休假").waitFor();
  await clerk.looks("检查人员-理由");
  await clerk.leave();
});

test("whom a certificate or the training rule keeps from draws is seen on a telephone too", async () => {
  const clerk = await Clerk.arrive(browser, server.address, { width: 390 });
  await clerk.signIn("registry-manager", PASSWORD);
  await clerk.page.getByText("还有 30 天到期").waitFor();
  await clerk.sees("工作台", "工作台-到期提醒");
  await clerk.page.getByRole("link", { name: "李春" }).click();
  await clerk.sees("李春", "检查人员-将到期");
  await clerk.go("/console/inspectors/training-rule");
  await clerk.sees("培训要求");
  await clerk.fill("多少个月内须有合格的培训", "12");
  await clerk.press("保存");
  await clerk.page.getByText("已保存，现在执行：12 个月内须有合格的培训").waitFor();
  await clerk.go("/console/inspectors");
  await clerk.page.getByRole("row", { name: "李春" }).getByText("缺培训").waitFor();
  await clerk.looks("检查人员-缺培训");
  await clerk.page.getByRole("link", { name: "李春" }).click();
  await clerk.page.getByRole("link", { name: "补登培训" }).click();
  await clerk.sees("登记李春的培训", "培训");
  await clerk.fill("培训内容", "行政执法人员年度培训");
  await clerk.type("结束日期", dayIn(-10));
  await clerk.fill("学时", "16");
  await clerk.press("登记培训");
  await judged(clerk, "可以参加抽取");
  await clerk.looks("检查人员-培训合格");
  await clerk.leave();
});
