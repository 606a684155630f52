/** A form's faults, from its own rules or from the server, each with its field. */
import type { FormInstance } from "antd";
import { fieldPath } from "../api/problem";
import type { Problem } from "../api/types";

/** One fault. */
export interface Fault {
  path: (string | number)[];
  message: string;
}

/** The server's faults; each is also put beside its field, where the form has one. */
export function faultsIn<V>(problem: Problem, form: FormInstance<V>): Fault[] {
  const faults = (problem.fields ?? []).map(({ field, message }) => ({ path: fieldPath(field), message }));
  form.setFields(faults.map(({ path, message }) => ({ name: path as never, errors: [message] })));
  return faults;
}

/** The faults the form's own rules found. */
export function faultsOfRules<V>(found: { name: (string | number)[]; errors: string[] }[], _form: FormInstance<V>): Fault[] {
  return found.map(({ name, errors }) => ({ path: name, message: errors[0] ?? "" }));
}
