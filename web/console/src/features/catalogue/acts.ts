/** What one must be allowed to do, by the server's names. */
export const ACTS = { read: "item.read", draft: "item.draft", approve: "item.approve", publish: "item.publish" } as const;
