/** What happened to a thing, in the order of time. */
import type { ReactNode } from "react";
import { DateText } from "./values";

/** One happening. */
export interface Happening {
  id: string;
  /** An instant, or a date. */
  at: string;
  what: ReactNode;
  who?: ReactNode;
  detail?: ReactNode;
  /** How it is to be looked at. */
  tone?: "plain" | "good" | "bad";
}

/** A thing's story. */
export function Timeline({ happenings }: { happenings: Happening[] }) {
  return (
    <ol className="timeline">
      {happenings.map(({ id, at, what, who, detail, tone = "plain" }) => (
        <li key={id} data-tone={tone}>
          <p className="when"><DateText value={at} />{who ? <span> · {who}</span> : null}</p>
          <p className="what">{what}</p>
          {detail ? <div className="detail">{detail}</div> : null}
        </li>
      ))}
    </ol>
  );
}
