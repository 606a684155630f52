import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { CLINIC, FOUND, cases } from "../support/cases";
import { problem } from "../support/api";
import { Desk, WIDTHS, checkAccess, heading } from "../support/desk";

const DESK = new Desk("dist");
before(() => DESK.start());
after(() => DESK.close());

/** What was sent, of the one call there was. */
const sent = (api: ReturnType<typeof cases>, path: string): unknown => {
  const calls = api.calls("POST", path);
  assert.equal(calls.length, 1, path);
  return JSON.parse(calls[0].body);
};

test("outcomes are listed with their numbers and what is over its day, on a telephone as cards", async () => {
  for (const width of WIDTHS) {
    await DESK.open(width, "/outcomes", cases(), async (page) => {
      await page.getByText("责改〔2026〕第7号").waitFor();
      await page.getByText("已逾期", { exact: true }).first().waitFor();
      assert.equal(await page.locator(".linecards").count(), width === 390 ? 1 : 0);
      await checkAccess(page, "outcomes", width);
      const asked = page.waitForRequest(/outcomes\?.*state=proposed&limit=50/);
      await page.getByRole("link", { name: /^待审批/ }).click();
      await asked;
      assert.equal(new URL(page.url()).search, "?state=proposed");
    });
  }
});

test("one press leads from what waits into the order's form, and two presses send it once", async () => {
  for (const width of WIDTHS) {
    const api = cases().on("POST", "/visits/v1/outcomes", { body: { id: "o1" } });
    await DESK.open(width, "/outcomes/waiting", api, async (page) => {
      await page.getByRole("link", { name: new RegExp(CLINIC) }).click();
      await heading(page, `开始处理：${CLINIC}`);
      await page.getByText(FOUND).waitFor();
      await page.getByRole("button", { name: "提交" }).click();
      await page.locator(".summary").getByText("请填写“改正要求”").waitFor();
      await checkAccess(page, "outcome-new-lacking", width);
      await page.getByLabel("期限", { exact: true }).fill("2026-03-20");
      await page.getByLabel("期限", { exact: true }).press("Enter");
      await page.getByLabel("改正要求", { exact: true }).fill("公示全部价格。");
      await checkAccess(page, "outcome-new", width);
      await page.getByRole("button", { name: "提交" }).dblclick();
      await page.getByRole("heading", { level: 1, name: /责改〔2026〕第7号/ }).waitFor();
      assert.deepEqual(sent(api, "/visits/v1/outcomes"), { kind: "rectification", text: "公示全部价格。", findings: [{ item: "JG-20", row: 0 }], due: "2026-03-20" });
      await checkAccess(page, "outcome", width);
    });
  }
});

test("a visit's page says what it still asks for", async () => {
  for (const width of WIDTHS) {
    await DESK.open(width, "/visits/v1", cases(), async (page) => {
      await page.getByText("还没有出具责令改正的文书").waitFor();
      await checkAccess(page, "visit-waits", width);
      await page.getByRole("button", { name: "开始处理" }).click();
      assert.equal(await page.getByRole("radio", { name: /责令改正/ }).isChecked(), true);
    });
  }
});

test("a decision that was declined is written anew from what it was, with amounts in yuan that are sent in fen", async () => {
  for (const width of WIDTHS) {
    const api = cases().on("POST", "/outcomes/o2/decision", { body: { id: "o2" } });
    await DESK.open(width, "/outcomes/o2", api, async (page) => {
      await page.getByText("处罚决定未获批准，理由：请补充违法所得的计算过程").waitFor();
      await checkAccess(page, "outcome-declined", width);
      await page.getByRole("button", { name: "提出决定" }).click();
      assert.equal(await page.getByLabel("罚款金额", { exact: true }).inputValue(), "12000.50");
      await page.getByRole("checkbox", { name: /^没收违法所得/ }).check();
      await page.getByLabel("没收金额", { exact: true }).fill("7.401");
      await page.getByRole("button", { name: "报送审批" }).click();
      await page.locator(".ant-form-item-explain-error").getByText("请填写以元为单位的金额").waitFor();
      await checkAccess(page, "decision-amount", width);
      await page.getByLabel("没收金额", { exact: true }).fill("7.4");
      await page.getByRole("button", { name: "报送审批" }).dblclick();
      await page.getByRole("heading", { level: 1, name: /立案〔2026〕第2号/ }).waitFor();
      const body = sent(api, "/outcomes/o2/decision") as Record<string, unknown>;
      assert.deepEqual([body.fine, body.confiscated, body.sanctions, body.version], [1_200_050, 740, ["warning", "fine", "confiscation"], 3]);
    });
  }
});

test("who approves is told what will happen, and a refusal is read where it came", async () => {
  for (const width of WIDTHS) {
    const api = cases().on("POST", "/outcomes/o3/approve", problem(409, "outcome-leader-only", "移送司法机关须由局领导批准"));
    await DESK.open(width, "/outcomes/o3", api, async (page) => {
      await page.getByRole("button", { name: "批准", exact: true }).click();
      await page.getByText("移送不向社会公布，只计入统计的件数。").waitFor();
      await page.getByRole("checkbox").check();
      await checkAccess(page, "outcome-approve", width);
      await page.getByRole("button", { name: "批准", exact: true }).click();
      await page.getByText("移送司法机关须由局领导批准").waitFor();
    });
  }
});

test("what wasn't put right gets another day, and the workbench says what presses", async () => {
  for (const width of WIDTHS) {
    const api = cases().on("POST", "/outcomes/o1/recheck", { body: { id: "o1" } });
    await DESK.open(width, "/", api, async (page) => {
      await page.getByRole("link", { name: /我的处理，已逾期\s*3/ }).waitFor();
      await page.getByRole("link", { name: /待处理的检查\s*1/ }).waitFor();
      await checkAccess(page, "workbench-outcomes", width);
      await page.getByRole("link", { name: /我的处理，已逾期/ }).click();
      await page.getByRole("link", { name: new RegExp(CLINIC) }).first().click();
      await page.getByRole("button", { name: "登记复查" }).click();
      assert.equal(await page.getByLabel("新的期限", { exact: true }).count(), 0);
      await page.getByRole("radio", { name: "没有改正或者没有全部改正" }).check();
      await page.getByRole("button", { name: "7天后" }).click();
      await page.getByLabel("复查情况", { exact: true }).fill("仍缺三项。");
      await checkAccess(page, "recheck", width);
      await page.getByRole("button", { name: "登记复查" }).dblclick();
      await page.getByRole("heading", { level: 1, name: /责改〔2026〕第7号/ }).waitFor();
      const body = sent(api, "/outcomes/o1/recheck") as Record<string, unknown>;
      assert.deepEqual([body.cleared, body.text, typeof body.due], [false, "仍缺三项。", "string"]);
    });
  }
});
