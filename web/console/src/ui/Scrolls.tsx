/** Lets a keyboard scroll a table that is wider than its place. */
import { type ReactNode, useEffect, useRef } from "react";

const SCROLLED = ".ant-table-body, .ant-table-content";

/** Makes what scrolls inside it reachable by Tab, for as long as there is something to scroll. */
export function Scrolls({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const look = (): void => box.current?.querySelectorAll<HTMLElement>(SCROLLED).forEach((part) => {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    });
    look();
    const watcher = new ResizeObserver(look);
    if (box.current) watcher.observe(box.current);
    return () => watcher.disconnect();
  });
  return <div ref={box}>{children}</div>;
}
