import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { type Api, problem } from "../support/api";
import { Desk, WIDTHS, checkAccess, heading } from "../support/desk";
import { office } from "../support/office";

const DESK = new Desk("dist/gallery");
before(() => DESK.start());
after(() => DESK.close());

const UPLOAD = {
  id: "imp1", file_name: "企业名录2025.xlsx", kind: "subjects", bytes: 1200345, at: "2026-03-05T02:00:00Z", job: null, outcome: null, sheets: ["填表说明", "名录"], sheet: "名录", header_row: 2, mapping: {}, options: { mode: "add-only", blank: "keep" }, same_as: null, state: "uploaded",
  columns: [
    { index: 0, header: "单位名称", samples: ["抚顺市某某商行", "某某大药房", "某某幼儿园"], guess: "name" },
    { index: 1, header: "代码", samples: ["91210402MA0000000X", "", "5221040200000000"], guess: null },
    { index: 2, header: "住所", samples: ["新抚区东一路1号"], guess: "address" },
    { index: 3, header: "", samples: ["备注"], guess: null },
  ],
  fields: ["name", "code", "address", "phone"].map((name) => ({ name, required: name === "name" || name === "code", label_key: `field-${name}`, help_key: "x" })),
};
const COUNTS = {
  rows: 30412, cleaned: 870, new: 28000, changed: 1200, same: 1000, refused: 212, duplicates: 31,
  first_faults: [
    { row: 7, field: "code", code: "uscc-check", args: {}, value: "91210402MA00000001" },
    { row: 19, field: "name", code: "empty", args: {}, value: "" },
  ],
};
const job = (id: string, state: string, done: number, result: unknown = null) => ({ body: { id, kind: "import", state, done, total: 30412, result, problem: null, stoppable: true } });

/** An API whose jobs go on when they are told to. */
function importing(): { api: Api; finish: () => void } {
  let isDone = false;
  const api = office()
    .on("POST", "/imports", { body: UPLOAD }).on("GET", "/imports/([^/]+)", { body: UPLOAD })
    .on("POST", "/imports/imp1/check", { body: { job: "check1" } }).on("POST", "/imports/imp1/run", { body: { job: "run1" } })
    .on("GET", "/jobs/([^/]+)", (_request, [, id]) => (isDone || id === "run1" ? job(id, "done", 30412, COUNTS) : job(id, "running", 12000)));
  return { api, finish: () => void (isDone = true) };
}

async function toPreview(page: Page, width: number): Promise<void> {
  await heading(page, "导入检查对象");
  await checkAccess(page, "import-upload", width);
  await page.setInputFiles("input[type=file]", { name: "企业名录2025.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("PK") });
  await page.getByText("还有必填项没有对应的列：统一社会信用代码").waitFor();
  await checkAccess(page, "import-mapping", width);
  assert.equal(await page.getByRole("button", { name: "下一步：预览" }).isDisabled(), true);
  await page.getByRole("combobox", { name: "“统一社会信用代码”对应的列" }).click();
  await page.getByTitle("代码", { exact: true }).click();
  await page.getByRole("radio", { name: "新增，并更新已有的" }).check();
  await page.getByRole("button", { name: "下一步：预览" }).click();
}

test("a messy file is matched, previewed, imported, and its refused rows given back", async () => {
  for (const width of WIDTHS) {
    const { api, finish } = importing();
    await DESK.open(width, "/shops/import", api, async (page) => {
      await toPreview(page, width);
      await page.getByText("已处理 12,000，共 30,412").waitFor();
      await checkAccess(page, "import-checking", width);
      assert.match(page.url(), /\?import=imp1&check=check1$/);
      assert.deepEqual(JSON.parse(api.calls("POST", "/imports/imp1/check")[0].body), { mapping: { name: 0, address: 2, code: 1 }, options: { mode: "update", blank: "keep" }, sheet: "名录", header_row: 2 });
      finish();
      await page.getByText("预览：以下内容尚未写入").waitFor();
      await checkAccess(page, "import-preview", width);
      assert.equal(api.calls("POST", "/imports/imp1/run").length, 0);
      await page.getByRole("button", { name: "导入 29,200 行" }).dblclick();
      await page.getByText("导入完成：写入 29,200 行，退回 212 行").waitFor();
      assert.equal(api.calls("POST", "/imports/imp1/run").length, 1);
      assert.equal(await page.getByRole("link", { name: "下载错误文件（Excel）" }).getAttribute("href"), "/api/v1/imports/imp1/errors.xlsx");
      await checkAccess(page, "import-done", width);
    });
  }
});

test("an import is taken up again from its address, and from the workbench", async () => {
  const { api, finish } = importing();
  await DESK.open(1440, "/shops/import", api, async (page) => {
    await toPreview(page, 1440);
    await page.getByText("已处理 12,000，共 30,412").waitFor();
    await page.reload();
    await page.getByText("已处理 12,000，共 30,412").waitFor();
    await page.getByRole("link", { name: "工作台", exact: true }).click();
    await page.getByText("核对 企业名录2025.xlsx").waitFor();
    await checkAccess(page, "workbench-jobs", 1440);
    await page.getByRole("link", { name: "查看" }).click();
    finish();
    await page.getByText("预览：以下内容尚未写入").waitFor();
  });
});

test("a check can be stopped, and a refused file says why", async () => {
  const { api } = importing();
  await DESK.open(1440, "/shops/import", api, async (page) => {
    await toPreview(page, 1440);
    api.on("POST", "/jobs/check1/cancel", () => {
      api.on("GET", "/jobs/([^/]+)", job("check1", "cancelled", 13000));
      return { body: {} };
    });
    await page.getByRole("button", { name: "停止" }).click();
    await page.getByText("已停止：").waitFor();
    await page.getByRole("button", { name: "上一步" }).click();
    await page.getByText("已读取“企业名录2025.xlsx”").waitFor();
    api.on("POST", "/imports", problem(422, "not-a-table", "这个文件不是表格", { detail: "请上传 .xlsx 或 .csv 文件。" }));
    await page.getByRole("button", { name: "换一个文件" }).click();
    await page.setInputFiles("input[type=file]", { name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("x") });
    await page.getByText("这个文件不是表格").waitFor();
  });
});
