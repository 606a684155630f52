/** What one must be allowed to do, by the server's names. */
export const ACTS = { read: "visit.read", dispatch: "visit.dispatch", record: "visit.record", review: "visit.review", accounts: "visit.accounts" } as const;
