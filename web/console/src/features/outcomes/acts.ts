/** What one must be allowed to do, by the server's names. */
export const ACTS = { read: "outcome.read", propose: "outcome.propose", approve: "outcome.approve" } as const;
