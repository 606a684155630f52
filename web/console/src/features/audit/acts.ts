/** Acts that auditors do. */
export const ACTS = { read: "journal.read" } as const;
