/** A complaint's form on its way to the server. */
import type { components } from "../../api/schema";
import type { Complaint, Row } from "./calls";

type Draft = components["schemas"]["ComplaintDraft"];

/** What the form holds. */
export interface Values {
  organisation: string;
  kind: Row["kind"];
  channel?: Row["channel"];
  received: string;
  subject?: string | null;
  subject_name: string;
  domain: Row["domain"];
  item: string;
  content: string;
  complainant: { name?: string; phone?: string; address?: string; confidential?: boolean };
  /** Whether what was known of the complainant gives way to what the form says. */
  anew?: boolean;
}

/** The form of a complaint that is there. Who complained isn't in it: the server shows nobody that. */
export function valuesOf(complaint: Complaint): Values {
  const { organisation, kind, channel, received, subject, subject_name, domain, item, content, complainant } = complaint;
  return { organisation, kind, channel, received, subject, subject_name, domain, item, content, complainant: { confidential: complainant.confidential } };
}

/** What is sent. Of the complainant an empty field says nothing, so that it stays as it is; or that there is none, where all is said anew. */
export function draftOf(values: Values): Draft {
  const { name, phone, address, confidential = false } = values.complainant;
  const part = (text: string | undefined): string | undefined => text?.trim() || (values.anew ? "" : undefined);
  return {
    kind: values.kind, channel: values.channel as Row["channel"], received: values.received, subject: values.subject || null, subject_name: values.subject_name.trim(), domain: values.domain,
    item: values.item.trim(), content: values.content.trim(), complainant: { name: part(name), phone: part(phone), address: part(address), confidential } as Draft["complainant"],
  };
}

/** What must be known of a complainant: a complaint needs name and phone, a petition a name, a report nothing. */
export function needed(kind: Row["kind"]): { name: boolean; phone: boolean } {
  return { name: kind !== "report", phone: kind === "complaint" };
}
