/** What one must be allowed to do, by the server's names. */
export const ACTS = {
  read: "draw.read", draft: "draw.draft", preview: "draw.preview", approve: "draw.approve", operate: "draw.operate", enter: "draw.enter", announce: "draw.announce", annul: "draw.annul", open: "draw.open", amend: "draw.amend", amendments: "amendment.read",
  dispatch: "visit.dispatch",
} as const;
