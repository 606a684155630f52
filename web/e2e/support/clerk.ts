/** Somebody at a browser: a context of their own, whose every page is looked at for its accessibility. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { type Browser, type BrowserContext, type Page, type Route, chromium } from "playwright-core";

const PICTURES = process.env.PICTURES;
const CONSOLE = process.env.YAOGUANG_CONSOLE;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** What a browser says of a refusal, and of a network that a journey took away. */
const REFUSAL = /Failed to load resource: (the server responded with a status of [45]|net::ERR_INTERNET_DISCONNECTED)/;
const KINDS: Record<string, string> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/** What a browser says of a line that is down. */
const LINE_DOWN = /net::ERR_/;

/** In newer browsers what scrolls answers with a promise; an effect that returns it fails there, and so here. */
const SCROLLING_PROMISES = `for (const [owner, names] of [[window, ["scroll", "scrollTo", "scrollBy"]], [Element.prototype, ["scrollIntoView", "scroll", "scrollTo", "scrollBy"]]])
  for (const name of names) {
    const own = owner[name];
    owner[name] = function (...told) { own.apply(this, told); return Promise.resolve(); };
  }`;

/** A projector in a hall, on a line that may go down. */
export const PROJECTOR = { width: 1920, height: 1080, isLineBad: true };

/** What a citizen holds: a telephone without scripts. */
export const TELEPHONE = { width: 390, javaScriptEnabled: false };

/** Starts the browser named by CHROMIUM, else the system's. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

/** Somebody. */
export class Clerk {
  private faults: string[] = [];

  private constructor(readonly page: Page, private readonly context: BrowserContext, private readonly address: string, private readonly hasScripts: boolean) {}

  /** Sits down at a browser. */
  static async arrive(browser: Browser, address: string, { width = 1440, height = 900, javaScriptEnabled = true, isLineBad = false } = {}): Promise<Clerk> {
    const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN", reducedMotion: "reduce", javaScriptEnabled });
    await context.addInitScript({ content: SCROLLING_PROMISES });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const clerk = new Clerk(page, context, address, javaScriptEnabled);
    page.on("pageerror", (error) => clerk.faults.push(String(error)));
    page.on("console", (message) => void (message.type() === "error" && !REFUSAL.test(message.text()) && !(isLineBad && LINE_DOWN.test(message.text())) && clerk.faults.push(message.text())));
    if (CONSOLE) await page.route(/\/console(\/|$)/, (route) => answerFromFolder(route, CONSOLE));
    return clerk;
  }

  /** Goes to an address. */
  async go(path: string): Promise<void> {
    await this.page.goto(this.address + path);
  }

  /** Waits for a page's heading, and looks at the page. */
  async sees(title: string, picture?: string): Promise<void> {
    const head = this.page.getByRole("heading", { level: 1, name: title, exact: true });
    await head.waitFor().catch(async () => assert.fail(`“${title}” isn't there, but: ${(await this.page.innerText("body")).slice(0, 1500)}`));
    await this.looks(picture ?? title);
  }

  /** No violation of WCAG, and no sideways scrolling. */
  async looks(picture: string): Promise<void> {
    const { width, height } = this.page.viewportSize()!;
    if (PICTURES) {
      mkdirSync(PICTURES, { recursive: true });
      await this.page.screenshot({ path: join(PICTURES, `${picture.replace(/[\\/：:]/g, "-")}-${width}.png`), fullPage: true });
    }
    if (this.hasScripts) await judge(this.page, picture);
    else await this.judgeWithScripts({ width, height }, picture);
  }

  /** A page without scripts can't be judged in place: the same page is opened where there are some. */
  private async judgeWithScripts(viewport: { width: number; height: number }, picture: string): Promise<void> {
    const context = await this.context.browser()!.newContext({ viewport, locale: "zh-CN", reducedMotion: "reduce" });
    await context.addInitScript({ content: SCROLLING_PROMISES });
    const page = await context.newPage();
    await page.goto(this.page.url());
    await judge(page, picture);
    await context.close();
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  /** Presses twice, as people do. */
  async pressTwice(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).dblclick();
  }

  /** Nothing on the page says that something was refused. */
  async seesNoRefusal(): Promise<void> {
    assert.deepEqual(await this.page.locator(".ant-alert-error").allInnerTexts(), []);
  }

  async fill(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).fill(text);
  }

  /** Types a day where a calendar would open. */
  async type(label: string, date: string): Promise<void> {
    const box = this.page.getByLabel(label, { exact: true });
    await box.fill(date);
    await box.press("Enter");
  }

  /** Chooses from a list that a form opens. */
  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole("combobox", { name: label }).last().click();
    await this.page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)").getByTitle(option, { exact: true }).click();
  }

  /** Types words into a field that takes several. */
  async tag(label: string, ...words: string[]): Promise<void> {
    const box = this.page.getByRole("combobox", { name: label, exact: true });
    for (const word of words) {
      await box.fill(word);
      await box.press("Enter");
    }
    await box.press("Escape");
  }

  /** The words such a field has. */
  tags(label: string): Promise<string[]> {
    return this.page.locator(".ant-form-item", { has: this.page.getByRole("combobox", { name: label, exact: true }) }).locator(".ant-select-selection-item").allInnerTexts();
  }

  async signIn(login: string, password: string, code?: string): Promise<void> {
    await this.go("/console/login");
    await this.fill("登录名", login);
    await this.fill("密码", password);
    await this.press("登录");
    if (code === undefined) return;
    await this.fill("动态口令", code);
    await this.press("登录");
  }

  /** Goes home. What the browser complained of on the way fails the journey. */
  async leave(): Promise<void> {
    await this.context.close();
    assert.deepEqual(this.faults, []);
  }
}

/** No violation of WCAG, and no sideways scrolling. */
async function judge(page: Page, picture: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: AXE });
  const { result } = await session.send("Runtime.evaluate", { expression: "axe.run(document).then((found) => JSON.stringify(found.violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 300))))", awaitPromise: true });
  assert.deepEqual(JSON.parse(String(result.value)), [], picture);
  const wide = await session.send("Runtime.evaluate", { expression: "document.documentElement.scrollWidth > innerWidth" });
  assert.equal(wide.result.value, false, `${picture} scrolls sideways`);
  await session.detach();
}

/** The console from a folder, under the server's own headers: a program may be older than the console it is tried with. */
async function answerFromFolder(route: Route, folder: string): Promise<void> {
  const path = new URL(route.request().url()).pathname.replace(/^\/console\/?/, "");
  const file = join(folder, path);
  const found = path && existsSync(file) && statSync(file).isFile() ? file : join(folder, "index.html");
  const { headers: all } = await fetch(new URL("/console/", route.request().url()));
  const policy = all.get("content-security-policy") ?? "";
  await route.fulfill({ status: 200, body: readFileSync(found), headers: { "content-type": KINDS[extname(found)] ?? "application/octet-stream", "content-security-policy": policy } });
}
