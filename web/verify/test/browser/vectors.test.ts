import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { startBrowser } from "../support/browser";
import { HERE, readVectors } from "../support/files";
import type { Outcome } from "../support/vectors-page";

test("all vectors pass in a browser", async () => {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: join(HERE, "dist/test/page/vectors.js") });
    const { passed, failures }: Outcome = await page.evaluate(`runVectors(${JSON.stringify(readVectors())})`);
    assert.deepEqual(failures, []);
    assert.ok(passed > 0);
    console.log(`# ${passed} vectors passed in ${browser.version()}`);
  } finally {
    await browser.close();
  }
});
