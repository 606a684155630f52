import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { problem } from "../support/api";
import { Desk, WIDTHS, checkAccess, heading } from "../support/desk";
import { ME, door, office } from "../support/office";

const DESK = new Desk("dist");
before(() => DESK.start());
after(() => DESK.close());

test("somebody not signed in goes to the login page and comes back to where they wanted", async () => {
  for (const width of WIDTHS) {
    const api = door();
    await DESK.open(width, "/people?q=%E7%8E%8B", api, async (page) => {
      await heading(page, "登录");
      await checkAccess(page, "login", width);
      await page.getByLabel("登录名").fill("limin");
      await page.getByLabel("密码").fill("wrong");
      await page.getByRole("button", { name: "登录", exact: true }).click();
      await page.getByText("登录名或密码不对").waitFor();
      assert.match((await page.textContent("[role=alert]"))!, /01J9-7KQ/);
      await page.getByLabel("密码").fill("correct horse battery");
      await page.keyboard.press("Enter");
      await page.getByLabel("动态口令").waitFor();
      assert.equal(await page.getByRole("alert").count(), 0);
      await checkAccess(page, "login-totp", width);
      await page.getByLabel("动态口令").fill("123456");
      await page.keyboard.press("Enter");
      await heading(page, "人员与角色");
      assert.match(page.url(), /\/console\/people\?q=%E7%8E%8B$/);
      const sent = api.calls("POST", "/session");
      assert.deepEqual(JSON.parse(sent[2].body), { login: "limin", password: "correct horse battery", totp: "123456" });
      assert.equal(new Set(sent.map(({ headers }) => headers["idempotency-key"])).size, 3);
    });
  }
});

test("a system without anybody leads to the set-up", async () => {
  for (const width of WIDTHS) {
    const api = door().on("GET", "/setup", { body: { needed: true } })
      .on("POST", "/setup", problem(422, "invalid", "有内容需要改正", { fields: [{ field: "region", code: "region", message: "没有 999999 这个行政区划代码" }] }));
    await DESK.open(width, "/", api, async (page) => {
      await heading(page, "首次设置");
      await checkAccess(page, "setup", width);
      for (const [label, value] of [["单位名称", "抚顺市价格监督检查局"], ["行政区划代码", "999999"]]) await page.getByLabel(label).fill(value);
      for (const [who, name, login] of [["system_admin", "李敏", "limin"], ["security_admin", "周正", "zhouzheng"]]) {
        await page.locator(`#setup_${who}_name`).fill(name);
        await page.locator(`#setup_${who}_login`).fill(login);
      }
      await page.getByRole("button", { name: "完成设置" }).click();
      await page.getByText("有 2 处需要改正").waitFor();
      await checkAccess(page, "setup-faults", width);
      assert.equal(api.calls("POST", "/setup").length, 0);
      for (const who of ["system_admin", "security_admin"]) await page.locator(`#setup_${who}_password`).fill("correct horse battery");
      await page.getByRole("button", { name: "完成设置" }).click();
      await page.getByRole("button", { name: "没有 999999 这个行政区划代码" }).click();
      assert.equal(await page.evaluate("document.activeElement.id"), "setup_region");
      api.on("POST", "/setup", { body: {} }).on("GET", "/setup", { body: { needed: false } });
      await page.getByLabel("行政区划代码").fill("210400");
      await page.getByRole("button", { name: "完成设置" }).click();
      await page.getByText("首次设置已完成").waitFor();
      await checkAccess(page, "setup-done", width);
      assert.deepEqual(JSON.parse(api.calls("POST", "/setup").pop()!.body), {
        organisation_name: "抚顺市价格监督检查局", level: "city", region: "210400",
        system_admin: { name: "李敏", login: "limin", password: "correct horse battery" }, security_admin: { name: "周正", login: "zhouzheng", password: "correct horse battery" },
      });
    });
  }
});

test("a demonstration offers its accounts, marks whom the address asks for, and lets one go on as another", async () => {
  const demonstration = { password: "fushun-jiage-2026", accounts: [{ login: "operator", name: "姜禾", roles: ["draw-operator"] }, { login: "planner", name: "许明", roles: ["planner"] }] };
  for (const width of WIDTHS) {
    let here: string | null = null;
    const api = office().on("GET", "/setup", { body: { needed: false, demonstration } })
      .on("GET", "/me", () => (here ? { body: { ...ME, login: here, name: here } } : problem(401, "no-session", "请先登录")))
      .on("POST", "/session", (request) => {
        here = (request.postDataJSON() as { login: string }).login;
        return { body: { ...ME, login: here, name: here } };
      })
      .on("POST", "/session/end", () => {
        here = null;
        return { body: {} };
      });
    await DESK.open(width, "/login?as=planner&next=/people", api, async (page) => {
      await page.getByText("这一步用这个账户").waitFor();
      await checkAccess(page, "login-demonstration", width);
      assert.match(await page.getByRole("region", { name: "演示账户" }).getByRole("button").first().innerText(), /许明/);
      await page.getByRole("button", { name: /许明/ }).click();
      await heading(page, "人员与角色");
      assert.deepEqual(JSON.parse(api.calls("POST", "/session")[0].body), { login: "planner", password: "fushun-jiage-2026" });
      await page.locator(".header_account").click();
      await page.getByText("演示：换一个账户").click();
      await page.getByText("现在是这个账户").waitFor();
      await page.getByRole("button", { name: /姜禾/ }).click();
      await heading(page, "人员与角色");
      assert.equal(api.calls("POST", "/session/end").length, 1);
      assert.equal(here, "operator");
    });
  }
});

