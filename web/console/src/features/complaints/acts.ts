/** What one must be allowed to do, by the server's names. */
export const ACTS = {
  read: "complaint.read",
  register: "complaint.register",
  assign: "complaint.assign",
  handle: "complaint.handle",
  link: "complaint.link",
  unmask: "complaint.unmask",
  erase: "complaint.erase",
} as const;
