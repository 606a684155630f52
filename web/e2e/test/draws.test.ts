/** A draw from a standing rule and a scheme to a published, verified result: an operator, an approver, two outsiders by their links, a screen in the hall, a publisher, citizens. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { PASSWORD, actsOn, foundBureau, publishCatalogue, signedIn, today } from "../support/bureau";
import { Clerk, PROJECTOR, TELEPHONE, startBrowser } from "../support/clerk";
import { creditCode } from "../support/credit-code";
import { Line } from "../support/line";
import { type Running, startServer } from "../support/server";
import { paste } from "../support/sheet";
import { codeOf } from "../support/totp";

let server: Running;
let browser: Browser;
let secrets: Record<string, string>;
before(async () => {
  server = await startServer();
  secrets = await foundBureau(server.address, { "catalogue-manager": "陈静", "registry-manager": "吴敏", "draw-operator": "姜禾", approver: "赵刚", publisher: "孙悦", "audit-admin": "郑明" });
  await publishCatalogue(server.address);
  await fillRegistries();
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const TASK = "医疗价格收费专项抽查";
/** The one stratum there is, in words: nobody has been visited yet. */
const STRATUM = "B级 · 从未查过";
const OUTSIDERS = ["市纪委监委驻局纪检监察组", "市消费者协会"];

/** Twenty clinics and a pharmacy; six inspectors of the field and one of another. */
async function fillRegistries(): Promise<void> {
  const clerk = await signedIn(server.address, "registry-manager");
  const [{ id: organisation }] = await clerk.call<{ id: string }[]>("GET", "/organisations");
  for (let serial = 1; serial <= 21; serial += 1) {
    const [name, industry] = serial <= 20 ? [`第${serial}诊所`, "8425"] : ["惠民药房", "5251"];
    const subject = { name, industry, code: clinic(serial), kind: "enterprise", domain: "medical", region: "210402", address: "东一路1号", representative: "王小明", liaison: "李芳", phone: "13800005678" };
    await clerk.call("POST", "/subjects", { organisation, subject });
  }
  for (let number = 1; number <= 7; number += 1) {
    await clerk.call("POST", "/inspectors", { organisation, certificate: `210400${number}`, name: `检查员${number}`, valid_to: today(400), unit: "价格科", fields: [number <= 6 ? "医疗" : "旅游"] });
  }
}

/** The clinic of a serial number. */
function clinic(serial: number): string {
  return creditCode(`MA${String(serial).padStart(6, "0")}`);
}

/** Two parties reveal, within ninety seconds of the commit: one writes the rule, another approves it. */
async function putRuleInForce(): Promise<void> {
  const writer = await Clerk.arrive(browser, server.address);
  await writer.signIn("draw-operator", PASSWORD);
  await writer.page.getByRole("link", { name: "常设取种规则" }).click();
  await writer.sees("常设取种规则", "取种规则-空");
  await writer.press("拟定取种规则");
  await writer.sees("拟定取种规则");
  await writer.fill("规则文字", "由机构以外两方揭示，锁定后九十秒内完成。");
  await writer.fill("锁定以后多少分钟内揭示", "1.5");
  await writer.fill("锁定以后至少多少分钟，公共随机数才截止", "1.5");
  await writer.press("添加休市日");
  await paste(writer.page.getByLabel("彩票休市日第1行：起"), "2026/10/1\t2026/10/4\n2027年1月20日\t2027年1月27日");
  await writer.press("提交待批准");
  // The server's fault stands at its field.
  await writer.page.locator(".ant-form-item", { hasText: "公共随机数才截止" }).getByText("须大于揭示时限，最长30天").waitFor();
  await writer.looks("取种规则-有误");
  // Parties alone: nothing closes behind them, and it isn't asked any more.
  await writer.page.getByLabel("公共随机数", { exact: true }).press("Backspace");
  await writer.page.getByLabel("锁定以后至少多少分钟，公共随机数才截止", { exact: true }).waitFor({ state: "hidden" });
  await writer.press("提交待批准");
  await writer.sees("常设取种规则", "取种规则-待批准");
  await writer.page.getByText("2027-01-20 – 2027-01-27").waitFor();
  assert.equal(await writer.page.getByRole("button", { name: "批准" }).count(), 0);
  await writer.leave();
  const approver = await Clerk.arrive(browser, server.address, { width: 390 });
  await approver.signIn("approver", PASSWORD);
  await approver.sees("工作台", "工作台-审批人");
  await approver.go("/console/draw-rules");
  await approver.press("批准");
  await approver.sees("批准第1号取种规则", "取种规则-批准");
  await approver.page.getByRole("checkbox").check();
  await approver.pressTwice("批准");
  await approver.page.locator(".mark", { hasText: "现行" }).waitFor();
  await approver.seesNoRefusal();
  await approver.looks("取种规则-现行");
  await approver.leave();
}

