/** Names and values of one thing. */
import type { ReactNode } from "react";

/** A name and its value. */
export type Description = [label: string, value: ReactNode];

/** A thing's particulars, two columns where there is room. */
export function DescriptionList({ items }: { items: Description[] }) {
  return (
    <dl className="particulars">
      {items.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value ?? "—"}</dd></div>)}
    </dl>
  );
}
