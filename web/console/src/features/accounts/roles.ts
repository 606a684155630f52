/** The roles, in the order in which they are offered. */
export const ROLES = [
  "system-admin", "security-admin", "audit-admin", "catalogue-manager", "registry-manager", "planner", "approver", "draw-operator", "observer",
  "inspector", "reviewer", "publisher", "credit-officer", "leader", "superior",
] as const;

/** The three that exclude each other and all business. */
export const SEPARATED: readonly string[] = ROLES.slice(0, 3);

/** Whether these roles can't be one person's: said while they are being chosen, decided by the server. */
export function clash(roles: string[]): boolean {
  const distinct = [...new Set(roles)];
  return distinct.length > 1 && distinct.some((role) => SEPARATED.includes(role));
}
