/** A list as a file, which the server makes while one waits. */
import { App } from "antd";
import { useState } from "react";
import { commonHeaders, refused } from "../api/client";
import { OFFLINE, ProblemError, problemIn } from "../api/problem";
import { useWords } from "../words/words";
import { problemWords } from "./ProblemView";

/** A file to fetch: from where, and what it is called here. */
export interface Download {
  path: string;
  name: string;
  /** For what is asked by POST: the method, the body, more headers. */
  init?: RequestInit;
}

async function fetched({ path, init = {} }: Download): Promise<Blob> {
  const response = await fetch(path, { ...init, headers: { ...commonHeaders(), ...init.headers } }).catch(() => { throw new ProblemError(OFFLINE); });
  if (!response.ok) throw refused(response.status, await response.json().catch(() => undefined), response.headers.get("x-request-id"));
  return response.blob().catch(() => { throw new ProblemError(OFFLINE); });
}

/** Fetches files and hands them to the browser; a refusal is told. */
export function useDownload() {
  const word = useWords();
  const { notification } = App.useApp();
  const [isRunning, setRunning] = useState(false);
  const run = async (download: Download): Promise<void> => {
    setRunning(true);
    try {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await fetched(download));
      link.download = download.name;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      const { title, detail } = problemWords(problemIn(error), word);
      notification.error({ title, description: detail });
    }
    setRunning(false);
  };
  return { run, isRunning };
}