/** Pools, seats, and a business left out, one of them twice by mistake. */
async function nameSome(clerk: Clerk): Promise<void> {
  await clerk.press("添加检查对象");
  await paste(clerk.page.getByLabel("不参加的检查对象第1行：代码"), `代码\t原因\r\n${clinic(19)}\t已迁出\r\n${clinic(20)}\tclosed\r\n${clinic(20)}\tclosed\r\n`);
  assert.equal(await reason(clerk, "不参加的检查对象第1行").inputValue(), "moved-away");
  assert.equal(await clerk.page.getByLabel("不参加的检查对象第3行：代码").inputValue(), clinic(20));
  await clerk.press("添加人员池");
  await clerk.fill("人员池第1行：池的名称", "价格");
  await clerk.fill("人员池第1行：所属单位", "价格科");
  await clerk.choose("第1个席位的人员池", "价格");
  await clerk.press("添加回避");
  await clerk.fill("不得相遇的人员和对象第1行：执法证号", "2104001");
  await clerk.fill("不得相遇的人员和对象第1行：代码", clinic(1));
  await reason(clerk, "不得相遇的人员和对象第1行").fill("近亲属");
}

/** Who may be drawn, how they are parted, and who goes: fields that most schemes leave as they are. */
async function narrow(clerk: Clerk): Promise<void> {
  await clerk.tag("行业", "Q84");
  await clerk.tag("检查人员的专业领域", "医疗");
  await clerk.tag("再按距上次检查的时间分层", "36", "一年");
  await clerk.page.getByRole("radio", { name: "机会恰等于比例" }).check();
  await clerk.fill("允许多承担的户数", "1");
}

/** What a preview says of one thing. */
function figure(clerk: Clerk, name: string): Locator {
  return clerk.page.locator("dl.particulars > div", { hasText: name }).locator("dd");
}

/** The preview of the narrowed scheme: eighteen of the clinics, six people, one stratum that a tenth doesn't part evenly. */
async function rate(clerk: Clerk): Promise<void> {
  await clerk.press("计算预览");
  await clerk.page.getByText("设定比例后才能判断").waitFor();
  assert.match(await figure(clerk, "可参加的检查人员").innerText(), /^名录中6人可以参加，其中符合席位要求的：第1个席位（.+）6人；第2个席位（.+）6人$/);
  const typed = `${STRATUM}的比例`;
  await clerk.fill(typed, "一成");
  assert.equal(await clerk.page.getByRole("button", { name: "保存比例" }).isDisabled(), true);
  await clerk.fill(typed, "10%");
  const row = clerk.page.getByRole("row", { name: STRATUM });
  assert.deepEqual((await row.getByRole("cell").allInnerTexts()).map((text) => text.trim()).filter(Boolean), ["18", "1–2", "1/10 = 10%"]);
  await clerk.looks("抽取-预览");
  await clerk.press("保存比例");
  await clerk.page.getByRole("cell", { name: "10%", exact: true }).waitFor();
  await clerk.press("计算预览");
  await clerk.page.getByText("无论抽到谁都够用").waitFor();
  await clerk.page.getByText("用随机种子试抽200次，每次都能配齐各检查组").waitFor();
}

