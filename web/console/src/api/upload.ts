/** A file on its way to the server, with progress, which `fetch` can't tell. */
import { KEY_HEADER, commonHeaders, refused } from "./client";
import { OFFLINE, ProblemError } from "./problem";

/** One file, and who wants to know about it. */
export interface Upload {
  path: string;
  file: File;
  /** The act's key: an upload sent again with it is the same upload. */
  key: string;
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

/** Sends the file as the form field `file`; the answer's JSON. */
export function upload<T>({ path, file, key, onProgress, signal }: Upload): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    for (const [name, value] of Object.entries({ ...commonHeaders(), [KEY_HEADER]: key })) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new ProblemError(OFFLINE));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300 && body !== undefined) resolve(body as T);
      else reject(refused(request.status, body, request.getResponseHeader("x-request-id")));
    };
    signal.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("file", file);
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
