/** Computes the draw anew, away from the page. */
import { bundleFiles } from "../page/intake";
import type { CheckCode } from "../draw/report";
import { type Recomputed, recompute } from "./recompute";

/** What the worker says. */
export type Said = { kind: "progress"; code: CheckCode; done: number; total: number } | { kind: "done"; result: Recomputed } | { kind: "stopped" };

const say = (said: Said): void => self.postMessage(said);

self.onmessage = ({ data }: MessageEvent<Uint8Array>): void => {
  try {
    const files = bundleFiles([{ path: "bundle.zip", bytes: data }]);
    say({ kind: "done", result: recompute(files, (code, done, total) => say({ kind: "progress", code, done, total })) });
  } catch {
    say({ kind: "stopped" });
  }
};
