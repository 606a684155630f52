/** What one must be allowed to do, by the server's names. */
export const ACTS = { read: "plan.read", draft: "plan.draft", approve: "plan.approve", file: "plan.file", publish: "plan.publish" } as const;
