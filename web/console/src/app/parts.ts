/** Parts of the program that are fetched only when somebody goes to one of their pages. */
import type { ReactElement } from "react";
import { OFFLINE, ProblemError } from "../api/problem";

/** Where the console stands on the server. */
export const BASE = "/console";

/** A part that the server no longer has: it was brought up to date while the window was open, and the window knows the old files only. */
export class PartGone extends Error {
  /** Whether the page is to be opened anew. It is done once: a part that is still missing then won't come by asking again. */
  constructor(readonly part: string, readonly opensAnew: boolean) {
    super(part);
  }
}

/** What stays when the page is opened anew, and whether the server answers at all. */
export interface Surroundings {
  memory: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  answers: () => Promise<boolean>;
}

const THIS_WINDOW: Surroundings = {
  get memory() {
    return sessionStorage;
  },
  answers: () => fetch(`${BASE}/`, { method: "HEAD", cache: "no-store" }).then(({ ok }) => ok, () => false),
};

/** Fetches a part; what can't be fetched is a `ProblemError` where no server answers, else a `PartGone`. */
export function partOf<P>(name: string, fetchPart: () => Promise<P>, surroundings = THIS_WINDOW): () => Promise<P> {
  const mark = `yaoguang-opened-anew-for-${name}`;
  return async () => {
    const part = await fetchPart().catch(async () => {
      if (!(await surroundings.answers())) throw new ProblemError(OFFLINE);
      throw new PartGone(name, remembersFirst(surroundings, mark));
    });
    forget(surroundings, mark);
    return part;
  };
}

/** Whether this is the first failure, which is remembered. Where nothing can be remembered, opening anew might never end. */
function remembersFirst({ memory }: Surroundings, mark: string): boolean {
  try {
    const isFirst = memory.getItem(mark) === null;
    memory.setItem(mark, "");
    return isFirst;
  } catch {
    return false;
  }
}

function forget({ memory }: Surroundings, mark: string): void {
  try {
    memory.removeItem(mark);
  } catch {
    // Where storage is forbidden, there is no mark either.
  }
}

/** For a route's `lazy`: the page that `draw` makes of a part's pages. */
export function pagesOf<P>(part: () => Promise<P>): (draw: (pages: P) => ReactElement) => () => Promise<{ element: ReactElement }> {
  return (draw) => async () => ({ element: draw(await part()) });
}
