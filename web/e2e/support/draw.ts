/** A draw from its rule to its announcement by the public API, for journeys that begin when it is over. */
import { createHash, randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Caller, signedIn, today } from "./bureau";

/** What is drawn. */
export interface Drawing {
  task: string;
  /** The item's code in the published catalogue. */
  item: string;
}

interface Draw {
  id: string;
  version: number;
  state: string;
}

/** Who reveals. */
export const OUTSIDERS = ["市纪委监委驻局纪检监察组", "市消费者协会"];
/** The shortest times the server takes. */
const RULE = { text: "由机构以外两方揭示，锁定后一分钟内完成。", reveal_s: 60, delay_s: 61, beacons: [], dice: null, closed: [] };
const PATIENCE_S = 180;

/** A party's link, and the value behind the hash it gave. */
interface Reveal {
  link: string;
  value: string;
}

/** A draw whose lists are frozen, and what its parties have to reveal within a minute: everybody in the registry, all in risk class B. */
async function committed(address: string, { task, item }: Drawing): Promise<{ id: string; operator: Caller; reveals: Reveal[] }> {
  const operator = await signedIn(address, "draw-operator");
  const approver = await signedIn(address, "approver");
  const { id: rule } = await operator.call<{ id: string }>("POST", "/draw-rules", { rule: RULE });
  await approver.call("POST", `/draw-rules/${rule}/approve`, { version: 1 });
  const [edition] = (await operator.call<{ rows: { id: string }[] }>("GET", "/editions?state=published")).rows;
  const scheme = {
    edition: edition.id, items: [item], from: today(), to: today(30), scope: {}, axes: { risk: true }, strata: [{ name: "B", p: 1, q: 1, minimum: 0 }], rounding: "at-least", visits_most: 2, cooldown_days: 90,
    left_out: [], bench: { fields: [], pools: [], left_out: [], capacity: 20 }, seats: ["all", "all"], recusals: [], slack: 0, reserves: 0, disclosure: null,
  };
  const parties = OUTSIDERS.map((name) => ({ name, outside: true, holds: 0 }));
  const { id } = await operator.call<Draw>("POST", "/draws", { task, scheme, parties });
  const step = async (caller: Caller, verb: string): Promise<unknown> => caller.call("POST", `/draws/${id}/${verb}`, { version: (await caller.call<Draw>("GET", `/draws/${id}`)).version });
  await step(operator, "submit");
  await step(approver, "approve");
  const reveals = await hashed(address, operator, id);
  await step(operator, "commit");
  await until(operator, id, "committed");
  return { id, operator, reveals };
}

/** The draw of everybody in the registry; the answer is its id once it is announced. */
export async function announcedDraw(address: string, drawing: Drawing): Promise<string> {
  const { id, operator, reveals } = await committed(address, drawing);
  for (const reveal of reveals) await told(address, reveal);
  await until(operator, id, "drawn");
  const publisher = await signedIn(address, "publisher");
  const { version } = await publisher.call<Draw>("GET", `/draws/${id}`);
  await publisher.call("POST", `/draws/${id}/announce`, { version });
  return id;
}

/** A draw of which only the first party has revealed, while the other still can: it will be lost. */
export async function halfRevealedDraw(address: string, drawing: Drawing): Promise<string> {
  const { id, reveals } = await committed(address, drawing);
  await told(address, reveals[0]);
  return id;
}

async function told(address: string, { link, value }: Reveal): Promise<void> {
  await new Caller(address).call("POST", `/ceremony/${link}/reveal`, { value });
}

/** Each party's link, and the value behind the hash it gave. */
async function hashed(address: string, operator: Caller, id: string): Promise<Reveal[]> {
  const reveals = [];
  for (const place of OUTSIDERS.keys()) {
    const { version } = await operator.call<Draw>("GET", `/draws/${id}`);
    const { token: link } = await operator.call<{ token: string }>("POST", `/draws/${id}/parties/${place + 1}/link`, { version });
    const stranger = new Caller(address);
    const { code } = await stranger.call<{ code: string }>("GET", `/ceremony/${link}`);
    const value = randomBytes(32).toString("hex");
    await stranger.call("POST", `/ceremony/${link}/hash`, { hash: createHash("sha256").update(`yaoguang/v1/reveal\n${id}\n${code}\n${value}`).digest("hex") });
    reveals.push({ link, value });
  }
  return reveals;
}

async function until(caller: Caller, id: string, state: string): Promise<void> {
  for (let second = 0; second < PATIENCE_S; second += 1) {
    if ((await caller.call<Draw>("GET", `/draws/${id}`)).state === state) return;
    await pause(1_000);
  }
  throw new Error(`the draw isn't ${state} after ${PATIENCE_S} s`);
}
