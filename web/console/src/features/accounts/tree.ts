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
    const children: Branch[] = [];
    for (const other of organisations) if (other.parent === organisation.id && !placed.has(other.id)) children.push(branch(other));
    return { organisation, children };
  };
  const roots = organisations.filter(({ parent }) => !parent || !known.has(parent)).map(branch);
  const inCircles: Branch[] = [];
  for (const organisation of organisations) if (!placed.has(organisation.id)) inCircles.push(branch(organisation));
  return [...roots, ...inCircles];
}
