/** What one must be allowed to do, by the server's names. */
export const ACTS = {
  read: "subject.read",
  manage: "subject.manage",
  risk: "subject.risk",
  merge: "subject.merge",
  mergeApprove: "subject.merge-approve",
  export: "subject.export",
  unmask: "subject.unmask",
} as const;
