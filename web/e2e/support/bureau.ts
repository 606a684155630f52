/** A bureau that is set up by the public API, for journeys that begin later in its life. */
import { randomUUID } from "node:crypto";
import { codeOf } from "./totp";

/** Everybody's password, once it is their own. */
export const PASSWORD = "lilac orbit 7 granite";
const FIRST = "first granite orbit 3";

/** What the bureau is called. */
export const BUREAU = "抚顺市价格监督检查局";

type Body = Record<string, unknown>;

/** A caller with a session. */
export class Caller {
  private token = "";

  constructor(private readonly address: string) {}

  async call<T = Body>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { "Content-Type": "application/json", "Idempotency-Key": randomUUID(), "Accept-Language": "zh-CN" };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    const response = await fetch(`${this.address}/api/v1${path}`, { method, headers, body: method === "POST" ? JSON.stringify(body ?? {}) : undefined });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }

  async signIn(login: string, password: string, totp?: string): Promise<void> {
    this.token = (await this.call<{ token: string }>("POST", "/session", { login, password, totp, bearer: true })).token;
  }

  /** Replaces a first password by one's own. */
  async settle(login: string, given: string): Promise<void> {
    await this.signIn(login, given);
    await this.call("POST", "/me/password", { old: given, new: PASSWORD });
  }

  /** Sets the second factor up. */
  async enrol(): Promise<string> {
    const { uri } = await this.call<{ uri: string }>("POST", "/me/totp");
    const secret = new URL(uri).searchParams.get("secret") ?? "";
    await this.call("POST", "/me/totp/confirm", { code: codeOf(secret) });
    return secret;
  }
}

/** Sets a bureau up with people by their roles: login and role are called alike, a second one of a role has a number behind it (`inspector-2`). The answer is the secret of each who has a second factor. */
export async function foundBureau(address: string, roles: Record<string, string>): Promise<Record<string, string>> {
  const secrets: Record<string, string> = {};
  const nobody = new Caller(address);
  const first = (login: string, name: string): Body => ({ login, name, password: FIRST });
  await nobody.call("POST", "/setup", { organisation_name: BUREAU, level: "city", region: "210400", system_admin: first("limin", "李敏"), security_admin: first("zhouzheng", "周正") });
  const system = new Caller(address);
  await system.settle("limin", FIRST);
  await system.enrol();
  const security = new Caller(address);
  await security.settle("zhouzheng", FIRST);
  await security.enrol();
  const [{ id: organisation }] = await system.call<{ id: string }[]>("GET", "/organisations");
  for (const [login, name] of Object.entries(roles)) {
    const role = login.replace(/-\d+$/, "");
    const { person, password } = await system.call<{ person: { id: string; version: number }; password: string }>("POST", "/people", { login, name, organisation });
    await security.call("POST", `/people/${person.id}/roles`, { roles: [{ role, organisation }], version: person.version });
    const own = new Caller(address);
    await own.settle(login, password);
    if (role === "audit-admin") secrets[login] = await own.enrol();
  }
  return secrets;
}

/** Somebody who is signed in. */
export async function signedIn(address: string, login: string, code?: string): Promise<Caller> {
  const caller = new Caller(address);
  await caller.signIn(login, PASSWORD, code);
  return caller;
}

/** How often each act is on record of a thing, as an auditor reads it. */
export async function actsOn(auditor: Caller, thing: string): Promise<Record<string, number>> {
  const { rows } = await auditor.call<{ rows: { act: string }[] }>("GET", `/journal/acts?thing_id=${thing}&limit=200`);
  return rows.reduce<Record<string, number>>((counts, { act }) => ({ ...counts, [act]: (counts[act] ?? 0) + 1 }), {});
}

/** A row of a checklist. */
export interface CheckRow {
  text: string;
  answer: "yes-no" | "value";
  basis: string;
}

/** A catalogue of one item, through its three people. */
export async function publishCatalogue(address: string, checklist: CheckRow[] = []): Promise<void> {
  const drafter = await signedIn(address, "catalogue-manager");
  const { id } = await drafter.call<{ id: string }>("POST", "/editions", { title: "随机抽查事项清单", note: "", from: "empty" });
  await drafter.call("POST", `/editions/${id}/items`, {
    code: "JG-20", domain: "医疗", name: "医药价格", sub: "", bases: [{ law: "《中华人民共和国价格法》", article: "第十三条" }], body: "市价格监督检查局", object: "医疗机构",
    content: "是否按规定明码标价", methods: ["on-site"], class: "ordinary", rate: { numerator: 1, denominator: 10 }, frequency: { at_least: null, at_most: null, note: "" },
    qualification: "", materials: [], checklist, discretion: [],
  });
  for (const [login, verb, more] of [["catalogue-manager", "submit", {}], ["approver", "approve", {}], ["publisher", "publish", { effective_from: today() }]] as const) {
    const caller = await signedIn(address, login);
    const { version } = await caller.call<{ version: number }>("GET", `/editions/${id}`);
    await caller.call("POST", `/editions/${id}/${verb}`, { ...more, version });
  }
}

/** Today in China, or so many days later. */
export function today(later = 0): string {
  return new Date(Date.now() + 8 * 3_600_000 + later * 86_400_000).toISOString().slice(0, 10);
}

/** The minute of the day it is in China, or so many later, but on the same day: nobody visits before the notice, nor later than now. */
export function minute(later = 0): number {
  return Math.min((Math.floor(Date.now() / 60_000) + 8 * 60) % 1440 + later, 1439);
}

/** The same as a clock shows it. */
export function clock(later = 0): string {
  const at = minute(later);
  return [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