/** The cell of a row's reason, which offers those that have words. */
function reason(clerk: Clerk, row: string): Locator {
  return clerk.page.getByRole("combobox", { name: `${row}：原因` }).last();
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
  // Nobody chose a last day yet.
  assert.equal(await clerk.page.getByLabel("检查末日", { exact: true }).inputValue(), "");
  await clerk.type("检查末日", today(30));
  for (const [at, name] of OUTSIDERS.entries()) await clerk.fill(`揭示方${at + 1}的名称`, name);
  await narrow(clerk);
  await nameSome(clerk);
  await clerk.press("保存草稿");
  // A reason in one's own words is none of the form.
  await clerk.page.locator(".rows td", { hasText: "请选择原因" }).waitFor();
  await clerk.page.locator(".ant-form-item-explain-error", { hasText: "填1至240的整数月，最多8个。" }).waitFor();
  await clerk.page.getByRole("combobox", { name: "再按距上次检查的时间分层", exact: true }).press("Backspace");
  await clerk.tag("再按距上次检查的时间分层", "12");
  await reason(clerk, "不得相遇的人员和对象第1行").fill("relative");
  await clerk.page.keyboard.press("Escape");
  await clerk.page.getByLabel("任务", { exact: true }).focus();
  await clerk.looks("抽取方案-填好");
  await clerk.press("保存草稿");
  await clerk.sees(TASK, "抽取-草稿");
  await rate(clerk);
  await clerk.press("提交");
  await clerk.page.getByRole("checkbox").check();
  await clerk.press("提交");
  // What the server finds is mended where it stands.
  await clerk.press("回到方案逐项修改");
  await clerk.sees("修改方案", "抽取方案-逐项指出");
  await clerk.page.locator(".rows td", { hasText: "第3行：重复" }).waitFor();
  await clerk.press("删去不参加的检查对象第3行");
  // All that was narrowed stands where it was typed; two of eighteen is what the rest of this day expects.
  assert.deepEqual(await clerk.tags("再按距上次检查的时间分层"), ["12个月", "36个月"]);
  assert.deepEqual(await clerk.tags("检查人员的专业领域"), ["医疗"]);
  assert.deepEqual(await clerk.tags("行业"), ["Q84"]);
  assert.equal(await clerk.page.getByLabel("允许多承担的户数", { exact: true }).inputValue(), "1");
  await clerk.page.getByRole("radio", { name: "不低于比例" }).check();
  await clerk.press("保存");
  await clerk.sees(TASK);
  await clerk.press("提交");
  await clerk.page.getByRole("checkbox").check();
  await clerk.pressTwice("提交");
  await clerk.sees(TASK, "抽取-待批准");
  await clerk.seesNoRefusal();
  await clerk.leave();
}

async function approve(): Promise<void> {
  const clerk = await opened("approver", 390);
  await clerk.press("批准");
  await clerk.page.getByRole("checkbox").check();
  await clerk.pressTwice("批准");
  await clerk.sees(TASK, "抽取-已批准");
  await clerk.seesNoRefusal();
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
  // Loaded again, the page has the value that was saved.
  await clerk.page.reload();
  await clerk.page.getByText("重新载入没有更换").waitFor();
  assert.equal(await clerk.page.getByLabel("您的值").inputValue(), value);
  await clerk.pressTwice("已保存，提交摘要");
  await clerk.page.getByText("摘要已收到").waitFor();
  await clerk.seesNoRefusal();
  return { clerk, value };
}

async function reveals({ clerk, value }: Outsider): Promise<void> {
  await clerk.page.reload();
  await clerk.fill("您的值", value.replace(/^./, (first) => (first === "0" ? "1" : "0")));
  // Told as it is typed, before anything is sent.
  await clerk.page.getByText("这不是本方提交过摘要的那个值").waitFor();
  assert.equal(await clerk.page.getByRole("button", { name: "揭示", exact: true }).isDisabled(), true);
  await clerk.fill("您的值", value);
  await clerk.looks("揭示方-揭示");
  await clerk.pressTwice("揭示");
  await clerk.page.getByText("您已揭示，不用再做什么").waitFor();
  await clerk.seesNoRefusal();
  await clerk.leave();
}

/** What the screen says in one sentence. */
async function screenSays(screen: Clerk, text: string): Promise<void> {
  await screen.page.locator(".says", { hasText: text }).waitFor({ timeout: 180_000 });
}

