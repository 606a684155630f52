/**
 * The API's types, in the shape `npm run api` gives them: `paths` and `components`.
 * Written by hand for what the shell needs, until the server's own description replaces this file.
 */

type Answer<T> = { content: { "application/json": T } };
type Refusal = { content: { "application/problem+json": components["schemas"]["Problem"] } };
type None = { query?: never; header?: never; path?: never; cookie?: never };
type Get<T, P = None> = { parameters: P; requestBody?: never; responses: { 200: Answer<T>; default: Refusal } };
type Post<B, T, P = None> = { parameters: P; requestBody: { content: { "application/json": B } }; responses: { 200: Answer<T>; default: Refusal } };
type Act<T, P = None> = { parameters: P; requestBody?: never; responses: { 200: Answer<T>; default: Refusal } };
type ById = { query?: never; header?: never; path: { id: string }; cookie?: never };
type Listed<T> = { query?: { limit?: number; after?: string; sort?: string; q?: string } & T; header?: never; path?: never; cookie?: never };
type Path<G, P> = { parameters: None; get: G; post: P; put?: never; delete?: never; options?: never; head?: never; patch?: never; trace?: never };

type Schemas = components["schemas"];

export interface paths {
  "/api/v1/setup": Path<Get<{ needed: boolean }>, Post<Schemas["Setup"], Schemas["Me"]>>;
  "/api/v1/session": Path<never, Post<Schemas["Login"], Schemas["Me"]>>;
  "/api/v1/session/end": Path<never, Act<unknown>>;
  "/api/v1/me": Path<Get<Schemas["Me"]>, never>;
  "/api/v1/me/password": Path<never, Post<{ old: string; new: string }, unknown>>;
  "/api/v1/me/totp": Path<never, Act<Schemas["TotpOffer"]>>;
  "/api/v1/me/totp/confirm": Path<never, Post<{ code: string }, unknown>>;
  "/api/v1/me/totp/off": Path<never, Post<{ password: string }, unknown>>;
  "/api/v1/me/sessions": Path<Get<Schemas["SessionPage"]>, never>;
  "/api/v1/me/sessions/{id}/end": Path<never, Act<unknown, ById>>;
  "/api/v1/organisations": Path<Get<Schemas["OrganisationPage"], Listed<{ state?: string }>>, Post<Schemas["NewOrganisation"], Schemas["Organisation"]>>;
  "/api/v1/organisations/{id}": Path<Get<Schemas["Organisation"], ById>, Post<Schemas["OrganisationEdit"], Schemas["Organisation"], ById>>;
  "/api/v1/people": Path<Get<Schemas["PersonPage"], Listed<{ state?: string; role?: string; organisation?: string }>>, Post<Schemas["NewPerson"], Schemas["Person"]>>;
  "/api/v1/people/{id}": Path<Get<Schemas["Person"], ById>, Post<Schemas["PersonEdit"], Schemas["Person"], ById>>;
  "/api/v1/people/{id}/suspend": Path<never, Post<Schemas["Versioned"], Schemas["Person"], ById>>;
  "/api/v1/people/{id}/restore": Path<never, Post<Schemas["Versioned"], Schemas["Person"], ById>>;
  "/api/v1/people/{id}/reset-password": Path<never, Post<{ password: string; version: number }, unknown, ById>>;
  "/api/v1/people/{id}/roles": Path<never, Post<{ roles: Schemas["Grant"][]; version: number }, Schemas["Person"], ById>>;
  "/api/v1/people/{id}/sessions": Path<Get<Schemas["SessionPage"], ById>, never>;
  "/api/v1/people/{id}/sessions/end": Path<never, Act<unknown, ById>>;
  "/api/v1/jobs/{id}": Path<Get<Schemas["Job"], ById>, never>;
  "/api/v1/jobs/{id}/cancel": Path<never, Act<unknown, ById>>;
  "/api/v1/imports/{id}": Path<Get<Schemas["Import"], ById>, never>;
  "/api/v1/imports/{id}/check": Path<never, Post<{ mapping: Record<string, number>; options: Record<string, boolean> }, Schemas["Started"], ById>>;
  "/api/v1/imports/{id}/run": Path<never, Act<Schemas["Started"], ById>>;
}

export interface components {
  schemas: {
    Problem: {
      type: string;
      title: string;
      status: number;
      detail?: string;
      code: string;
      request_id?: string;
      fields?: { field: string; code: string; message: string }[];
    };
    Setup: { organisation_name: string; region: string; login: string; name: string; password: string };
    Login: { login: string; password: string; totp?: string };
    Grant: { role: string; organisation: string };
    Me: {
      id: string;
      login: string;
      name: string;
      organisation: { id: string; name: string };
      roles: Schemas["Grant"][];
      acts: string[];
      must_change_password: boolean;
      totp: "off" | "on" | "required";
      locale: string;
    };
    TotpOffer: { secret: string; uri: string; svg: string };
    Count: { value: number; exact: boolean };
    Session: { id: string; made_at: number; last_seen: number; address: string; agent: string; current: boolean };
    SessionPage: { rows: Schemas["Session"][]; next: string | null; count: Schemas["Count"] };
    Organisation: { id: string; parent: string | null; name: string; level: "province" | "city" | "county"; region: string; state: string; version: number };
    OrganisationPage: { rows: Schemas["Organisation"][]; next: string | null; count: Schemas["Count"] };
    NewOrganisation: { parent: string; name: string; level: "province" | "city" | "county"; region: string };
    OrganisationEdit: { name: string; region: string; version: number };
    Person: {
      id: string;
      login: string;
      name: string;
      organisation: string;
      state: "active" | "suspended";
      roles: Schemas["Grant"][];
      totp: "off" | "on" | "required";
      last_seen: number | null;
      version: number;
    };
    PersonPage: { rows: Schemas["Person"][]; next: string | null; count: Schemas["Count"] };
    NewPerson: { login: string; name: string; organisation: string; password: string; roles: Schemas["Grant"][] };
    PersonEdit: { name: string; organisation: string; version: number };
    Versioned: { version: number };
    Started: { job: string };
    Job: {
      id: string;
      kind: string;
      state: "waiting" | "running" | "done" | "failed" | "cancelled";
      done: number;
      total: number | null;
      result: unknown;
      problem: Schemas["Problem"] | null;
    };
    Import: {
      id: string;
      file_name: string;
      rows_estimate: number;
      sheets: string[];
      columns: { index: number; header: string; samples: string[]; guess: string | null }[];
      fields: { name: string; required: boolean; label_key: string }[];
      state: string;
    };
  };
}
