/** A browser's own account of itself, in short. */

const BROWSERS: [RegExp, string][] = [[/Edg\/(\d+)/, "Edge"], [/Firefox\/(\d+)/, "Firefox"], [/Chrome\/(\d+)/, "Chrome"], [/Version\/(\d+).*Safari/, "Safari"]];
const SYSTEMS: [RegExp, string][] = [[/Windows/, "Windows"], [/Android/, "Android"], [/iPhone|iPad/, "iOS"], [/Mac OS X/, "macOS"], [/Linux/, "Linux"]];

/** As "Chrome 90 · Windows"; what isn't known is shown as it came. */
export function deviceOf(agent: string): string {
  const browser = BROWSERS.map(([pattern, name]) => ({ name, found: pattern.exec(agent) })).find(({ found }) => found);
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1];
  const known = [browser && `${browser.name} ${browser.found?.[1]}`, system].filter(Boolean);
  return known.length > 0 ? known.join(" · ") : agent || "—";
}
