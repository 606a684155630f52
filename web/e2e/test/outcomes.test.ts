/** What follows a finding: an inspector orders rectification from the waiting list and rechecks it, proposes a case that a leader opens and an approver decides; a citizen reads both beside the result. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { type CheckRow, PASSWORD, foundBureau, publishCatalogue, signedIn, today } from "../support/bureau";
import { Clerk, TELEPHONE, startBrowser } from "../support/clerk";
import { creditCode } from "../support/credit-code";
import { announcedDraw } from "../support/draw";
import { type Running, startServer } from "../support/server";
import { nameInspectors, publishResults, reviewedVisits } from "../support/visit";

const TASK = "医疗价格收费专项抽查";
const [ORDERED, CHARGED] = ["抚顺市新抚区永安诊所", "抚顺市东洲区康泰诊所"];
const FOUND = "挂号费未在醒目位置公示，现场拍照取证两张。";
const OVERCHARGED = "收取未公示的项目费用，涉及票据三十七张。";
const CHECKLIST: CheckRow[] = [
  { text: "是否在醒目位置公示医疗服务项目和价格", answer: "yes-no", basis: "《中华人民共和国价格法》第十三条" },
  { text: "收费是否与公示价格一致", answer: "yes-no", basis: "《中华人民共和国价格法》第十三条" },
];
const NUMBER = "抚价检处〔2026〕12号";
const DECLINED = "请补充违法所得的计算过程";

let server: Running;
let browser: Browser;
let visits: Record<string, string>;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
  await foundBureau(server.address, {
    "catalogue-manager": "陈静", "registry-manager": "吴敏", "draw-operator": "姜禾", approver: "赵刚", leader: "韩立", publisher: "孙悦", inspector: "钱进", "inspector-2": "李岩", reviewer: "郑重",
  });
  await publishCatalogue(server.address, CHECKLIST);
  await fillRegistries();
  await nameInspectors(server.address);
  const draw = await announcedDraw(server.address, { task: TASK, item: "JG-20" });
  visits = await reviewedVisits(server.address, draw, { [ORDERED]: { results: ["rectification-ordered"], found: FOUND }, [CHARGED]: { results: ["pending"], found: OVERCHARGED } });
});
after(async () => {
  await browser.close();
  await server.stop();
});

async function fillRegistries(): Promise<void> {
  const clerk = await signedIn(server.address, "registry-manager");
  const [{ id: organisation }] = await clerk.call<{ id: string }[]>("GET", "/organisations");
  for (const [at, name] of [ORDERED, CHARGED].entries()) {
    await clerk.call("POST", "/subjects", { organisation, subject: { name, code: creditCode(`MA${String(at + 1).padStart(6, "0")}`), kind: "enterprise", domain: "medical", region: "210402", address: "新抚区东一路1号" } });
  }
  for (const [at, name] of ["钱进", "李岩"].entries()) {
    await clerk.call("POST", "/inspectors", { organisation, certificate: `210400${at + 1}`, name, valid_to: today(400), unit: "价格科", fields: ["医疗"] });
  }
}

async function arrives(login: string, width = 1440): Promise<Clerk> {
  const clerk = await Clerk.arrive(browser, server.address, { width });
  await clerk.signIn(login, PASSWORD);
  await clerk.sees("工作台", `处理-工作台-${login}`);
  return clerk;
}

/** The page of an outcome, by its title. */
async function at(clerk: Clerk, title: RegExp, picture: string): Promise<void> {
  await clerk.page.getByRole("heading", { level: 1, name: title }).waitFor();
  await clerk.seesNoRefusal();
  await clerk.looks(picture);
}

const NUMBERED = /责改〔\d{4}〕第1号 抚顺市新抚区永安诊所/;
const CASE = /立案〔\d{4}〕第1号 抚顺市东洲区康泰诊所/;

/** On a telephone, from what waits to an order that can be printed. */
async function order(): Promise<void> {
  const clerk = await arrives("inspector", 390);
  await clerk.page.getByRole("link", { name: /待处理的检查\s*2/ }).click();
  await clerk.sees("待处理");
  await clerk.page.getByRole("link", { name: new RegExp(ORDERED) }).click();
  await clerk.sees(`开始处理：${ORDERED}`, "处理-责令改正-空");
  assert.equal(await clerk.page.getByRole("radio", { name: /责令改正/ }).isChecked(), true);
  await clerk.press("提交");
  await clerk.page.locator(".summary").getByText("请填写“改正要求”").waitFor();
  await clerk.looks("处理-责令改正-缺项");
  await clerk.press("15天后");
  await clerk.fill("改正要求", "在挂号窗口公示挂号费和全部诊疗项目的价格。");
  await clerk.pressTwice("提交");
  await at(clerk, NUMBERED, "处理-责令改正");
  await clerk.page.getByText(FOUND).first().waitFor();
  const paper = await clerk.page.getByRole("link", { name: "打印责令改正通知书" }).getAttribute("href");
  await clerk.go(paper!);
  await clerk.page.getByText("在挂号窗口公示").first().waitFor();
  await clerk.looks("责令改正通知书");
  await clerk.leave();
}

