/** A seal, computed here: nobody has to believe the server's own verdict. `spec/journal.md`, section 2. */

/** The bytes that are hashed: a label, the salt, the field, the value. */
export function sealed(salt: string, field: string, value: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts = [encoder.encode("yaoguang/v1/field\n"), bytesOf(salt), encoder.encode(`${field}\n`), encoder.encode(value)];
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Whether salt and value give the seal; null where the browser doesn't hash, as over plain HTTP from another machine. */
export async function opens(seal: string, salt: string, value: string): Promise<boolean | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", sealed(salt, "state", value)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") === seal;
}