/** The hall: a value comes while the line is down, and is there once it is up again. */
async function revealInTheHall(screen: Clerk, line: Line, [one, other]: Outsider[]): Promise<void> {
  await screenSays(screen, "此刻没有人知道谁会被抽到");
  await screen.looks("大屏-锁定");
  await reveals(one);
  await screen.page.getByText("已揭示，各方都揭示以后一并显示").waitFor();
  assert.equal(await screen.page.getByText(one.value).count(), 0);
  line.cut();
  await screen.page.locator("#connection", { hasText: "正在重新连接" }).waitFor();
  await screen.looks("大屏-断线");
  await reveals(other);
  line.mend();
  for (const { value } of [one, other]) await screen.page.getByText(value).waitFor();
  await screen.page.locator("#connection").waitFor({ state: "hidden" });
  await screen.looks("大屏-揭示");
}

async function commit(): Promise<{ screen: Clerk; line: Line; draw: string }> {
  const clerk = await opened("draw-operator");
  const outsiders: Outsider[] = [];
  assert.equal(await clerk.page.getByRole("button", { name: "锁定", exact: true }).isDisabled(), true);
  for (const name of OUTSIDERS) {
    await clerk.press(`生成链接：${name}`);
    await clerk.page.getByText(`${name}的专用链接`).waitFor();
    outsiders.push(await givesHash(await clerk.page.getByLabel(`${name}的专用链接`, { exact: true }).inputValue()));
    // What the party did is a new version of the draw.
    await clerk.page.reload();
    await clerk.page.getByRole("button", { name: `重新生成：${name}` }).waitFor();
  }
  await clerk.press("锁定");
  await clerk.sees(`锁定：${TASK}`, "锁定");
  await clerk.fill(`请输入“${TASK}”以确认`, TASK);
  await clerk.pressTwice("锁定");
  await clerk.sees(TASK, "抽取-已锁定");
  await clerk.seesNoRefusal();
  const draw = new URL(clerk.page.url()).pathname.replace("/console", "");
  const line = await Line.open(server.address);
  const screen = await Clerk.arrive(browser, line.address, PROJECTOR);
  await screen.go(`${draw}/live`);
  await revealInTheHall(screen, line, outsiders);
  // The seed waits for the close, the draw for the seed's entry in the journal; the page shows each as it comes.
  await clerk.page.locator(".mark", { hasText: "已抽取" }).waitFor({ timeout: 180_000 });
  await clerk.press("查看抽取结果");
  await clerk.page.getByRole("columnheader", { name: "检查组" }).waitFor();
  await clerk.looks("抽取-结果");
  await clerk.leave();
  await screenSays(screen, "抽取已经完成");
  await screen.looks("大屏-已抽取");
  return { screen, line, draw };
}

async function announce(): Promise<void> {
  const clerk = await opened("publisher");
  await clerk.press("公布");
  await clerk.sees(`公布：${TASK}`, "公布抽取结果");
  await clerk.fill(`请输入“${TASK}”以确认`, TASK);
  await clerk.pressTwice("公布");
  await clerk.sees(TASK, "抽取-已公布");
  await clerk.seesNoRefusal();
  await clerk.page.locator(".mark", { hasText: "已公布" }).waitFor();
  await clerk.leave();
}

/** The tickets run by themselves where people have waited for them. */
async function run(screen: Clerk, line: Line): Promise<void> {
  await screen.page.locator(".run").waitFor();
  await screen.page.locator(".list li").first().waitFor();
  await screen.looks("大屏-签号");
  await screenSays(screen, "放映完毕");
  await screen.looks("大屏-放映完毕");
  await screen.leave();
  await line.close();
}