/** The first look finds too little, the second that it is put right. */
async function recheck(): Promise<void> {
  const clerk = await arrives("inspector");
  await clerk.page.getByRole("link", { name: /我的处理，办理中\s*1/ }).click();
  await clerk.sees("处理", "处理-我的");
  await clerk.page.getByRole("link", { name: ORDERED }).click();
  await clerk.press("登记复查");
  await clerk.page.getByRole("radio", { name: "没有改正或者没有全部改正" }).check();
  await clerk.press("7天后");
  await clerk.fill("复查情况", "已公示挂号费，诊疗项目仍缺三项。");
  await clerk.looks("处理-复查");
  await clerk.pressTwice("登记复查");
  await clerk.page.getByText("复查：没有改正").waitFor();
  await at(clerk, NUMBERED, "处理-没有改正");
  await clerk.press("登记复查");
  await clerk.page.getByRole("radio", { name: "已经改正，办结" }).check();
  await clerk.fill("复查情况", "全部项目的价格已在挂号窗口公示。");
  await clerk.pressTwice("登记复查");
  await clerk.page.getByText("复查合格，已经改正。").waitFor();
  await at(clerk, NUMBERED, "处理-已改正");
  assert.equal(await clerk.page.getByText("复查：已经改正").count(), 1);
  assert.equal(await clerk.page.locator(".next button").count(), 0);
  await clerk.leave();
}

async function propose(): Promise<void> {
  const clerk = await arrives("inspector");
  await clerk.go(`/console/visits/${visits[CHARGED]}`);
  await clerk.sees(CHARGED, "检查-待处理");
  await clerk.page.getByText("还没有决定如何处理").waitFor();
  await clerk.press("开始处理");
  await clerk.sees(`开始处理：${CHARGED}`, "处理-选择方式");
  await clerk.page.getByRole("radio", { name: /移送司法机关/ }).check();
  await clerk.page.getByLabel("移送给哪个机关", { exact: true }).waitFor();
  await clerk.page.getByRole("radio", { name: /立案查处/ }).check();
  await clerk.fill("案由和理由", "涉嫌不按规定明码标价，收取未标明的费用。");
  await clerk.looks("处理-立案-填好");
  await clerk.pressTwice("提交");
  await at(clerk, /^立案查处 抚顺市东洲区康泰诊所$/, "处理-待审批");
  await clerk.page.getByText("等待检查组以外的审批人或者局领导审批。").waitFor();
  assert.equal(await clerk.page.getByRole("button", { name: "批准", exact: true }).count(), 0);
  await clerk.leave();
}

/** A leader on a telephone opens the case. */
async function open(): Promise<void> {
  const clerk = await arrives("leader", 390);
  await clerk.page.getByRole("link", { name: /等待审批的处理\s*1/ }).click();
  await clerk.sees("处理", "处理-待审批的");
  await clerk.page.getByRole("link", { name: new RegExp(CHARGED) }).click();
  await clerk.press("批准");
  await clerk.sees(`批准：立案查处 ${CHARGED}`, "处理-批准立案");
  await clerk.page.getByRole("checkbox").check();
  await clerk.pressTwice("批准");
  await at(clerk, CASE, "处理-已立案");
  await clerk.leave();
}

/** Amounts are written in yuan; what isn't an amount is told at its field. */
async function decide(): Promise<void> {
  const clerk = await arrives("inspector-2");
  await clerk.go("/console/outcomes?kind=case");
  await clerk.page.getByRole("link", { name: CHARGED }).click();
  await clerk.press("提出决定");
  await clerk.fill("决定书文号", NUMBER);
  await clerk.page.getByRole("checkbox", { name: "不予行政处罚" }).check();
  await clerk.page.getByRole("checkbox", { name: "警告、通报批评" }).check();
  assert.equal(await clerk.page.getByRole("checkbox", { name: "不予行政处罚" }).isChecked(), false);
  await clerk.page.getByRole("checkbox", { name: "罚款", exact: true }).check();
  await clerk.fill("罚款金额", "12.345");
  await clerk.fill("事实和依据", "收取未标明的费用，依据《中华人民共和国价格法》第四十二条处罚。");
  await clerk.press("报送审批");
  await clerk.page.locator(".ant-form-item-explain-error").getByText("请填写以元为单位的金额").waitFor();
  await clerk.looks("处理-决定-有误");
  await clerk.fill("罚款金额", "12,000.5");
  await clerk.pressTwice("报送审批");
  await clerk.page.getByText("¥12,000.50").waitFor();
  await at(clerk, CASE, "处理-决定待审批");
  await clerk.leave();
}

