/** From an announced draw to published results: an operator dispatches, two inspectors visit and write, a reviewer returns and approves, a publisher publishes, a citizen finds it; later it is corrected. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { type CheckRow, PASSWORD, clock, foundBureau, publishCatalogue, signedIn, today } from "../support/bureau";
import { Clerk, TELEPHONE, startBrowser } from "../support/clerk";
import { creditCode } from "../support/credit-code";
import { announcedDraw } from "../support/draw";
import { type Running, startServer } from "../support/server";

const TASK = "医疗价格收费专项抽查";
const CLINICS = ["抚顺市新抚区永安诊所", "抚顺市东洲区康泰诊所", "抚顺市望花区仁和诊所"];
const [CLINIC] = CLINICS;
const FOUND = "挂号费未在醒目位置公示，现场拍照取证两张。";
const STATEMENT = "价目表上周刚撤下来重印，不是有意不公示。";
const CHECKLIST: CheckRow[] = [
  { text: "是否在醒目位置公示医疗服务项目和价格", answer: "yes-no", basis: "《中华人民共和国价格法》第十三条" },
  { text: "收费是否与公示价格一致", answer: "yes-no", basis: "《中华人民共和国价格法》第十三条" },
  { text: "是否提供收费明细清单", answer: "yes-no", basis: "《医疗机构管理条例》第三十七条" },
  { text: "抽查的收费单据份数", answer: "value", basis: "《医疗机构管理条例》第三十七条" },
];

let server: Running;
let browser: Browser;
let draw: string;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
  await foundBureau(server.address, {
    "catalogue-manager": "陈静", "registry-manager": "吴敏", "draw-operator": "姜禾", approver: "赵刚", publisher: "孙悦", "publisher-2": "周舟", inspector: "钱进", "inspector-2": "李岩", reviewer: "郑重",
  });
  await publishCatalogue(server.address, CHECKLIST);
  await fillRegistries();
  draw = await announcedDraw(server.address, { task: TASK, item: "JG-20" });
});
after(async () => {
  await browser.close();
  await server.stop();
});

/** Three clinics and the two who inspect them. */
async function fillRegistries(): Promise<void> {
  const clerk = await signedIn(server.address, "registry-manager");
  const [{ id: organisation }] = await clerk.call<{ id: string }[]>("GET", "/organisations");
  for (const [serial, name] of CLINICS.entries()) {
    const subject = { name, code: creditCode(`MA${String(serial + 1).padStart(6, "0")}`), kind: "enterprise", domain: "medical", region: "210402", address: `新抚区东一路${serial + 1}号` };
    await clerk.call("POST", "/subjects", { organisation, subject });
  }
  for (const [number, name] of ["钱进", "李岩"].entries()) {
    await clerk.call("POST", "/inspectors", { organisation, certificate: `210400${number + 1}`, name, valid_to: today(400), unit: "价格科", fields: ["医疗"] });
  }
}

interface Seen {
  visit: { id: string; state: string };
  draft: { place: string };
  records: { number: number; reviewed_at: string | null }[];
}

/** The clinic's visit, as the server has it. */
async function visitOf(name: string): Promise<Seen> {
  const caller = await signedIn(server.address, "draw-operator");
  const { rows } = await caller.call<{ rows: { id: string; name: string }[] }>("GET", `/visits?draw=${draw}`);
  return caller.call<Seen>("GET", `/visits/${rows.find((row) => row.name === name)!.id}`);
}

async function arrives(login: string, width = 1440): Promise<Clerk> {
  const clerk = await Clerk.arrive(browser, server.address, { width });
  await clerk.signIn(login, PASSWORD);
  await clerk.page.getByRole("heading", { level: 1, name: "工作台", exact: true }).waitFor();
  return clerk;
}

/** A press on what a label draws: its input lies under it. */
async function tick(clerk: Clerk, row: string, answer: string): Promise<void> {
  await clerk.page.getByRole("radiogroup", { name: row, exact: true }).getByRole("radio", { name: answer, exact: true }).check();
}

async function nameAccounts(): Promise<void> {
  const stranger = await arrives("inspector");
  await stranger.page.getByText("账户尚未对应检查人员").waitFor();
  await stranger.looks("工作台-没有对应账户");
  await stranger.leave();
  const clerk = await arrives("registry-manager");
  await clerk.page.getByRole("link", { name: "检查人员账户", exact: true }).click();
  await clerk.sees("检查人员账户", "检查人员账户-空");
  for (const [name, login] of [["钱进", "inspector"], ["李岩", "inspector-2"]]) {
    await clerk.choose(`${name}的登录账户`, `${name}（${login}）`);
    await clerk.press(`保存${name}的账户`);
    await clerk.page.getByRole("row", { name: new RegExp(name) }).getByText("已对应").waitFor();
  }
  await clerk.looks("检查人员账户");
  await clerk.leave();
}

