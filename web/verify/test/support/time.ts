/** How long the page takes to verify a bundle: `node dist/test/time.mjs BUNDLE.zip ROUNDS`. One line a round: seconds, and the verdict. */
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { startBrowser } from "./browser";
import { HERE } from "./files";

const [path, rounds] = [process.argv[2], Number(process.argv[3] ?? 3)];
const browser = await startBrowser();
for (let round = 0; round < rounds; round += 1) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(HERE, "dist/verify.html")).href);
  const began = performance.now();
  await page.setInputFiles("#files", path);
  await page.waitForSelector("#verdict", { timeout: 600_000 });
  const seconds = (performance.now() - began) / 1000;
  console.log(`${seconds.toFixed(2)}\t${await page.textContent("#verdict")}`);
  await page.close();
}
await browser.close();