/** Anybody lets it run again, by keys alone. */
async function replay(draw: string): Promise<void> {
  const citizen = await Clerk.arrive(browser, server.address, { width: 390 });
  await citizen.go(`${draw}/live`);
  await screenSays(citizen, "按“开始”放映");
  await citizen.page.getByRole("button", { name: "开始" }).focus();
  await citizen.page.keyboard.press("Tab");
  await citizen.page.keyboard.press("Tab");
  await citizen.page.keyboard.press("Enter");
  await screenSays(citizen, "放映完毕：共抽中2户");
  await citizen.page.keyboard.press("Tab");
  await citizen.page.keyboard.press("ArrowLeft");
  await screenSays(citizen, "逐户派出检查组");
  await citizen.looks("大屏-回放");
  await citizen.leave();
}

/** The same draw, in a browser of one's own. */
async function verify(draw: string, code: string): Promise<void> {
  const citizen = await Clerk.arrive(browser, server.address);
  await citizen.go(draw);
  await citizen.page.getByRole("link", { name: "自己核验" }).first().click();
  await citizen.page.getByRole("heading", { name: "核验通过" }).waitFor();
  await citizen.looks("自己核验-通过");
  await citizen.page.getByLabel("代码", { exact: true }).fill(code);
  await citizen.press("查询");
  await citizen.page.getByText(`“${code}”被抽中`).waitFor();
  await citizen.looks("自己核验-我的签号");
  await citizen.leave();
}

/** Somebody between the server and the citizen puts another inspector into a team. */
async function tamper(draw: string): Promise<void> {
  const citizen = await Clerk.arrive(browser, server.address, { width: 390 });
  await citizen.page.route("**/bundle.zip", async (route) => {
    const files = unzipSync(new Uint8Array(await (await route.fetch()).body()));
    const text = strFromU8(files["result.json"]);
    const changed = text.replace(/"inspector":"E00(\d)"/, (_, digit: string) => `"inspector":"E00${digit === "1" ? "2" : "1"}"`);
    assert.notEqual(changed, text);
    await route.fulfill({ contentType: "application/zip", body: Buffer.from(zipSync({ ...files, "result.json": strToU8(changed) })) });
  });
  await citizen.go(`${draw}/verify`);
  await citizen.page.getByRole("heading", { name: "核验不通过" }).waitFor();
  await citizen.page.getByText("第一处不符：每个派人签号都对").waitFor();
  await citizen.looks("自己核验-不通过");
  // Nothing runs of it either.
  await citizen.go(`${draw}/live`);
  await citizen.page.locator(".says.bad", { hasText: "每个派人签号都对" }).waitFor();
  assert.equal(await citizen.page.locator(".run").count(), 0);
  await citizen.looks("大屏-不通过");
  await citizen.leave();
}

/** The operator asks that a clinic which nobody finds leaves. */
async function askThatOneLeaves(operator: Clerk): Promise<void> {
  await operator.press("提出变更");
  await operator.press("查看抽取结果");
  await operator.page.getByRole("radio", { name: "检查对象退出" }).check();
  await operator.page.getByLabel("检查对象", { exact: true }).click();
  await operator.page.locator(".ant-select-item-option").first().click();
  await operator.choose("理由", "查无下落");
  await operator.fill("具体情况", "登记地址查无此诊所");
  await operator.looks("抽取-提出变更");
  await operator.pressTwice("提出");
  await operator.sees(TASK, "抽取-变更待批准");
}

/** It leaves, and the next reserve stands in: asked for too early and taken back, asked for again, approved by another. */
async function amend(): Promise<void> {
  const operator = await opened("draw-operator");
  await askThatOneLeaves(operator);
  await operator.press("查看变更");
  await operator.press("撤回");
  await operator.fill("撤回的原因（不对外公开）", "先再去核实一次");
  await operator.page.getByRole("checkbox").check();
  await operator.looks("抽取-撤回变更");
  await operator.pressTwice("撤回");
  await operator.sees(TASK, "抽取-变更已撤回");
  await askThatOneLeaves(operator);
  await operator.seesNoRefusal();
  await operator.leave();
  const approver = await opened("approver", 390);
  await approver.press("查看变更");
  await approver.page.getByText("登记地址查无此诊所").first().waitFor();
  await approver.press("批准");
  await approver.page.getByRole("checkbox").check();
  await approver.looks("抽取-批准变更");
  await approver.pressTwice("批准");
  await approver.sees(TASK);
  await approver.page.getByText("已批准1项，待批准0项。").waitFor();
  await approver.seesNoRefusal();
  await approver.leave();
}

