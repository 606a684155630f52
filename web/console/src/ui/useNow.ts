/** The time it is, told anew every second. */
import { useEffect, useState } from "react";
import { serverNow } from "../api/clock";

/** The server's time in milliseconds; it stands still where nobody looks at it. */
export function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(() => serverNow());
  useEffect(() => {
    if (!isRunning) return undefined;
    setNow(serverNow());
    const ticking = setInterval(() => setNow(serverNow()), 1000);
    return () => clearInterval(ticking);
  }, [isRunning]);
  return now;
}
