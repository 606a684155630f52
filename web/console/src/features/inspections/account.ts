/** An inspector's account among all. */
import type { Accounts } from "./calls";

/** The page that joins them, with this one alone on it: no two inspectors have the same certificate number. */
export function accountPage(certificate: string): string {
  return `/visits/accounts?q=${encodeURIComponent(certificate)}`;
}

/** Whose it is, its version, and whose it could be: that one's, and everybody's who is nobody's yet. */
export function accountOf({ rows, free }: Accounts, inspector: string): { person: string | null; version: number; options: { value: string; label: string }[] } {
  const row = rows.find((one) => one.inspector === inspector);
  const own = row?.person ? [{ value: row.person, label: row.person_name }] : [];
  return { person: row?.person ?? null, version: row?.version ?? 0, options: [...own, ...free.map(({ id, name, login }) => ({ value: id, label: `${name}（${login}）` }))] };
}

/** The name of an account that is an inspector's or could be; nothing of nobody's. */
export function accountNameOf({ rows, free }: Accounts, person: string | null): string {
  if (!person) return "";
  return rows.find((one) => one.person === person)?.person_name ?? free.find(({ id }) => id === person)?.name ?? "";
}

/** Whether an account has another name than its inspector: whoever has it writes records in the inspector's name. */
export function isNamedOtherwise(account: string, inspector: string): boolean {
  const plain = (name: string): string => name.replace(/\s+/g, "").toLowerCase();
  return plain(account) !== plain(inspector);
}
