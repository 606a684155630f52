/** A server of its own for every journey: a fresh folder, a free port, an empty database. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A running server. */
export interface Running {
  address: string;
  stop: () => Promise<void>;
}

/** The program under test. */
function binary(): string {
  const path = process.env.YAOGUANG_BIN;
  if (!path) throw new Error("YAOGUANG_BIN names the server's program");
  return path;
}

/** Starts it; the answer comes when it listens. */
export async function startServer(): Promise<Running> {
  const folder = join(mkdtempSync(join(tmpdir(), "yaoguang-e2e-")), "bureau");
  execFileSync(binary(), ["init", folder], { stdio: "ignore" });
  const config = join(folder, "yaoguang.toml");
  writeFileSync(config, readFileSync(config, "utf8").replace(/^listen = .*$/m, 'listen = "127.0.0.1:0"').replace(/^secure_cookies = .*$/m, "secure_cookies = false"));
  const child = spawn(binary(), ["--config", config, "serve"], { stdio: ["ignore", "pipe", "ignore"] });
  const address = await firstAddress(child);
  return { address, stop: () => stop(child, folder) };
}

/** The address it prints once it listens. */
async function firstAddress(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
    if (found) return found[0];
  }
  throw new Error("the server ended before it listened");
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await ended;
  rmSync(join(folder, ".."), { recursive: true, force: true });
}