async function dispatch(): Promise<void> {
  const clerk = await arrives("draw-operator");
  await clerk.go(`/console/draws/${draw}`);
  await clerk.sees(TASK, "抽取-可派发");
  await clerk.press("派发检查");
  await clerk.sees(`派发检查：${TASK}`, "派发检查");
  await clerk.page.getByRole("checkbox").check();
  await clerk.pressTwice("派发检查");
  await clerk.sees("现场检查", "检查-派发后");
  for (const clinic of CLINICS) await clerk.page.getByRole("link", { name: clinic }).waitFor();
  await clerk.go(`/console/draws/${draw}/dispatch`);
  await clerk.page.getByText("这次抽取已经派发，共3次检查").waitFor();
  await clerk.looks("派发检查-已派发");
  assert.equal(await clerk.page.getByRole("button", { name: "派发检查" }).count(), 0);
  // The draw's page says who did it, and offers it no more.
  await clerk.page.getByRole("navigation").getByRole("link", { name: TASK }).click();
  await clerk.sees(TASK, "抽取-已派发");
  await clerk.page.getByText(/派发了3次检查/).waitFor();
  await clerk.page.getByRole("link", { name: "查看这次抽取的检查" }).waitFor();
  assert.equal(await clerk.page.getByRole("button", { name: "派发检查" }).count(), 0);
  await clerk.leave();
}

/** The first inspector, on a telephone, finds the visit and gives the notice. */
async function notice(): Promise<Clerk> {
  const clerk = await arrives("inspector", 390);
  await clerk.looks("工作台-检查人员");
  await clerk.page.getByRole("link", { name: /我的检查，待出具通知书\s*3/ }).click();
  await clerk.sees("现场检查", "检查-我的");
  await clerk.page.getByRole("link", { name: new RegExp(CLINIC) }).click();
  await clerk.sees(CLINIC, "检查-已派发");
  await clerk.press("出具检查通知书");
  await clerk.sees(`出具检查通知书：${CLINIC}`, "出具检查通知书");
  await clerk.page.getByRole("checkbox").check();
  await clerk.pressTwice("出具检查通知书");
  await clerk.sees(CLINIC, "检查-已通知");
  await clerk.page.getByText(/〔\d{4}〕第1号/).waitFor();
  const paper = await clerk.page.getByRole("link", { name: "打印通知书" }).getAttribute("href");
  await clerk.go(paper!);
  await clerk.page.getByText("被检查对象的权利").waitFor();
  await clerk.page.goBack();
  return clerk;
}

/** What is typed is on the server, or on the telephone; it is there again after a reload, with and without a signal. */
async function write(clerk: Clerk): Promise<void> {
  await clerk.press("填写抽查记录");
  await clerk.sees(`填写抽查记录：${CLINIC}`, "记录-空");
  await tick(clerk, CHECKLIST[0].text, "否");
  await clerk.fill("发现的问题", FOUND);
  await clerk.page.getByText(/已保存 \d\d:\d\d/).waitFor();
  await clerk.page.reload();
  assert.equal(await clerk.page.getByLabel("发现的问题", { exact: true }).inputValue(), FOUND);
  const place = clerk.page.getByLabel("检查地点", { exact: true });
  assert.equal(await place.inputValue(), "新抚区东一路1号");
  await clerk.page.context().setOffline(true);
  await place.fill("新抚区东一路1号一楼大厅");
  await clerk.page.getByText("未保存：连接不上服务器").waitFor();
  await clerk.looks("记录-没有信号");
  await clerk.page.context().setOffline(false);
  await clerk.page.reload();
  assert.equal(await place.inputValue(), "新抚区东一路1号一楼大厅");
  // It was sent as soon as there was a signal, before the reload or after it.
  await clerk.page.locator(".savestate").getByText(/已保存|开始填写后自动保存/).waitFor();
  assert.equal((await visitOf(CLINIC)).draft.place, "新抚区东一路1号一楼大厅");
}

/** What is handed in can't be changed any more: that takes a tick. */
async function sure(clerk: Clerk): Promise<void> {
  await clerk.page.getByRole("checkbox", { name: "已逐项核对" }).check();
}

