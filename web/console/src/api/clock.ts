/** The server's clock, by what its answers say: a computer that is a minute fast must not close a door that the server still holds open. */

let ahead_ms = 0;

/** Takes the time of an answer. Whole seconds only, which puts us behind rather than ahead. */
export function hear(date: string | null, now = Date.now()): void {
  const told = Date.parse(date ?? "");
  if (!Number.isNaN(told)) ahead_ms = told - now;
}

/** The time it is at the server, in milliseconds since 1970. */
export function serverNow(now = Date.now()): number {
  return now + ahead_ms;
}
