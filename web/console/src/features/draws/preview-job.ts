/** How a preview is begun. */
import { useEffect, useRef } from "react";
import { api, ask } from "../../api/client";
import { useRepeatedAct } from "../../ui/useRepeatedAct";
import { keyed } from "../accounts/calls";
import type { Draw } from "./calls";

/** Begins a preview of a draw as it is saved: each is an act of its own; where it `begins` by itself, once. */
export function useBegin({ id, version }: Pick<Draw, "id" | "version">, begins: boolean, onBegun: (job: string) => void) {
  const hasBegun = useRef(false);
  const begin = useRepeatedAct(
    (key) => ask(api.POST("/api/v1/draws/{id}/preview", { params: { path: { id } }, body: { version }, ...keyed(key) })),
    (begun) => onBegun((begun as unknown as { job: string }).job),
  );
  useEffect(() => {
    if (!begins || hasBegun.current) return;
    hasBegun.current = true;
    begin.run();
  }, [begins, begin]);
  return begin;
}