/** What is lacking stands beside its field, and on top. The keyboard answers the rest. */
async function complete(clerk: Clerk): Promise<void> {
  await clerk.press("提交记录");
  await clerk.page.getByText("请先勾选这一项，再提交记录。").waitFor();
  await sure(clerk);
  await clerk.press("提交记录");
  await clerk.page.locator(".summary").getByText(/处需要改正/).waitFor();
  await clerk.looks("记录-缺项");
  await clerk.page.locator(".summary button").first().click();
  await clerk.fill("开始时间", clock());
  await clerk.fill("结束时间", clock(2));
  await clerk.page.getByRole("radiogroup", { name: CHECKLIST[1].text }).getByRole("radio").first().focus();
  await clerk.page.keyboard.press("1");
  await clerk.page.keyboard.press("3");
  await clerk.page.keyboard.type("12份");
  assert.equal(await clerk.page.getByLabel(CHECKLIST[3].text, { exact: true }).inputValue(), "12份");
  await clerk.page.getByRole("checkbox", { name: "未发现问题" }).check();
  await clerk.page.getByRole("checkbox", { name: "发现问题已责令改正" }).check();
  assert.equal(await clerk.page.getByRole("checkbox", { name: "未发现问题" }).isChecked(), false);
  await clerk.fill("当事人一方在场人员", "王红，店长");
  await clerk.fill("陈述、申辩", STATEMENT);
  await tick(clerk, "当事人签字", "拒绝签字");
  await clerk.fill("拒签的理由", "对认定有异议");
  await clerk.fill("见证人", "社区网格员刘敏");
  await clerk.page.getByText("检查表 4/4，发现问题 1 项").waitFor();
  await clerk.looks("记录-填好");
  await clerk.pressTwice("提交记录");
  await clerk.sees(CLINIC, "检查-已提交");
  await clerk.page.getByText("等待检查组以外的复核人复核").waitFor();
  assert.equal((await visitOf(CLINIC)).records.length, 1);
  assert.equal(await clerk.page.getByRole("button", { name: "开始复核" }).count(), 0);
}

async function openReview(clerk: Clerk): Promise<void> {
  await clerk.go("/console/");
  await clerk.page.getByRole("link", { name: /等待复核的记录\s*1/ }).click();
  await clerk.page.getByRole("link", { name: CLINIC }).click();
  await clerk.page.getByRole("heading", { level: 1, name: CLINIC, exact: true }).waitFor();
  await clerk.press("开始复核");
}

async function returnAndReview(inspector: Clerk): Promise<void> {
  const clerk = await arrives("reviewer");
  await clerk.looks("工作台-复核人");
  await openReview(clerk);
  await clerk.sees(`复核：${CLINIC}`, "复核");
  await clerk.page.locator(".decision").getByText("退回检查组").click();
  await clerk.fill("退回的理由（请写明哪一项、如何修改）", "请写明照片编号");
  await clerk.page.getByRole("checkbox").check();
  await clerk.looks("复核-退回");
  await clerk.pressTwice("退回检查组");
  await clerk.page.getByRole("heading", { level: 1, name: CLINIC, exact: true }).waitFor();

  await inspector.page.reload();
  await inspector.page.getByText("复核人退回，理由：请写明照片编号").waitFor();
  await inspector.press("填写抽查记录");
  await inspector.fill("发现的问题", `${FOUND}照片编号1、2。`);
  await sure(inspector);
  await inspector.pressTwice("提交记录");
  await inspector.page.getByText("等待检查组以外的复核人复核").waitFor();

  await openReview(clerk);
  await clerk.page.getByRole("checkbox").check();
  await clerk.pressTwice("复核通过");
  await clerk.sees(CLINIC, "检查-已复核");
  const { visit, records } = await visitOf(CLINIC);
  assert.deepEqual([visit.state, records.length, records.filter(({ reviewed_at }) => reviewed_at).length], ["reviewed", 2, 1]);
  await clerk.leave();
}

async function publish(login: string): Promise<void> {
  const clerk = await arrives(login);
  await clerk.looks("工作台-公示人");
  await clerk.page.locator("#card-disclosures a").click();
  await clerk.sees("结果公示", "公示-待公示");
  await clerk.page.getByRole("row", { name: new RegExp(CLINIC) }).getByText(/还剩 \d+ 个工作日/).waitFor();
  await clerk.page.getByRole("checkbox", { name: `选择${CLINIC}` }).check();
  await clerk.press("公示所选的 1 件");
  await clerk.sees("公示 1 件抽查结果", "公示");
  await clerk.page.getByText(FOUND).waitFor();
  // What the portal will say of the team stands here before.
  await clerk.page.getByText(/抽取检查人员\d+人，到场\d+人/).waitFor();
  assert.equal((await clerk.page.innerText("body")).includes(STATEMENT), false);
  await clerk.page.getByRole("checkbox").check();
  await clerk.pressTwice("公示");
  await clerk.sees("已公示 1 件", "公示-完成");
  await clerk.go("/console/disclosures?state=published");
  await clerk.sees("结果公示", "公示-已公示");
  // The visit's page says that it is public, and where.
  await clerk.page.getByRole("link", { name: CLINIC }).click();
  await clerk.page.getByText("检查结果已公示。").waitFor();
  await clerk.page.getByRole("link", { name: "在门户查看" }).waitFor();
  await clerk.leave();
}

