/** How a time limit is told: to the second when it is near, and in few words to those who listen. */

/** Within an hour, minutes are too coarse: limits may be a minute long. */
const NEAR_MS = 3600 * 1000;

/** So many seconds are announced as they are fallen below; more would talk over what somebody is doing. */
const ANNOUNCED_S = [10, 30, 60, 120, 300, 600];

/** Whether an instant is told to the second. */
export function isNear(instant: string, now: number): boolean {
  return Math.abs(Date.parse(instant) - now) < NEAR_MS;
}

/** The whole seconds until an instant. The limit's own second still counts, so the last is zero; null once it is over. */
export function secondsLeft(instant: string, now: number): number | null {
  const left = Math.floor(Date.parse(instant) / 1000) - Math.floor(now / 1000);
  return left >= 0 ? left : null;
}

/** What is announced with so many seconds left; null while there is plenty of time. */
export function announced(left: number): number | null {
  return ANNOUNCED_S.find((step) => left <= step) ?? null;
}
