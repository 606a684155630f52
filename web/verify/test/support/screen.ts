/** A server of one draw, as the live screen sees one: the page, events told when the test says so, the public bundle, names. */
import { readFileSync } from "node:fs";
import { type Server, type ServerResponse, createServer } from "node:http";
import { extname, join } from "node:path";
import { zipSync } from "fflate";
import type { Committed, Told } from "../../src/live/facts";
import { parseSeed } from "../../src/draw/seed";
import { H, hex } from "../../src/draw/bytes";
import { HERE } from "./files";

const KINDS: Record<string, string> = { ".js": "text/javascript", ".css": "text/css" };
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'";
const PAGE = '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>摇号大屏</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/static/verify/live.css"><script type="module" src="/static/verify/live.js"></script></head><body><div id="page" data-draw="/draws/1"><main><h1>摇号大屏</h1></main></div></body></html>';

export class Screen {
  private readonly told: string[] = [];
  private readonly hearers = new Set<ServerResponse>();
  readonly asked: string[] = [];
  address = "";

  private constructor(private readonly server: Server) {}

  static async open(bundle: Map<string, Uint8Array>): Promise<Screen> {
    const server = createServer();
    const screen = new Screen(server);
    const zip = zipSync(Object.fromEntries(bundle));
    server.on("request", ({ url = "/", headers }, answer) => {
      const { pathname } = new URL(url, "http://localhost");
      answer.setHeader("content-security-policy", POLICY);
      if (pathname.endsWith("/events")) return screen.hear(Number(headers["last-event-id"] ?? -1), answer);
      screen.asked.push(pathname);
      if (pathname.startsWith("/static/verify/")) return void answer.setHeader("content-type", KINDS[extname(pathname)] ?? "text/plain").end(readFileSync(join(HERE, "dist/served", pathname.slice(15))));
      if (pathname.endsWith("/bundle.zip")) return void answer.setHeader("content-type", "application/zip").end(zip);
      if (pathname.endsWith("/names.json")) return void answer.setHeader("content-type", "application/json").end("{}");
      answer.setHeader("content-type", "text/html").end(PAGE);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const at = server.address();
    screen.address = `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}/draws/1/live`;
    return screen;
  }

  private hear(last: number, answer: ServerResponse): void {
    answer.writeHead(200, { "content-type": "text/event-stream" });
    this.told.slice(last + 1).forEach((text) => answer.write(text));
    this.hearers.add(answer);
    answer.on("close", () => this.hearers.delete(answer));
  }

  /** Tells everybody of an event. */
  tell({ kind, data }: Told): void {
    const text = `id: ${this.told.length}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
    this.told.push(text);
    for (const hearer of this.hearers) hearer.write(text);
  }

  async close(): Promise<void> {
    for (const hearer of this.hearers) hearer.end();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** What a commitment says, as the server tells it, but that its sources close as long after `now` as they did after the commit. */
export function committedOf(bundle: Map<string, Uint8Array>, now = Date.now()): Committed {
  const text = bundle.get("commitment.json")!;
  const body = JSON.parse(new TextDecoder().decode(text)) as { assurance: string; committed: string; seats: string[]; strata: Committed["strata"]; tables: Record<string, { rows: number }>; seed_plan: { rule: string; sources: { name: string; closes: string; fallback: { name: string }[]; outside: number }[] } };
  const { sources, rule } = body.seed_plan;
  const reveals = sources.filter(({ name }) => name.startsWith("reveal:"));
  return {
    at: "2026-03-05T01:00:00Z", task: "2026年春季价格收费随机抽查", number: 1, organisation: "抚顺市价格监督检查局", commitment: hex(H(text)), assurance: body.assurance, disclosure: null, rule,
    subjects: body.tables.subjects.rows, excluded: body.tables.excluded.rows, inspectors: body.tables.bench.rows, recusals: body.tables.recusals.rows, seats: body.seats.length, strata: body.strata,
    parties: reveals.map(({ name, outside }) => ({ code: name.slice(7), name: name.endsWith("press") ? "市广播电视台" : "市纪委监委驻局纪检监察组", outside: outside === 1 })),
    sources: sources.map(({ name, closes, fallback }) => ({ name, closes: new Date(now + Date.parse(closes) - Date.parse(body.committed)).toISOString(), fallback: fallback.map((other) => other.name) })),
  };
}

/** The values of a bundle's seed, by the plan's places. */
export function valuesOf(bundle: Map<string, Uint8Array>): { source: number; name: string; value: string }[] {
  return parseSeed(bundle.get("seed.json")!).sources.map(({ name, value }, source) => ({ source, name, value }));
}