async function decline(): Promise<void> {
  const clerk = await arrives("leader");
  await clerk.page.getByRole("link", { name: /等待审批的决定\s*1/ }).click();
  await clerk.page.getByRole("link", { name: CHARGED }).click();
  await clerk.press("不予批准");
  await clerk.page.getByText("¥12,000.50").waitFor();
  await clerk.fill("不予批准的理由", DECLINED);
  await clerk.page.getByRole("checkbox").check();
  await clerk.looks("处理-不予批准");
  await clerk.pressTwice("不予批准");
  await at(clerk, CASE, "处理-决定退回");
  await clerk.leave();
}

/** What was written before is there to go on from. */
async function decideAgain(): Promise<void> {
  const clerk = await arrives("inspector-2", 390);
  await clerk.go("/console/outcomes?kind=case");
  await clerk.page.getByRole("link", { name: new RegExp(CHARGED) }).click();
  await clerk.page.getByText(`处罚决定未获批准，理由：${DECLINED}`).waitFor();
  await clerk.press("提出决定");
  assert.equal(await clerk.page.getByLabel("罚款金额", { exact: true }).inputValue(), "12000.50");
  await clerk.page.getByRole("checkbox", { name: /^没收违法所得/ }).check();
  await clerk.fill("没收金额", "740");
  await clerk.looks("处理-重写决定");
  await clerk.pressTwice("报送审批");
  await clerk.page.getByText("¥740.00").waitFor();
  await at(clerk, CASE, "处理-决定再报");
  await clerk.leave();
}

async function approve(): Promise<void> {
  const clerk = await arrives("approver");
  await clerk.page.getByRole("link", { name: /等待审批的决定\s*1/ }).click();
  await clerk.page.getByRole("link", { name: CHARGED }).click();
  await clerk.press("批准");
  await clerk.page.getByText("¥740.00").waitFor();
  await clerk.looks("处理-批准决定");
  await clerk.page.getByRole("checkbox").check();
  await clerk.pressTwice("批准");
  await clerk.page.getByText("决定已经批准，案件办结。").waitFor();
  await at(clerk, CASE, "处理-案件办结");
  await clerk.go("/console/outcomes/waiting");
  await clerk.page.getByText("没有待处理的检查").waitFor();
  await clerk.looks("待处理-空");
  await clerk.leave();
}

/** What a double click did stands once in the story. */
async function countSteps(): Promise<void> {
  const leader = await signedIn(server.address, "leader");
  const { rows } = await leader.call<{ rows: { id: string; kind: string }[] }>("GET", "/outcomes");
  const acts: Record<string, string[]> = {};
  for (const { id, kind } of rows) acts[kind] = (await leader.call<{ steps: { act: string }[] }>("GET", `/outcomes/${id}`)).steps.map(({ act }) => act.replace("outcome.", ""));
  assert.deepEqual(acts, { rectification: ["ordered", "rechecked", "rechecked"], case: ["proposed", "approved", "decision", "declined", "decision", "approved"] });
}

/** A citizen reads what followed, beside the result; before that is published, nothing. */
async function read(): Promise<void> {
  const citizen = await Clerk.arrive(browser, server.address, TELEPHONE);
  assert.equal((await fetch(`${server.address}/results/${visits[ORDERED]}/outcomes.json`)).status, 404);
  await publishResults(server.address);
  await citizen.go(`/results/${visits[ORDERED]}`);
  await citizen.page.getByRole("heading", { name: "处理情况" }).waitFor();
  await citizen.page.getByText(/责改〔\d{4}〕第1号/).waitFor();
  await citizen.looks("门户-处理情况-责令改正");
  await citizen.go(`/results/${visits[CHARGED]}`);
  await citizen.page.getByText(NUMBER).waitFor();
  await citizen.page.getByText(/12,?000\.50/).first().waitFor();
  await citizen.looks("门户-处理情况-立案查处");
  assert.equal((await citizen.page.innerText("body")).includes(DECLINED), false);
  const told = await (await fetch(`${server.address}/results/${visits[CHARGED]}/outcomes.json`)).text();
  assert.match(told, /1200050/);
  await citizen.go("/statistics");
  await citizen.looks("门户-统计-处理");
  await citizen.leave();
}

test("what was found is ordered, rechecked, charged and decided, each by its own people, and a citizen reads what came of it", async () => {
  await order();
  await recheck();
  await propose();
  await open();
  await decide();
  await decline();
  await decideAgain();
  await approve();
  await countSteps();
  await read();
});
