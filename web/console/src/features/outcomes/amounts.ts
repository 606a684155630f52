/** Amounts of money: written in yuan by people, counted in fen by the server, as whole numbers all the way. */

const YUAN = /^\d{1,12}(\.\d{1,2})?$/;

/** The fen of an amount in yuan, `1,234.5` or `1234.50`; nothing where it isn't one. */
export function fenOf(yuan: string | undefined): number | null {
  const text = (yuan ?? "").replace(/[,，\s]/g, "");
  if (!YUAN.test(text)) return null;
  const [whole, part = ""] = text.split(".");
  return Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

/** The same for a field: 123450 is `1234.50`. */
export function yuanOf(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return "";
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
}
