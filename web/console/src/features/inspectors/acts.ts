/** What one must be allowed to do, by the server's names. */
export const ACTS = {
  read: "inspector.read",
  manage: "inspector.manage",
  unmask: "inspector.unmask",
} as const;
