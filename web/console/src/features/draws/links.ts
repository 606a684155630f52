/** The links that were made on this visit of the page: the server shows each only once, so none may leave the screen before it was copied. */

/** A party's link. */
export interface Made {
  place: number;
  name: string;
  url: string;
}

/** One more, in the parties' order; a party's link before it no longer opens anything. */
export function withLink(made: Made[], one: Made): Made[] {
  return [...made.filter(({ place }) => place !== one.place), one].sort((a, b) => a.place - b.place);
}
