/** An API to try the pages on: it answers as the server will, and remembers what it was asked. */
import type { Page, Request, Route } from "playwright-core";

/** One answer: a body, or a Problem with its status. */
export type Answer = { body: unknown; status?: number };
type Handler = (request: Request, match: RegExpMatchArray) => Answer;

/** What a page asked. */
export interface Asked {
  method: string;
  path: string;
  search: string;
  body: string;
  headers: Record<string, string>;
}

/** A Problem. */
export function problem(status: number, code: string, title: string, more: object = {}): Answer {
  return { status, body: { type: `/problems/${code}`, title, status, code, request_id: "01J9-7KQ", ...more } };
}

/** The mocked API of one page. */
export class Api {
  readonly asked: Asked[] = [];
  private handlers: { method: string; pattern: RegExp; handler: Handler }[] = [];

  /** Says how a call is answered; what is said last holds. `path` may hold a group in place of an id. */
  on(method: string, path: string, handler: Handler | Answer): this {
    const answer = typeof handler === "function" ? handler : (): Answer => handler;
    this.handlers.unshift({ method, pattern: new RegExp(`^/api/v1${path}$`), handler: answer });
    return this;
  }

  /** The calls of one kind. */
  calls(method: string, path: string): Asked[] {
    return this.asked.filter((asked) => asked.method === method && asked.path === `/api/v1${path}`);
  }

  /** Answers for this page. */
  async attach(page: Page): Promise<void> {
    await page.route(/\/api\/v1\//, (route) => this.answer(route));
  }

  private async answer(route: Route): Promise<void> {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    this.asked.push({ method: request.method(), path: pathname, search, body: request.postData() ?? "", headers: request.headers() });
    for (const { method, pattern, handler } of this.handlers) {
      const match = pathname.match(pattern);
      if (method !== request.method() || !match) continue;
      const { body, status = 200 } = handler(request, match);
      const contentType = status >= 400 ? "application/problem+json" : "application/json";
      return route.fulfill({ status, contentType, body: JSON.stringify(body) });
    }
    return route.fulfill({ status: 404, contentType: "application/json", body: "{}" });
  }
}
