/** The most the server takes. */

/** A text's characters. */
export const LONGEST = 2_000;
/** A name of an addressee, or of who answered. */
export const LONGEST_NAME = 200;
/** The number of a decision's document. */
export const LONGEST_NUMBER = 60;
/** The days from a day to the due day that follows from it. */
export const MOST_DAYS = 365;
