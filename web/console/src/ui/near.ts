/** What a text field says of its limit: nothing until it is near, then how much is typed of how much there can be. What is longer is cut, and nobody should wonder where it went. */

const NEAR_SHARE = 0.9;

/** The words of the counter. */
export function countNear({ count, maxLength = 0 }: { count: number; maxLength?: number }): string {
  return maxLength > 0 && count >= maxLength * NEAR_SHARE ? `${String(count)} / ${String(maxLength)}` : "";
}

/** The design library's counter, so. */
export const NEAR = { formatter: countNear };