/** Who presses twice acts once: what the auditor has on record of all the final acts. */
async function countActs(draw: string): Promise<void> {
  const auditor = await signedIn(server.address, "audit-admin", codeOf(secrets["audit-admin"], 1));
  const acts = await actsOn(auditor, draw.replace("/draws/", ""));
  const once = ["submitted", "approved", "commit-asked", "committed", "seeded", "drawn", "announced", "amendment-withdrawn", "amended"];
  for (const act of once) assert.equal(acts[`drawing.${act}`], 1, act);
  assert.equal(acts["drawing.amendment-asked"], 2);
  for (const act of ["hash-given", "revealed"]) assert.equal(acts[`drawing.${act}`], OUTSIDERS.length, act);
  for (const act of ["committed", "seeded", "drawn", "announced", "amended"]) assert.equal(acts[`draw.${act}`], 1, act);
  const { rows } = await auditor.call<{ rows: unknown[] }>("GET", "/journal/acts?act=draw-rule.approved");
  assert.equal(rows.length, 1);
}

test("a scheme becomes a draw that outsiders had a hand in, a hall watched and a citizen verified", async () => {
  await putRuleInForce();
  await draft();
  await approve();
  const { screen, line, draw } = await commit();
  await announce();
  await run(screen, line);
  await replay(draw);
  const citizen = await Clerk.arrive(browser, server.address, TELEPHONE);
  await citizen.go("/draws");
  await citizen.looks("门户-抽取");
  await citizen.page.getByRole("link", { name: TASK }).click();
  await citizen.looks("门户-一次抽取");
  const code = await citizen.page.locator("h2#targets + .scroll td.code").first().innerText();
  await citizen.fill("统一社会信用代码（或登记的代码）", code);
  await citizen.page.locator("form.search button").click();
  await citizen.page.getByText(/已被抽中|曾被抽中/).waitFor();
  await citizen.looks("门户-签号");
  // Without scripts the page says how else it is done.
  await citizen.go(`${draw}/verify`);
  await citizen.page.locator("pre", { hasText: "lots verify" }).waitFor();
  await citizen.leave();
  await verify(draw, code);
  await tamper(draw);
  await amend();
  await countActs(draw);
  // Everybody sees that somebody left, and who came.
  const reader = await Clerk.arrive(browser, server.address, TELEPHONE);
  await reader.go(draw);
  await reader.page.getByText("批准1项：回避0项，缺席0项，检查对象退出1项").waitFor();
  await reader.page.getByText("提出人自己撤回1项").waitFor();
  await reader.looks("门户-变更");
  await reader.leave();
});

test("strata are counted while the scheme is still being written", async () => {
  const clerk = await Clerk.arrive(browser, server.address);
  await clerk.signIn("draw-operator", PASSWORD);
  await clerk.sees("工作台");
  await clerk.go("/console/draws/new");
  await clerk.sees("拟定抽取方案");
  await clerk.press("保存并计算各层户数");
  // Nothing is asked for that the draft can do without: neither items nor who reveals.
  await clerk.page.locator(".summary li").first().waitFor();
  assert.deepEqual(await clerk.page.locator(".summary li").allInnerTexts(), ["请填写“任务”", "请填写“检查末日”"]);
  await clerk.fill("任务", "各层户数先算一遍");
  await clerk.type("检查末日", today(30));
  await clerk.press("保存并计算各层户数");
  await clerk.sees("修改方案");
  await clerk.page.getByText("参加21户，分1层；排除0户").waitFor();
  await clerk.page.getByRole("region", { name: "各层户数（按刚存的草稿）" }).getByRole("row", { name: "B级" }).waitFor();
  await clerk.looks("抽取方案-各层户数"); // The same form goes on, and can be counted again.
  await clerk.page.getByRole("checkbox", { name: "领域", exact: true }).check();
  await clerk.press("保存并计算各层户数");
  await clerk.page.getByRole("region", { name: "各层户数（按刚存的草稿）" }).getByRole("row", { name: "B级 · 医疗" }).waitFor();
  await clerk.leave();
});
