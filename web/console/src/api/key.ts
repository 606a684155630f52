/** Keys that make an act happen once, however often it is sent. */

const BYTES = 16;

/** A key nobody else has. `crypto.randomUUID` is missing in older browsers and without https. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
