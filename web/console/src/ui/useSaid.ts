/** Something that is said for a while and then no more: that a text was copied is no longer news when the next one is. */
import { useEffect, useState } from "react";

/** So long it stands. */
const STANDS_MS = 4000;

/** What is said now, and how to say something. */
export function useSaid<T extends string>(): [T | null, (said: T) => void] {
  const [said, setSaid] = useState<{ text: T } | null>(null);
  useEffect(() => {
    if (said === null) return undefined;
    const timer = setTimeout(() => setSaid(null), STANDS_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return [said?.text ?? null, (text) => setSaid({ text })];
}
