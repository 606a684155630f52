/** The API's things under short names; where the server's description calls one differently, only this file changes. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Act = Schemas["Act"];
export type Role = Schemas["Role"];
export type Me = Schemas["MeBody"];
export type Grant = Schemas["GrantBody"];
export type TotpOffer = Schemas["TotpBody"];
export type Session = Schemas["SessionBody"];
export type Organisation = Schemas["OrganisationBody"];
export type Person = Schemas["PersonBody"];
export type GivenPassword = Schemas["GivenPassword"];
export type Job = Omit<Schemas["JobBody"], "result"> & { result?: unknown };

/** A file on its way into a register, with the first rows of it. */
export type Import = Schemas["ImportBody"];
/** What a check or a run of it came to. */
export type ImportCounts = Schemas["Tally"];

/** A refusal (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  request_id?: string;
  fields?: { field: string; code: string; message: string }[];
}

/** One page of a list. */
export interface Page<Row> {
  rows: Row[];
  /** Where the next page begins; none means that this is the last. */
  next?: string | null;
  count: { value: number; exact: boolean };
}
