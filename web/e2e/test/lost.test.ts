/** A party stays away: the hall, the public and the bureau read that nothing will come of the draw, two people annul it, and a further one takes its place. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { PASSWORD, foundBureau, publishCatalogue, signedIn, today } from "../support/bureau";
import { Clerk, PROJECTOR, TELEPHONE, startBrowser } from "../support/clerk";
import { creditCode } from "../support/credit-code";
import { OUTSIDERS, halfRevealedDraw } from "../support/draw";
import { type Running, startServer } from "../support/server";

const TASK = "医疗价格收费专项抽查";
const AGAIN = `${TASK} (2)`;
const [, ABSENT] = OUTSIDERS;
/** A minute to reveal, and some to spare. */
const PATIENCE_MS = 120_000;

let server: Running;
let browser: Browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
  await foundBureau(server.address, { "catalogue-manager": "陈静", "registry-manager": "吴敏", "draw-operator": "姜禾", approver: "赵刚", publisher: "孙悦" });
  await publishCatalogue(server.address);
  await fillRegistries();
});
after(async () => {
  await browser.close();
  await server.stop();
});

async function fillRegistries(): Promise<void> {
  const clerk = await signedIn(server.address, "registry-manager");
  const [{ id: organisation }] = await clerk.call<{ id: string }[]>("GET", "/organisations");
  for (const [at, name] of ["永安诊所", "康泰诊所", "仁和诊所"].entries()) {
    await clerk.call("POST", "/subjects", { organisation, subject: { name, code: creditCode(`MA${String(at + 1).padStart(6, "0")}`), kind: "enterprise", domain: "medical", region: "210402", address: "东一路1号" } });
  }
  for (const [at, name] of ["钱进", "李岩", "何苗"].entries()) {
    await clerk.call("POST", "/inspectors", { organisation, certificate: `210400${at + 1}`, name, valid_to: today(400), unit: "价格科", fields: ["医疗"] });
  }
}

async function opened(login: string, name: string, width = 1440): Promise<Clerk> {
  const clerk = await Clerk.arrive(browser, server.address, { width });
  await clerk.signIn(login, PASSWORD);
  await clerk.sees("工作台");
  await clerk.go("/console/draws");
  await clerk.page.getByRole("link", { name }).click();
  await clerk.sees(name);
  return clerk;
}

/** The hall hears it while its page is open, without an event. */
async function isLostInTheHall(draw: string): Promise<void> {
  const screen = await Clerk.arrive(browser, server.address, PROJECTOR);
  await screen.go(`/draws/${draw}/live`);
  await screen.page.locator(".says", { hasText: "此刻没有人知道谁会被抽到" }).waitFor();
  await screen.page.locator(".says.bad", { hasText: "不会再有种子" }).waitFor({ timeout: PATIENCE_MS });
  await screen.looks("大屏-缺揭示值");
  await screen.leave();
}

async function isLostInPublic(draw: string): Promise<void> {
  const citizen = await Clerk.arrive(browser, server.address, TELEPHONE);
  await citizen.go(`/draws/${draw}`);
  await citizen.page.getByText("不会再有种子，也不会有结果").waitFor();
  await citizen.looks("门户-缺揭示值");
  await citizen.leave();
}

/** One asks, another confirms. */
async function annul(): Promise<void> {
  const operator = await Clerk.arrive(browser, server.address);
  await operator.signIn("draw-operator", PASSWORD);
  await operator.page.getByRole("link", { name: /待您提出或确认作废\s*1/ }).click();
  await operator.page.getByRole("link", { name: TASK }).click();
  await operator.sees(TASK);
  await operator.page.locator(".next[data-tone=bad]", { hasText: ABSENT }).waitFor();
  await operator.looks("抽取-缺揭示值");
  await give(operator, "消费者协会没有揭示");
  await operator.page.getByText("姜禾已提出作废，须由另一人确认").waitFor();
  await operator.leave();
  const approver = await opened("approver", TASK, 390);
  await give(approver, "核实无误");
  await approver.page.locator(".mark", { hasText: "已作废" }).waitFor();
  await approver.looks("抽取-已作废");
  await approver.leave();
}

async function give(clerk: Clerk, reason: string): Promise<void> {
  await clerk.press("作废");
  await clerk.sees(`作废：${TASK}`);
  await clerk.fill("原因", reason);
  await clerk.page.getByRole("checkbox").check();
  await clerk.pressTwice("作废");
  await clerk.sees(TASK);
  await clerk.seesNoRefusal();
}

/** All of the scheme is there already; only why isn't. */
async function follow(): Promise<void> {
  const operator = await opened("draw-operator", TASK);
  await operator.press("拟定后续抽取");
  await operator.sees("拟定后续抽取");
  // Nothing is secret here, so nobody is asked for shares of a secret.
  assert.equal(await operator.page.getByLabel("揭示方1保管的密值分片").isVisible(), false);
  await operator.fill("为什么要再抽一次", "前一次有揭示方没有揭示，已作废");
  await operator.looks("后续抽取-填好");
  await operator.press("保存草稿");
  await operator.sees(AGAIN);
  await operator.press("提交");
  // What would be frozen stands above the yes, without being asked for.
  await operator.page.getByText("无论抽到谁都够用").waitFor();
  await operator.page.getByRole("checkbox").check();
  await operator.pressTwice("提交");
  await operator.sees(AGAIN, "后续抽取-待批准");
  await operator.seesNoRefusal();
  await operator.leave();
}

/** Who approves sees how many, of whom and by whom. */
async function approve(): Promise<void> {
  const approver = await Clerk.arrive(browser, server.address, { width: 390 });
  await approver.signIn("approver", PASSWORD);
  await approver.sees("工作台", "工作台-待批准");
  await approver.page.getByRole("link", { name: "待批准的抽取方案" }).click();
  await approver.page.getByRole("link", { name: AGAIN }).click();
  await approver.press("批准");
  await approver.page.getByText("无论抽到谁都够用").waitFor();
  const row = approver.page.getByRole("row", { name: "B级" });
  assert.deepEqual((await row.getByRole("cell").allInnerTexts()).map((text) => text.trim()), ["3", "100%", "0", "3", "100%"]);
  await approver.page.getByText("机构以外两方以上揭示").waitFor();
  await approver.looks("后续抽取-批准");
  await approver.page.getByRole("checkbox").check();
  await approver.pressTwice("批准");
  await approver.sees(AGAIN);
  await approver.page.locator(".mark", { hasText: "已批准" }).waitFor();
  await approver.seesNoRefusal();
  await approver.leave();
}

test("a draw whose party stayed away is said to be lost, annulled by two and followed by another", async () => {
  const draw = await halfRevealedDraw(server.address, { task: TASK, item: "JG-20" });
  await isLostInTheHall(draw);
  await isLostInPublic(draw);
  await annul();
  await follow();
  await approve();
});
