/** Which language the reader chose. The server reads the cookie; the storage outlives it. */

/** The languages there are, the first one first. */
export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT_AS = "lang";
const YEAR_S = 365 * 24 * 3600;

let current: Language | undefined;

/** The language in use. */
export function language(): Language {
  current ??= remembered();
  return current;
}

/** Changes the language and remembers it. */
export function chooseLanguage(chosen: Language): void {
  current = chosen;
  document.cookie = `${KEPT_AS}=${chosen}; path=/; max-age=${YEAR_S}; samesite=lax`;
  try {
    localStorage.setItem(KEPT_AS, chosen);
  } catch {
    // Storage may be forbidden; the cookie then remembers alone.
  }
}

/** The language a cookie's text names, if it names one. */
export function languageIn(cookies: string): Language | undefined {
  const value = cookies.split(/;\s*/).find((pair) => pair.startsWith(`${KEPT_AS}=`))?.slice(KEPT_AS.length + 1);
  return LANGUAGES.find((known) => known === value);
}

function remembered(): Language {
  const named = languageIn(document.cookie);
  if (named) return named;
  try {
    return localStorage.getItem(KEPT_AS) === "en" ? "en" : "zh-CN";
  } catch {
    return "zh-CN";
  }
}
