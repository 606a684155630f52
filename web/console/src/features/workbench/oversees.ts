/** Who oversees: for them hardly anything waits, and what they come for is to read. */
import type { Grant, Role } from "../../api/types";

const OVERSEERS: Role[] = ["leader", "credit-officer", "superior"];

/** Whether one of somebody's roles is to oversee. */
export function oversees(roles: Pick<Grant, "role">[]): boolean {
  return roles.some(({ role }) => OVERSEERS.includes(role));
}
