/** A complaint's form on its way to the server. */
import type { components } from "../../api/schema";
import type { Complaint, Row } from "./calls";

type Draft = components["schemas"]["ComplaintDraft"];

/** What the form holds. Of what is shown with masks, what is undefined isn't said. */
export interface Values {
  organisation: string;
  kind: Row["kind"];
  channel?: Row["channel"];
  received: string;
  subject?: string | null;
  subject_name: string;
  domain: Row["domain"];
  item: string;
  content?: string;
  complainant: { name?: string; phone?: string; address?: string; confidential?: boolean };
}

/** The form of a complaint that is there. What it tells and who complained isn't in it: the server shows both with masks, and masks mustn't be saved. */
export function valuesOf(complaint: Complaint): Values {
  const { organisation, kind, channel, received, subject, subject_name, domain, item, complainant } = complaint;
  return { organisation, kind, channel, received, subject, subject_name, domain, item, complainant: { confidential: complainant.confidential } };
}

/** What is sent. Of what is shown with masks only what was replaced: what isn't said stays as it is, an empty text says that there is none. */
export function draftOf(values: Values, shown?: Pick<Complaint, "content">): Draft {
  const { name, phone, address, confidential = false } = values.complainant;
  const content = values.content === shown?.content ? undefined : values.content?.trim();
  const part = (text: string | undefined): string | null => text?.trim() ?? null;
  return {
    kind: values.kind, channel: values.channel as Row["channel"], received: values.received, subject: values.subject || null, subject_name: values.subject_name.trim(), domain: values.domain,
    item: values.item.trim(), content, complainant: { name: part(name), phone: part(phone), address: part(address), confidential },
  };
}

/** What must be known of a complainant: a complaint needs name and phone, a petition a name, a report nothing. */
export function needed(kind: Row["kind"]): { name: boolean; phone: boolean } {
  return { name: kind !== "report", phone: kind === "complaint" };
}
