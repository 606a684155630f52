/** Who does what next on a draw, where it stands. The server decides; this only says it. */
import type { Act } from "../../api/types";
import { secondsLeft } from "../../ui/deadline";
import { ACTS } from "./acts";
import type { Draw, Source } from "./calls";

/** What is read of a draw. */
export type Known = Pick<Draw, "state" | "drafter" | "approver" | "scheme" | "parties" | "first_close" | "read_until" | "announces_at"> & Partial<Pick<Draw, "amendments_asked">>;

/** The next step, by the words' keys. */
export interface Next {
  key: string;
  /** What else there is to know. */
  more?: string;
  names?: string[];
  /** The instant or the day it speaks of. */
  until?: string;
  /** The instant at which the system does it, if nobody has. */
  latest?: string;
  /** Who may take it, where somebody presses something. */
  act?: Act;
  /** Who had a hand in what came before, and so must not. */
  barred?: (string | undefined)[];
  tone?: "bad" | "good";
  /** How many, where it isn't how many names. */
  count?: number;
  /** Whether it says how things stand: nothing is left to be done here. */
  isDone?: boolean;
  /** How many amendments wait for an approver meanwhile. */
  asked?: number;
}

/** What is known of a draw's visits: how many there are, and how many targets have none yet. */
export interface Dispatched {
  visits: number;
  waiting: number;
}

const UNDISPATCHED: Dispatched = { visits: 0, waiting: 0 };

/** The same, of what the server tells. */
export function dispatchedOf({ done, waiting }: { done: { visits: number }[]; waiting: number }): Dispatched {
  return { visits: done.reduce((sum, { visits }) => sum + visits, 0), waiting };
}

const isReveal = ({ name }: Source): boolean => name.startsWith("reveal:");
const isFetched = ({ name }: Source): boolean => name.startsWith("drand:");

/** The parties that did a thing not yet. */
export function missing({ parties }: Pick<Known, "parties">, done: "hashed_at" | "revealed_at"): string[] {
  return parties.filter((party) => !party[done]).map(({ name }) => name);
}

function whileApproved(draw: Known): Next {
  const names = missing(draw, "hashed_at");
  if (names.length > 0) return { key: "draw-next-hashes", names, act: ACTS.operate };
  return { key: "draw-next-commit", act: ACTS.operate, barred: [draw.approver?.id] };
}

/** Whether the time to read the public sources off is over. */
function isUnread({ read_until }: Pick<Known, "read_until">, now: number): boolean {
  return Boolean(read_until && secondsLeft(read_until, now) === null);
}

/** What people still have to read off: lotteries and dice. A round of drand comes by itself. */
function afterReveals(open: Source[], draw: Known, now: number): Next {
  const read = open.filter((source) => !isFetched(source));
  const [first] = [...read].sort((a, b) => Date.parse(a.closes) - Date.parse(b.closes));
  if (first) return { key: secondsLeft(first.closes, now) === null ? "draw-next-read" : "draw-next-read-from", until: first.closes, act: ACTS.enter };
  const until = draw.first_close ?? undefined;
  return until && secondsLeft(until, now) !== null ? { key: open.length > 0 ? "draw-next-fetch" : "draw-next-seed", until } : { key: "draw-next-seed-now" };
}

function whileCommitted(draw: Known, sources: Source[], now: number): Next {
  const names = missing(draw, "revealed_at");
  const open = sources.filter((source) => !isReveal(source));
  const until = sources.find(isReveal)?.closes;
  if (isUnread(draw, now)) return { key: "draw-next-unread", until: draw.read_until ?? undefined, tone: "bad" };
  if (names.length === 0) return afterReveals(open, draw, now);
  if (!until) return { key: "draw-next-reveals-soon", names };
  if (secondsLeft(until, now) !== null) return { key: "draw-next-reveals", more: open.some((source) => !isFetched(source)) ? "draw-next-reveals-then-read" : "draw-next-reveals-then", names, until };
  // With a beacon that can be known, the draw is past annulling; with reveals alone it never is.
  const isClosed = open.length > 0 && draw.first_close && secondsLeft(draw.first_close, now) === null;
  return { key: "draw-next-lost", more: isClosed ? "draw-next-lost-closed" : "draw-next-lost-annul", names, until, act: isClosed ? undefined : ACTS.annul, tone: "bad" };
}

/** The next step; none where the draw has come to its end. `today` is the day in China, `now` the time in milliseconds. */
export function nextStep(draw: Known, sources: Source[], now: number, today: string, dispatched = UNDISPATCHED): Next | null {
  const next = stepOf(draw, sources, now, today, dispatched);
  const asked = draw.state === "drawn" || draw.state === "announced" ? (draw.amendments_asked ?? 0) : 0;
  return next && asked > 0 ? { ...next, asked } : next;
}

function whileAnnounced({ visits, waiting }: Dispatched): Next {
  if (visits === 0) return { key: "draw-next-dispatch", act: ACTS.dispatch, tone: "good" };
  // Who stands in for others since has no visit yet.
  if (waiting > 0) return { key: "draw-next-dispatch-more", count: waiting, act: ACTS.dispatch };
  return { key: "draw-next-dispatched", count: visits, tone: "good", isDone: true };
}

function stepOf(draw: Known, sources: Source[], now: number, today: string, dispatched: Dispatched): Next | null {
  const { state, scheme } = draw;
  switch (state) {
    case "draft":
      return { key: scheme.strata.length === 0 ? "draw-next-preview" : "draw-next-submit", act: ACTS.draft };
    case "submitted":
      return { key: "draw-next-approve", act: ACTS.approve, barred: [draw.drafter.id] };
    case "approved":
      return whileApproved(draw);
    case "committed":
      return whileCommitted(draw, sources, now);
    case "seeded":
      return { key: "draw-next-draw" };
    case "drawn": {
      const isEarly = scheme.disclosure && scheme.disclosure > today;
      const itself = draw.announces_at ? { more: "draw-next-announces", latest: draw.announces_at } : {};
      // Where all have their visits, nobody is told that these can be made meanwhile.
      const isDispatched = dispatched.visits > 0 && dispatched.waiting === 0;
      const [early, due] = isDispatched ? ["draw-next-announce-from-only", "draw-next-announce-only"] : ["draw-next-announce-from", "draw-next-announce"];
      return { key: isEarly ? early : due, ...itself, until: scheme.disclosure ?? undefined, act: isEarly ? undefined : ACTS.announce, barred: [draw.drafter.id, draw.approver?.id] };
    }
    case "announced":
      return whileAnnounced(dispatched);
    default:
      return null;
  }
}

/** Whether a further draw of the task may be drafted: it is over, or nobody read its values off, or a party stayed away and a beacon was known before anybody annulled it. */
export function mayFollow(draw: Known & Pick<Draw, "reveals_until">, now: number): boolean {
  const { state, parties, first_close, reveals_until } = draw;
  if (state !== "committed") return state === "drawn" || state === "announced" || state === "annulled";
  if (isUnread(draw, now)) return true;
  const hasBeacon = Boolean(first_close && reveals_until && first_close !== reveals_until);
  return hasBeacon && secondsLeft(first_close!, now) === null && parties.some(({ revealed_at }) => !revealed_at);
}
