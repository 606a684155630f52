/** Visits from their dispatch to a reviewed record by the public API, for journeys that begin when they are over. */
import { type Caller, type CheckRow, minute, signedIn, today } from "./bureau";

interface Page {
  visit: { id: string; name: string; version: number; team: { code: string }[] };
  form: { code: string; methods: string[]; rows: CheckRow[] }[];
  digest?: string | null;
}

/** What a visit came to: its results, and what the checklist's first row was found to lack. */
export interface CameTo {
  results: string[];
  found: string;
}

/** Says which account is which inspector's, by name; an inspector's account is called as the inspector is. */
export async function nameInspectors(address: string): Promise<void> {
  const clerk = await signedIn(address, "registry-manager");
  const { rows: inspectors } = await clerk.call<{ rows: { id: string; name: string }[] }>("GET", "/inspectors");
  const { free } = await clerk.call<{ free: { id: string; name: string }[] }>("GET", "/inspection-accounts");
  for (const { id, name } of inspectors) await clerk.call("POST", "/inspection-accounts", { inspector: id, person: free.find((person) => person.name === name)!.id, version: 0 });
}

/** Dispatches a draw and makes its visits, each by the subject's name; the answer is their ids by name. */
export async function reviewedVisits(address: string, draw: string, cameTo: Record<string, CameTo>): Promise<Record<string, string>> {
  const [operator, inspector, reviewer] = await Promise.all([signedIn(address, "draw-operator"), signedIn(address, "inspector"), signedIn(address, "reviewer")]);
  await operator.call("POST", `/draws/${draw}/dispatch`);
  const { rows } = await operator.call<{ rows: { id: string; name: string }[] }>("GET", `/visits?draw=${draw}`);
  for (const { id, name } of rows) if (cameTo[name]) await record({ inspector, reviewer }, id, cameTo[name]);
  return Object.fromEntries(rows.map(({ id, name }) => [name, id]));
}

async function record({ inspector, reviewer }: { inspector: Caller; reviewer: Caller }, id: string, { results, found }: CameTo): Promise<void> {
  const look = (caller: Caller): Promise<Page> => caller.call<Page>("GET", `/visits/${id}`);
  await inspector.call("POST", `/visits/${id}/notice`, { version: (await look(inspector)).visit.version });
  const { visit, form } = await look(inspector);
  const items = form.map(({ code, rows }) => ({ item: code, rows: rows.map((_row, at) => (at === 0 && found ? { tick: "no", value: "", found } : { tick: "yes", value: "", found: "" })) }));
  await inspector.call("POST", `/visits/${id}/record`, {
    version: visit.version,
    record: {
      visited: today(), from: minute(), to: minute(2), place: "新抚区东一路1号", method: form[0].methods[0], present: visit.team.map(({ code }) => code), items, findings: "", results,
      subject: { who: "王红，店长", statement: "", signing: "signed", reason: "", witness: "" },
    },
  });
  const { visit: recorded, digest } = await look(reviewer);
  await reviewer.call("POST", `/visits/${id}/review`, { version: recorded.version, digest });
}

/** Publishes all results that are due. */
export async function publishResults(address: string): Promise<void> {
  const publisher = await signedIn(address, "publisher");
  const { rows } = await publisher.call<{ rows: { id: string }[] }>("GET", "/disclosures?state=due");
  await publisher.call("POST", "/disclosures/publish", { ids: rows.map(({ id }) => id) });
}
