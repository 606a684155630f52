/** The one way to the server: the public API, with what every call carries. */
import createClient, { type Middleware } from "openapi-fetch";
import { language } from "../words/language";
import { hear } from "./clock";
import { newKey } from "./key";
import { OFFLINE, ProblemError, problemOf } from "./problem";
import type { paths } from "./schema";

/** The header by which the server knows an act again. */
export const KEY_HEADER = "Idempotency-Key";

/** The header by which a page says of whom it is: the session is the whole browser's. */
const ACTING_AS = "X-Acting-As";

/** Refusals that change what the caller may see at all: no session, somebody else's, a password to change, a second factor to set up. */
const BARRED = ["no-session", "other-person", "password-must-change", "totp-must-enrol"];

let shown: string | null = null;

/** Says whom the page shows, by their id: every call names them, and the server does nothing for anybody else. */
export function actAs(person: string | null): void {
  shown = person;
}

let barred: (code: string) => void = () => undefined;

/** Says what happens when a call is answered with such a refusal. */
export function whenBarred(handler: (code: string) => void): void {
  barred = handler;
}

/** What a call carries besides its body, by XMLHttpRequest too. */
export function commonHeaders(): Record<string, string> {
  return { "Accept-Language": language(), ...(shown === null ? {} : { [ACTING_AS]: shown }) };
}

const carry: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(commonHeaders())) request.headers.set(name, value);
    if (request.method === "POST" && !request.headers.has(KEY_HEADER)) request.headers.set(KEY_HEADER, newKey());
    return request;
  },
  onResponse({ response }) {
    hear(response.headers.get("date"));
  },
};

/** Typed calls; answers are taken by `ask`. */
export const api = createClient<paths>({ baseUrl: "" });
api.use(carry);

interface Answered {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** The answer's data, or a `ProblemError` thrown. */
export async function ask<A extends Answered>(call: Promise<A>): Promise<NonNullable<A["data"]>> {
  const answer = await call.catch(asProblem);
  if (!answer.response.ok) throw refused(answer.response.status, answer.error, answer.response.headers.get("x-request-id"));
  return answer.data as NonNullable<A["data"]>;
}

/** The error for an answer that isn't good. */
export function refused(status: number, body: unknown, requestId: string | null): ProblemError {
  const problem = problemOf(status, body, requestId);
  if (BARRED.includes(problem.code)) barred(problem.code);
  return new ProblemError(problem);
}

function asProblem(error: unknown): never {
  if (error instanceof DOMException && error.name === "AbortError") throw error;
  // `fetch` says TypeError for an unreachable server, the client SyntaxError for a body that isn't JSON.
  if (error instanceof TypeError) throw new ProblemError(OFFLINE);
  throw new ProblemError(problemOf(502, undefined, null));
}
