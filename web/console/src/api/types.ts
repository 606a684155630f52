/** The API's things under short names; where the server's description calls one differently, only this file changes. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Problem = Schemas["Problem"];
export type Me = Schemas["Me"];
export type Grant = Schemas["Grant"];
export type TotpOffer = Schemas["TotpOffer"];
export type Session = Schemas["Session"];
export type Organisation = Schemas["Organisation"];
export type Person = Schemas["Person"];
export type Job = Schemas["Job"];
export type Import = Schemas["Import"];

/** One page of a list. */
export interface Page<Row> {
  rows: Row[];
  /** Where the next page begins; none means that this is the last. */
  next?: string | null;
  count: { value: number; exact: boolean };
}

/** What an import did, or would do. */
export interface ImportCounts {
  new: number;
  changed: number;
  same: number;
  refused: number;
  duplicates: number;
  first_faults: { row: number; field: string; code: string; message: string; value: string }[];
}
