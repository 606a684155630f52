/** An item as its form holds it, and as the server takes it. */
import type { ItemText } from "./calls";
import { rateText, readRate } from "./rate";

/** The form's values: the share is a text while it is typed. */
export type ItemValues = Omit<ItemText, "rate"> & { rate: string };

/** A new item. */
export const NEW: ItemValues = {
  code: "", domain: "", name: "", sub: "", bases: [{ law: "", article: "" }], body: "", object: "", content: "", methods: ["on-site"], class: "ordinary", rate: "",
  frequency: { at_least: null, at_most: 1, note: "" }, qualification: "", materials: [], checklist: [], discretion: [],
};

/** For the form. */
export function valuesOf(text: ItemText): ItemValues {
  return { ...text, rate: rateText(text.rate) };
}

/** For the server, which takes no spaces round a text. */
export function textOf(values: ItemValues): ItemText {
  const { rate, ...rest } = trimmed(values);
  return { ...rest, rate: readRate(rate) ?? { numerator: 0, denominator: 1 } };
}

function trimmed<T>(value: T): T {
  if (typeof value === "string") return value.trim() as T;
  if (Array.isArray(value)) return value.map(trimmed) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, trimmed(inner as unknown)])) as T;
}
