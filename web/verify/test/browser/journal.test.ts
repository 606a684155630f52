import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { utf8 } from "../../src/draw/bytes";
import { base64 } from "../../src/journal/base64";
import { verifierKeyText } from "../../src/journal/keys";
import { makeBundle, townRecipe, withAmendments } from "../support/bundle";
import { LOG, POLICY, WITNESSES, makeJournal, makeSigner, policyText, withJournal } from "../support/journal";
import { Desk, WIDTHS, checkAccess, drop, give } from "../support/page";

const TOWN = makeBundle(townRecipe());
const DESK = new Desk();
let good = "";
let policy = "";
let stranger = "";

before(async () => {
  await DESK.start();
  good = DESK.zip("good.zip", withJournal(TOWN));
  policy = DESK.file("抚顺.policy", POLICY);
  const other = `log ${verifierKeyText(makeSigner(LOG.name + "2", "ed25519"))}`;
  stranger = DESK.file("other.policy", policyText([other, "quorum none"]));
});
after(() => DESK.close());

const verdict = (page: Page): Promise<string | null> => page.textContent("#verdict");
const statusOf = (page: Page, code: string): Promise<string | null> => page.getAttribute(`.checks li[data-code="${code}"]`, "class");

/** The names on the signature lines of a checkpoint of `makeJournal`. */
const CLAIMED = [LOG, WITNESSES[0], WITNESSES[1]].map(({ name }) => name);

/** Parts of signers' names that stand on more than one line. */
const brokenWords = (page: Page): Promise<string[]> => page.locator(".signers li").evaluateAll((items) =>
  items.flatMap((item) => [...item.childNodes]).filter((node) => node.nodeType === Node.TEXT_NODE).filter((node) => {
    const range = document.createRange();
    range.selectNode(node);
    return range.getClientRects().length > 1;
  }).map((node) => node.textContent!));

async function trust(page: Page, path: string): Promise<void> {
  await page.setInputFiles("#policy-file", path);
}

test("a bundle with a journal shows who cosigned each step, and when, once a policy is given", async () => {
  for (const width of WIDTHS) {
    await DESK.open(width, async (page) => {
      await give(page, good);
      assert.equal(await verdict(page), "核验通过");
      assert.equal(await statusOf(page, "journal-order"), "ok");
      assert.equal(await statusOf(page, "journal-signatures"), "gap");
      assert.match((await page.textContent(".journal .timeline"))!, /自称的签名（未核对）/);
      assert.deepEqual(await page.locator('[data-kind="draw.committed"] .signers li').allTextContents(), CLAIMED);
      await checkAccess(page, "journal-without-policy", width);
      await trust(page, policy);
      await page.waitForSelector(".journal .settled");
      assert.equal(await verdict(page), "核验通过");
      assert.equal(await page.locator(".checks li.ok").count(), 29);
      assert.match((await page.textContent(".journal .settled"))!, /2026年11月20日 10:03/);
      assert.match((await page.textContent('.journal li[data-kind="draw.committed"]'))!, /锁定2026年11月20日 10:00第 2 号条目w1 已联署discipline\.fushun\.example2026年11月20日 10:02/);
      assert.deepEqual(await page.locator(".journal .timeline > ol > li > strong").allTextContents(), ["锁定", "取种", "抽取", "公布"]);
      await checkAccess(page, "journal-with-policy", width);
    });
  }
});

test("a policy dropped by itself is taken, told of in words, and can be taken away", async () => {
  await DESK.open(1440, async (page) => {
    await drop(page, [["whom.txt", new TextDecoder().decode(POLICY)]]);
    await page.waitForSelector(".policy .given");
    assert.match((await page.textContent(".policy"))!, /whom\.txt，认 1 个日志密钥、3 家见证方。要求 two-of-three（3 中至少 2）联署/);
    await checkAccess(page, "policy-given", 1440);
    await give(page, good);
    assert.equal(await statusOf(page, "journal-signatures"), "ok");
    await page.click(".policy button:last-of-type");
    await page.waitForSelector(".journal .open");
    assert.equal(await statusOf(page, "journal-signatures"), "gap");
  });
});

test("a policy that lies among the material is not taken for the reader's", async () => {
  const zip = DESK.zip("along.zip", new Map([...withJournal(TOWN), ["trust.policy", POLICY]]));
  await DESK.open(1440, async (page) => {
    await give(page, zip);
    assert.equal(await page.getAttribute(".checks li.failed", "data-code"), "files");
    assert.equal(await page.locator(".policy .given").count(), 0);
  });
});

test("a policy that can't be read says which line is wrong", async () => {
  const path = DESK.file("bad.policy", "# mine\nlog nonsense\nquorum none\n");
  for (const width of WIDTHS) {
    await DESK.open(width, async (page) => {
      await trust(page, path);
      await page.waitForSelector(".policy .refused");
      assert.match((await page.textContent(".policy .refused"))!, /第 2 行：密钥不合格式/);
      await checkAccess(page, "policy-refused", width);
    });
  }
});