test("a bureau offers no accounts, whatever the address asks for", async () => {
  await DESK.open(1440, "/login?as=planner", office(), async (page) => {
    await heading(page, "工作台");
    await page.locator(".header_account").click();
    await page.getByText("退出").waitFor();
    assert.equal(await page.getByText("演示：换一个账户").count(), 0);
  });
});

test("whoever has a given password changes it before anything else", async () => {
  let isForced = true;
  const api = office().on("GET", "/me", () => ({ body: { ...ME, must_change_password: isForced } })).on("POST", "/me/password", () => {
    isForced = false;
    return { body: {} };
  });
  await DESK.open(1440, "/people", api, async (page) => {
    await heading(page, "修改密码");
    assert.equal(await page.getByRole("navigation").count(), 0);
    await checkAccess(page, "password-forced", 1440);
    for (const [field, value] of [["old", "given"], ["new", "correct horse battery"], ["again", "correct horse battery"]]) await page.locator(`#form_${field}`).fill(value);
    await page.getByRole("button", { name: "修改密码" }).click();
    await heading(page, "工作台");
    assert.equal(await page.evaluate("JSON.stringify(localStorage).includes('horse')"), false);
  });
});

test("a session that ends while one works leads to the login page, and the form's draft is kept", async () => {
  const api = office();
  await DESK.open(1440, "/people/new", api, async (page) => {
    await page.getByLabel("姓名").fill("钱芳");
    api.on("GET", "/me", problem(401, "no-session", "请先登录")).on("POST", "/people", problem(401, "no-session", "请先登录"));
    await page.getByLabel("登录名").fill("qianfang");
    await page.getByRole("combobox", { name: "所在机构" }).click();
    await page.getByTitle("新抚区价格监督检查局").click();
    await page.getByRole("button", { name: "新建", exact: true }).click();
    await heading(page, "登录");
    assert.match(page.url(), /next=%2Fpeople%2Fnew$/);
    assert.match(String(await page.evaluate("JSON.stringify(localStorage)")), /qianfang/);
  });
});

test("the language is switched, and remembered", async () => {
  const api = office();
  await DESK.open(1440, "/", api, async (page) => {
    await page.getByRole("button", { name: "English" }).click();
    await heading(page, "Workbench");
    assert.equal(await page.evaluate("document.documentElement.lang"), "en");
    await page.reload();
    await heading(page, "Workbench");
    assert.match(String(await page.evaluate("document.cookie")), /lang=en/);
    assert.equal(api.calls("GET", "/me").pop()!.headers["accept-language"], "en");
    await checkAccess(page, "workbench-english", 1440);
  });
});

test("a page of one person says so when another has signed in with the browser", async () => {
  const api = office();
  const other = { ...ME, id: "0197a000-0000-7000-8000-00000000000b", login: "shilan", name: "石岚" };
  await DESK.open(1440, "/people/new", api, async (page) => {
    await heading(page, "新建人员");
    api.on("GET", "/me", { body: other }).on("POST", "/people", problem(409, "other-person", "已改由石岚登录", { detail: "没有办理。" }));
    await page.getByLabel("姓名").fill("钱芳");
    await page.getByLabel("登录名").fill("qianfang");
    await page.getByRole("combobox", { name: "所在机构" }).click();
    await page.getByTitle("新抚区价格监督检查局").click();
    await page.getByRole("button", { name: "新建", exact: true }).click();
    await page.getByRole("button", { name: "重新打开本页" }).waitFor();
    await page.getByText("这个浏览器已改由石岚登录").waitFor();
    // It stays the first one's: their name in the header and with every act.
    assert.match((await page.textContent("header.header"))!, /李敏/);
    assert.deepEqual(api.calls("POST", "/people").map(({ headers }) => headers["x-acting-as"]), [ME.id]);
    await checkAccess(page, "other-person", 1440);
    page.on("dialog", (dialog) => void dialog.accept());
    await page.getByRole("button", { name: "以石岚的身份刷新" }).click();
    await page.locator("header.header", { hasText: "石岚" }).waitFor();
    assert.equal(await page.getByText("这个浏览器已改由").count(), 0);
  });
});

test("coming back to a window tells who is signed in now", async () => {
  const api = office();
  await DESK.open(1440, "/", api, async (page) => {
    await heading(page, "工作台");
    api.on("GET", "/me", { body: { ...ME, id: "0197a000-0000-7000-8000-00000000000b", name: "石岚" } });
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    await page.getByRole("button", { name: "以石岚的身份刷新" }).waitFor();
  });
});
