/** Hears a draw's events, through lost connections. */
import { KINDS, type Told } from "./facts";

/** After how long to try again where the browser has given up, in milliseconds. */
const AGAIN_MS = 10_000;

/** What the screen wants to know. */
export interface Listener {
  told: (told: Told) => void;
  connected: (is: boolean) => void;
}

/** Begins to hear; it ends by itself with the draw. */
export function watch(address: string, { told, connected }: Listener): void {
  let last = -1;
  const begin = (): void => {
    // A browser goes on behind the last event by itself; only where it has given up is it told where to begin.
    const source = new EventSource(last < 0 ? address : `${address}?after=${last}`);
    source.onopen = () => connected(true);
    source.onerror = () => {
      connected(false);
      if (source.readyState === EventSource.CLOSED) setTimeout(begin, AGAIN_MS);
    };
    for (const kind of KINDS) {
      source.addEventListener(kind, ({ data, lastEventId }: MessageEvent<string>) => {
        if (Number(lastEventId) <= last) return;
        last = Number(lastEventId);
        if (kind === "announced" || kind === "annulled") source.close();
        told({ kind, data: JSON.parse(data) as never });
      });
    }
  };
  begin();
}
