/** Which results are to be published, as the address says it. */
import type { Row } from "./calls";

/** Whether a result can be published now: it is due, and its draw is announced. */
export function isReady({ state, waiting }: Pick<Row, "state" | "waiting">): boolean {
  return state === "due" && !waiting;
}

/** The page that publishes these. */
export function publishPath(ids: string[]): string {
  return `/disclosures/publish?ids=${ids.join(",")}`;
}

/** The ids an address names, each once. */
export function idsIn(params: URLSearchParams): string[] {
  return [...new Set((params.get("ids") ?? "").split(",").filter((id) => id !== ""))];
}
