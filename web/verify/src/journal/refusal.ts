/** Why something of the journal is refused: a code of the specification, and the place. */

/** A text is not what it should be. */
export class Refused<Code extends string = string> extends Error {
  constructor(readonly code: Code, readonly where = "") {
    super(where === "" ? code : `${code}: ${where}`);
  }
}

/** The code with which something refuses, or "ok". Anything but a refusal is passed on. */
export function verdictOf(attempt: () => unknown): string {
  try {
    attempt();
    return "ok";
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}
