/** What the form of an inspector holds, and what of it goes to the server. */
import type { Input, Inspector } from "./calls";

/** A phone or id number that isn't typed stays, unless it is to be cleared. */
export interface Values extends Partial<Input> {
  clears_phone?: boolean;
  clears_id_number?: boolean;
}

/** What can be changed of one that is there; what is masked isn't filled in. */
export function valuesOf(inspector: Inspector): Values {
  const { organisation, certificate, name, issuer, valid_from, valid_to, unit, level, post, fields, qualifications, expert, area, languages } = inspector;
  return { organisation, certificate, name, issuer, valid_from, valid_to, unit, level, post, fields, qualifications, expert, area, languages };
}

/** The texts without spaces round them, each once. */
function texts(list: string[] | undefined): string[] {
  return [...new Set((list ?? []).map((text) => text.trim()).filter(Boolean))];
}

function secret(typed: string | null | undefined, isCleared = false): string | undefined {
  return typed?.trim() || (isCleared ? "" : undefined);
}

/** What goes to the server. */
export function said({ clears_phone, clears_id_number, ...values }: Values): Input {
  const trimmed = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, typeof value === "string" ? value.trim() : value])) as Values;
  const { fields, qualifications, languages, phone, id_number } = values;
  return {
    ...(trimmed as Input), fields: texts(fields), qualifications: texts(qualifications), languages: texts(languages),
    phone: secret(phone, clears_phone), id_number: secret(id_number, clears_id_number),
  };
}
