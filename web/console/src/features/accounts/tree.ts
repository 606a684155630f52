/** Organisations as a tree. */
import type { Organisation } from "../../api/types";

/** An organisation and what is below it. */
export interface Branch {
  organisation: Organisation;
  children: Branch[];
}

/** The tree. One whose parent I can't see is a root; a circle, which the server refuses, would show its first member as one. */
export function treeOf(organisations: Organisation[]): Branch[] {
  const known = new Set(organisations.map(({ id }) => id));
  const placed = new Set<string>();
  const branch = (organisation: Organisation): Branch => {
    placed.add(organisation.id);
    const below = organisations.filter(({ id, parent }) => parent === organisation.id && !placed.has(id));
    return { organisation, children: below.map(branch) };
  };
  const roots = organisations.filter(({ parent }) => parent === null || !known.has(parent)).map(branch);
  return [...roots, ...organisations.filter(({ id }) => !placed.has(id)).map(branch)];
}
