/** A party's value and its hash. `spec/draw.md`, section 3.1. */

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** 32 bytes of this browser's own randomness, as 64 hexadecimal digits. */
export function freshValue(): string {
  return hex(crypto.getRandomValues(new Uint8Array(32)));
}

/** Whether a text can be a value. */
export function isValue(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** The file in which a party keeps its value: the value and a line end, nothing else. */
export function fileOf(value: string): Blob {
  return new Blob([`${value}\n`], { type: "text/plain" });
}

/** The value in a file's text, whatever an editor put round it; null where there is none, or more than one. */
export function valueIn(text: string): string | null {
  const found = new Set(text.toLowerCase().split(/[^0-9a-z]+/).filter(isValue));
  const [value] = found;
  return found.size === 1 ? value : null;
}

/** What stands in the commitment for a value. */
export async function revealHash(draw: string, code: string, value: string): Promise<string> {
  const text = new TextEncoder().encode(`yaoguang/v1/reveal\n${draw}\n${code}\n${value}`);
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", text)));
}
