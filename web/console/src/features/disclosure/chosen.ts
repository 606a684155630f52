/** Which results are to be published, as the address says it. */

/** The page that publishes these. */
export function publishPath(ids: string[]): string {
  return `/disclosures/publish?ids=${ids.join(",")}`;
}

/** The ids an address names, each once. */
export function idsIn(params: URLSearchParams): string[] {
  return [...new Set((params.get("ids") ?? "").split(",").filter((id) => id !== ""))];
}
