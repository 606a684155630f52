/** What one must be allowed to do, by the server's names. */
export const ACTS = { read: "disclosure.read", publish: "disclosure.publish", calendar: "calendar.manage" } as const;
