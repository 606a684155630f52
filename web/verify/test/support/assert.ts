/** The two assertions the vectors need, wherever they run. */
const assert = {
  equal(found: unknown, expected: unknown): void {
    if (found === expected) return;
    throw new Error(`found ${shown(found)}\nexpected ${shown(expected)}`);
  },
  fail(message: string): never {
    throw new Error(message);
  },
};

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 2000 ? `${text.slice(0, 2000)}…` : text;
}

export default assert;