async function find(): Promise<void> {
  const citizen = await Clerk.arrive(browser, server.address, TELEPHONE);
  await citizen.go("/results");
  await citizen.looks("门户-检查结果");
  await citizen.fill("名称或者代码", "永安");
  await citizen.page.keyboard.press("Enter");
  await citizen.page.getByRole("link", { name: CLINIC }).click();
  await citizen.page.getByText(FOUND).waitFor();
  await citizen.looks("门户-一项结果");
  assert.equal((await citizen.page.innerText("body")).includes(STATEMENT), false);
  const result = new URL(citizen.page.url()).pathname;
  // Without scripts the page says how it is done by hand.
  await citizen.page.getByRole("link", { name: "自己核验", exact: true }).click();
  await citizen.page.getByText("Get-FileHash").waitFor();
  await citizen.leave();
  const verifier = await Clerk.arrive(browser, server.address, { width: 390 });
  await verifier.go(result);
  await verifier.page.getByRole("link", { name: "自己核验", exact: true }).click();
  await verifier.page.getByRole("heading", { name: "核验通过", exact: true }).waitFor();
  assert.equal(await verifier.page.locator("#steps li.good").count(), 4);
  await verifier.looks("门户-核验结果");
  await verifier.leave();
}

/** What was public before stays readable, and says that it was corrected. */
async function findBoth(): Promise<void> {
  const { visit } = await visitOf(CLINIC);
  const citizen = await Clerk.arrive(browser, server.address, TELEPHONE);
  await citizen.go(`/results/${visit.id}`);
  await citizen.page.getByText("单据份数误写").waitFor();
  await citizen.looks("门户-更正后的结果");
  await citizen.go(`/results/${visit.id}/1`);
  await citizen.page.getByText("这一版已被更正").waitFor();
  await citizen.looks("门户-更正前的结果");
  await citizen.leave();
}

/** The second inspector, at a desk, corrects what is public. */
async function correct(): Promise<void> {
  const clerk = await arrives("inspector-2");
  await clerk.go("/console/visits");
  await clerk.page.waitForURL(/mine=true/);
  await clerk.page.getByRole("link", { name: CLINIC }).click();
  const paper = await clerk.page.getByRole("link", { name: "打印通知书" }).getAttribute("href");
  await clerk.go(paper!);
  await clerk.looks("通知书");
  await clerk.page.goBack();
  await clerk.press("更正记录");
  await clerk.fill("更正的理由", "单据份数误写");
  await clerk.page.getByRole("checkbox").check();
  await clerk.looks("更正");
  await clerk.pressTwice("更正记录");
  await clerk.sees(`填写抽查记录：${CLINIC}`, "记录-更正");
  await clerk.fill(CHECKLIST[3].text, "21份");
  await sure(clerk);
  await clerk.pressTwice("提交记录");
  await clerk.page.getByRole("link", { name: "对比历次记录" }).click();
  await clerk.sees(`历次记录：${CLINIC}`, "历次记录");
  await clerk.page.getByText("12份").waitFor();
  await clerk.page.getByText("21份").waitFor();
  await clerk.leave();
}

async function reviewAgain(): Promise<void> {
  const clerk = await arrives("reviewer", 390);
  await openReview(clerk);
  await clerk.sees(`复核：${CLINIC}`, "复核");
  await clerk.page.getByRole("checkbox").check();
  await clerk.pressTwice("复核通过");
  await clerk.sees(CLINIC, "检查-再次复核");
  await clerk.leave();
}

async function calendar(): Promise<void> {
  for (const width of [1440, 390]) {
    const clerk = await arrives("publisher", width);
    await clerk.go("/console/disclosures/calendar");
    await clerk.sees("工作日历");
    await clerk.press("录入2027年");
    await clerk.sees("录入2027年");
    if (width === 390) await clerk.fill("通知文号", "国办发明电〔2026〕5号");
    await clerk.page.getByRole("button", { name: "2027年1月1日，工作日" }).click();
    await clerk.page.getByRole("button", { name: "2027年1月1日，放假" }).waitFor();
    await clerk.press("保存");
    if (width === 390) await clerk.sees("工作日历", "工作日历-2027");
    else await clerk.page.locator(".ant-form-item-explain-error").getByText("请填写“通知文号”").waitFor();
    await clerk.leave();
  }
}

test("a drawn business is visited, recorded, reviewed, published, found by a citizen, and corrected, each by its own people", async () => {
  await nameAccounts();
  await dispatch();
  const inspector = await notice();
  await write(inspector);
  await complete(inspector);
  await returnAndReview(inspector);
  await inspector.leave();
  await publish("publisher");
  await find();
  await correct();
  await reviewAgain();
  await publish("publisher-2");
  await findBoth();
  await calendar();
});
