/** A table whose rows are cards on a telephone, each value with its column's heading before it. */
import { type ReactNode, useEffect, useRef } from "react";

/** Says of each value which column it is in, where a row has all of them. */
function label(table: HTMLTableElement): void {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map(({ textContent }) => textContent);
  for (const { cells } of [...table.rows].filter((row) => row.parentElement !== table.tHead && row.cells.length === heads.length)) {
    for (const cell of [...cells].filter(({ tagName }) => tagName === "TD")) cell.dataset.label = heads[cell.cellIndex];
  }
}

/** The table; what is in it is as in any other. */
export function Stacked({ className, children }: { className?: string; children: ReactNode }) {
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => {
    if (table.current) label(table.current);
  });
  return <table ref={table} className={className ? `stacked ${className}` : "stacked"}>{children}</table>;
}
