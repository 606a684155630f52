/** Somebody without an account who believes nothing: a finished draw taken home, computed anew on a page from disk, held against the journal, and one byte of it changed. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Browser } from "playwright-core";
import { foundBureau, publishCatalogue, signedIn, today } from "../support/bureau";
import { Clerk, startBrowser } from "../support/clerk";
import { creditCode } from "../support/credit-code";
import { announcedDraw } from "../support/draw";
import { type Running, startServer } from "../support/server";

const TASK = "医疗价格收费专项抽查";
const CLINICS = ["抚顺市新抚区永安诊所", "抚顺市东洲区康泰诊所", "抚顺市望花区仁和诊所"];
const CODE = codeOf(1);

let server: Running;
let browser: Browser;
const home = mkdtempSync(join(tmpdir(), "yaoguang-sceptic-"));
before(async () => {
  server = await startServer();
  browser = await startBrowser();
  await foundBureau(server.address, { "catalogue-manager": "陈静", "registry-manager": "吴敏", "draw-operator": "姜禾", approver: "赵刚", publisher: "孙悦" });
  await publishCatalogue(server.address);
  await fillRegistries();
  await announcedDraw(server.address, { task: TASK, item: "JG-20" });
});
after(async () => {
  await browser.close();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

function codeOf(serial: number): string {
  return creditCode(`MA${String(serial).padStart(6, "0")}`);
}

async function fillRegistries(): Promise<void> {
  const clerk = await signedIn(server.address, "registry-manager");
  const [{ id: organisation }] = await clerk.call<{ id: string }[]>("GET", "/organisations");
  for (const [at, name] of CLINICS.entries()) {
    await clerk.call("POST", "/subjects", { organisation, subject: { name, code: codeOf(at + 1), kind: "enterprise", domain: "medical", region: "210402", address: "东一路1号" } });
  }
  for (const [at, name] of ["钱进", "李岩", "何苗"].entries()) {
    await clerk.call("POST", "/inspectors", { organisation, certificate: `210400${at + 1}`, name, valid_to: today(400), unit: "价格科", fields: ["医疗"] });
  }
}

/** What a link gives, on the sceptic's own disk. */
async function takeHome(sceptic: Clerk, link: string | RegExp, name: string): Promise<string> {
  const [download] = await Promise.all([sceptic.page.waitForEvent("download"), sceptic.page.getByRole("link", { name: link }).click()]);
  const path = join(home, name);
  await download.saveAs(path);
  return path;
}

/** Gives the page material, and waits for its verdict. */
async function judged(sceptic: Clerk, path: string): Promise<string> {
  const again = sceptic.page.getByRole("button", { name: "核验另一份材料" });
  if (await again.isVisible()) await again.click();
  await sceptic.page.setInputFiles("#files", path);
  return sceptic.page.locator("#verdict").innerText();
}

/** The ticket that a page of the verifier computes for a code. */
async function ticketThere(sceptic: Clerk): Promise<string> {
  await sceptic.page.getByLabel("代码", { exact: true }).fill(CODE);
  await sceptic.page.getByRole("button", { name: "查询", exact: true }).click();
  await sceptic.page.getByText(`“${CODE}”被抽中`).waitFor();
  return sceptic.page.locator("#lot").innerText();
}

/** What the sceptic brought home, and what the portal and its verifier said of it. */
interface Taken {
  bundle: string;
  alone: string;
  receipt: string;
  ticket: string;
  commitment: string;
  /** The number of the commit's entry in the journal. */
  entry: string;
}

async function visitPortal(): Promise<Taken> {
  const sceptic = await Clerk.arrive(browser, server.address);
  await sceptic.go("/draws");
  await sceptic.page.getByRole("link", { name: TASK }).click();
  await sceptic.fill("统一社会信用代码（或登记的代码）", CODE);
  await sceptic.page.locator("form.search button").click();
  await sceptic.page.getByText("已被抽中").waitFor();
  const ticket = await sceptic.page.locator("[role=status] code.hash").innerText();
  assert.match(ticket, /^[0-9a-f]{64}$/);
  const bundle = await takeHome(sceptic, "下载抽取包（公开版）", "bundle.zip");
  await sceptic.page.getByRole("link", { name: "自己核验" }).first().click();
  await sceptic.page.getByRole("heading", { name: "核验通过" }).waitFor();
  assert.match(await ticketThere(sceptic), new RegExp(ticket));
  const commitment = await sceptic.page.locator(".verdict code").innerText();
  const said = await sceptic.page.locator(".journal li[data-kind='draw.committed']").innerText();
  const [, entry] = /第 (\d+) 号条目/.exec(said) ?? [];
  const alone = await takeHome(sceptic, /下载单独的核验页/, "verify.html");
  const receipt = await compareEntry(sceptic, { entry, commitment, bundle });
  await sceptic.leave();
  return { bundle, alone, receipt, ticket, commitment, entry };
}

