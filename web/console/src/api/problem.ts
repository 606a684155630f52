/** What the server says when it refuses, and what we say when it says nothing. */
import type { Problem } from "./types";

/** A refusal on its way through the program. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** No answer came: the network is down, or the server. Its words are ours, `problem-offline`. */
export const OFFLINE: Problem = { type: "about:blank", title: "", status: 0, code: "offline" };

/** Somebody was there first, and the page has been read anew since. Its words are ours, `problem-moved`. */
export const MOVED: Problem = { type: "about:blank", title: "", status: 409, code: "moved" };

/** The Problem in an answer's body; an answer without one becomes `unexpected`, whose words are ours. */
export function problemOf(status: number, body: unknown, requestId: string | null): Problem {
  const id = requestId ?? undefined;
  if (isProblem(body)) return { ...body, status: body.status ?? status, request_id: body.request_id ?? id };
  return { type: "about:blank", title: "", status, code: status === 413 ? "too-large" : "unexpected", request_id: id };
}

function isProblem(body: unknown): body is Problem {
  const candidate = body as Partial<Problem> | null;
  return typeof candidate === "object" && candidate !== null && typeof candidate.code === "string" && typeof candidate.title === "string";
}

/** The Problem behind any error; what isn't a refusal is a fault of this program and is shown as one. */
export function problemIn(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { type: "about:blank", title: "", status: 0, code: "broken" };
}

/** Whether the server has decided: asking again with the same key can only give the same answer. */
export function isDecided(problem: Problem): boolean {
  return problem.status >= 400 && problem.status < 500 && problem.status !== 408 && problem.status !== 429;
}

/** The form's field an error belongs to: `roles[0].role` and `roles.0.role` both are a path. */
export function fieldPath(field: string): (string | number)[] {
  const parts = field.split(/[.[\]]+/).filter((part) => part !== "");
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