test("a policy of another journal turns the verdict red, and taking it away turns it back", async () => {
  for (const width of WIDTHS) {
    await DESK.open(width, async (page) => {
      await give(page, good);
      await trust(page, stranger);
      await page.waitForSelector(".verdict.failed");
      assert.equal(await page.getAttribute(".checks li.failed", "data-code"), "journal-signatures");
      await checkAccess(page, "journal-red", width);
      await page.click(".policy button:last-of-type");
      await page.waitForSelector(".verdict.ok");
    });
  }
});

test("a journal that was tampered with is red and names its check", async () => {
  const journal = makeJournal(TOWN);
  journal.entries[1].entry = journal.entries[1].entry.replace("clerk", "chief");
  const zip = DESK.zip("tampered.zip", withJournal(TOWN, journal));
  await DESK.open(1440, async (page) => {
    await give(page, zip);
    assert.equal(await verdict(page), "核验不通过");
    assert.equal(await page.getAttribute(".checks li.failed", "data-code"), "journal-inclusion");
  });
});

test("a draw without a journal is green and says what that means; an amended one shows its amendment", async () => {
  const drawn = JSON.parse(new TextDecoder().decode(TOWN.get("result.json")!)).targets[0].id;
  const amended = withAmendments(TOWN, [{ kind: "gone", inspector: "", subject: drawn }]);
  const zips = [DESK.zip("none.zip", TOWN), DESK.zip("amended.zip", withJournal(amended, makeJournal(amended, (steps) => steps.filter((step) => step.kind !== "draw.announced"))))];
  for (const width of WIDTHS) {
    await DESK.open(width, async (page) => {
      await give(page, zips[0]);
      assert.equal(await verdict(page), "核验通过");
      assert.match((await page.textContent(".verdict"))!, /全部计算都已重做/);
      assert.match((await page.textContent(".journal"))!, /没有附公开日志的摘录/);
      await checkAccess(page, "journal-missing", width);
      await page.click(".last .button.main");
      await trust(page, policy);
      await give(page, zips[1]);
      assert.deepEqual(await page.locator(".journal .timeline > ol > li > strong").allTextContents(), ["锁定", "取种", "抽取", "抽取后变更", "公布"]);
      assert.match((await page.textContent(".journal .ahead"))!, /尚未登记/);
      await checkAccess(page, "journal-amended", width);
    });
  }
});

test("a receipt of the journal is unsettled without a policy, green with one, red with another", async () => {
  const { entries } = makeJournal(TOWN);
  const text: string = entries[0].proof.replace("\nindex", `\nextra ${base64(utf8(entries[0].entry))}\nindex`);
  const path = DESK.file("commit.tlog-proof", text);
  for (const width of WIDTHS) {
    await DESK.open(width, async (page) => {
      await give(page, path);
      assert.equal(await verdict(page), "尚不能断定");
      await checkAccess(page, "log-receipt-unsettled", width);
      await trust(page, policy);
      await page.waitForSelector(".verdict.ok");
      assert.match((await page.textContent(".journal"))!, /第 2 号条目，当时共 3 条/);
      await checkAccess(page, "log-receipt", width);
      await trust(page, stranger);
      await page.waitForSelector(".verdict.failed");
    });
  }
  const changed = DESK.file("changed.tlog-proof", text.replace("index 2", "index 1"));
  await DESK.open(1440, async (page) => {
    await give(page, changed);
    assert.equal(await page.getAttribute(".checks li.failed", "data-code"), "journal-inclusion");
  });
});

test("the journal is told in English as well", async () => {
  await DESK.open(1440, async (page) => {
    await page.click("#language");
    await give(page, good);
    await trust(page, policy);
    await page.waitForSelector(".journal .settled");
    assert.match((await page.textContent(".journal"))!, /Cosigned by w2press\.fushun\.example20 November 2026 10:03/);
    await checkAccess(page, "journal-english", 1440);
    await page.click("#language");
  });
});

test("a signer's name too long for its line is broken behind a stop, not within a word", async () => {
  await DESK.open(220, async (page) => {
    await give(page, good);
    const first = page.locator(".signers li").first();
    const height = await first.evaluate((item) => item.getBoundingClientRect().height / parseFloat(getComputedStyle(item).lineHeight));
    assert.ok(height > 1.5, `stands on ${height} lines`);
    assert.deepEqual(await brokenWords(page), []);
  });
});

test("an entry of an unknown kind stands in the timeline, and the page says that it doesn't know it", async () => {
  const journal = makeJournal(TOWN, (steps) => [...steps.slice(0, 2), { ...steps[1], kind: "draw.inspected", facts: {} }, ...steps.slice(2)]);
  const zip = DESK.zip("unknown.zip", withJournal(TOWN, journal));
  for (const width of WIDTHS) {
    await DESK.open(width, async (page) => {
      await give(page, zip);
      assert.equal(await verdict(page), "核验通过");
      assert.deepEqual(await page.locator(".journal .timeline > ol > li > strong").allTextContents(), ["锁定", "取种", "draw.inspected", "抽取", "公布"]);
      assert.match((await page.textContent('.journal li[data-kind="draw.inspected"]'))!, /本页不认识这一类条目/);
      await checkAccess(page, "journal-unknown-kind", width);
    });
  }
});