/** The journal has the very bytes that the bundle brought along, and they name the commitment that was brought along too. */
async function compareEntry(sceptic: Clerk, { entry, commitment, bundle }: { entry: string; commitment: string; bundle: string }): Promise<string> {
  const files = unzipSync(readFileSync(bundle));
  assert.equal(createHash("sha256").update(files["commitment.json"]).digest("hex"), commitment);
  await sceptic.go("/journal");
  await sceptic.page.locator(`a[href="/journal/entries/${entry}"]`).click();
  await sceptic.page.getByRole("heading", { level: 1, name: `第${entry}号日志记录` }).waitFor();
  await sceptic.page.getByText("证明成立").waitFor();
  await sceptic.page.locator(".hash", { hasText: commitment }).first().waitFor();
  const { entries } = JSON.parse(strFromU8(files["journal.json"])) as { entries: { entry: string }[] };
  assert.equal(await sceptic.page.locator("pre code").last().textContent(), entries[0].entry);
  await sceptic.looks("门户-日志记录");
  return takeHome(sceptic, "下载日志回执", "entry.tlog-proof");
}

/** At home there is no network: the page from disk is as good. */
async function computeAtHome({ bundle, alone, receipt, ticket, commitment, entry }: Taken): Promise<Clerk> {
  const sceptic = await Clerk.arrive(browser, server.address, { width: 390 });
  await sceptic.page.context().setOffline(true);
  await sceptic.page.goto(pathToFileURL(alone).href);
  await sceptic.page.getByRole("heading", { level: 1 }).waitFor();
  await sceptic.looks("核验页-从磁盘打开");
  assert.equal(await judged(sceptic, bundle), "核验通过");
  assert.match(await ticketThere(sceptic), new RegExp(ticket));
  await sceptic.looks("核验页-断网-通过");
  // Without somebody who is trusted a receipt proves nothing yet; the page says which entry it is about.
  assert.equal(await judged(sceptic, receipt), "尚不能断定");
  await sceptic.page.getByText(`第 ${entry} 号条目，当时共`).waitFor();
  await sceptic.page.getByText(commitment).waitFor();
  await sceptic.looks("核验页-日志回执");
  return sceptic;
}

/** One byte that is another, at the first place of a pattern's first group. */
function withOtherByte(bundle: string, file: string, where: RegExp): string {
  const files = unzipSync(readFileSync(bundle));
  const text = strFromU8(files[file]);
  const { index, 0: found, 1: sign } = where.exec(text) ?? assert.fail(`${file} has no ${where}`);
  const at = index + found.lastIndexOf(sign);
  const bytes = strToU8(text);
  const place = strToU8(text.slice(0, at)).length;
  bytes[place] = sign === "0" ? 0x31 : 0x30;
  const path = join(home, `tampered-${file}.zip`);
  writeFileSync(path, zipSync({ ...files, [file]: bytes }));
  return path;
}

/** Each byte is under some check, and the page says which. */
async function changeBytes(sceptic: Clerk, bundle: string): Promise<void> {
  const changes: [string, RegExp, string][] = [
    ["result.json", /"cutoff":"([0-9a-f])/, "签号、名次和入选线都对"],
    ["result.json", /"inspector":"E[^}]*"ticket":"([0-9a-f])/, "每个派人签号都对，且无须回避"],
    ["seed.json", /"value":"([0-9a-f])/, "种子来自事先定好的随机来源"],
    ["commitment.json", /"root":"([0-9a-f])/, "种子记录对应这份锁定文件"],
    ["journal.json", /\\"commitment\\":\\"([0-9a-f])/, "日志里记的就是这次抽取"],
  ];
  for (const [file, where, check] of changes) {
    assert.equal(await judged(sceptic, withOtherByte(bundle, file, where)), "核验不通过", file);
    assert.equal(await sceptic.page.locator(".verdict .first").innerText(), `第一处不符：${check}`, file);
    assert.equal(await sceptic.page.locator(".checks li.failed .what").innerText(), check, file);
    await sceptic.looks(`核验页-改了一个字节-${file}`);
  }
  // What was brought home is still as it was.
  assert.equal(await judged(sceptic, bundle), "核验通过");
}

test("a sceptic computes a draw at home, finds it in the journal, and no byte of it can be another", async () => {
  const taken = await visitPortal();
  const sceptic = await computeAtHome(taken);
  await changeBytes(sceptic, taken.bundle);
  await sceptic.leave();
});
