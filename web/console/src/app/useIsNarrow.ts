/** Whether the window is a telephone's. */
import { useSyncExternalStore } from "react";

const NARROW = "(max-width: 820px)";

function watch(tell: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener("change", tell);
  return () => query.removeEventListener("change", tell);
}

/** Follows the window's width. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(watch, () => window.matchMedia(NARROW).matches);
}
