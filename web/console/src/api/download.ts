/** A file the server makes, asked for by a POST: that it was taken out is an act. */
import { KEY_HEADER, commonHeaders, refused } from "./client";
import { newKey } from "./key";

/** Fetches the file. */
export async function fetchFile(path: string, body: object): Promise<Blob> {
  const response = await fetch(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...commonHeaders(), [KEY_HEADER]: newKey() } });
  if (!response.ok) throw refused(response.status, await response.json().catch(() => undefined), response.headers.get("x-request-id"));
  return response.blob();
}

/** Puts it among the downloads. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
