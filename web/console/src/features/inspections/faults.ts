/** What the server finds lacking in a record, beside the field it means. */
import type { FormInstance } from "antd";
import { fieldPath } from "../../api/problem";
import type { Problem } from "../../api/types";
import type { Fault } from "../../ui/faults";
import type { FormItem } from "./calls";
import type { Values } from "./form-values";

/** The form's field for the server's: one of a list of names is the list. */
export function fieldOf(field: string): (string | number)[] {
  const path = fieldPath(field);
  return path[0] === "present" || path[0] === "results" ? [path[0]] : path;
}

/** What a field is called: by the words' key, or in the checklist's own words. */
export function labelOf(path: (string | number)[], items: Pick<FormItem, "code" | "rows">[]): { key: string } | { text: string } {
  const [part, at, , row] = path;
  if (part !== "items") return { key: LABELS[path.join(".")] ?? `write-${String(part)}` };
  const item = items[Number(at)];
  const asked = item?.rows[Number(row)];
  return { text: asked ? `${item.code} ${Number(row) + 1}. ${asked.text}` : (item?.code ?? "") };
}

/** Where the field's last part isn't the word's. */
const LABELS: { [field: string]: string } = { "subject.who": "write-who", "subject.statement": "write-statement", "subject.signing": "write-signing", "subject.reason": "write-refused-why", "subject.witness": "write-witness" };

/** The faults, each also put beside its field. */
export function faultsOf(problem: Problem, form: FormInstance<Values>): Fault[] {
  const found = (problem.fields ?? []).map(({ field, message }) => ({ path: fieldOf(field), message }));
  form.setFields(found.map(({ path, message }) => ({ name: path as never, errors: [message] })));
  return found;
}

/** Brings the reader to a field, whatever it is made of. */
export function goTo(path: (string | number)[]): void {
  const field = document.getElementById(["record", ...path].join("_"));
  const input = field?.matches("input, textarea") ? field : field?.querySelector<HTMLElement>("input, textarea, button");
  (field?.closest(".ask, .ant-form-item") ?? field)?.scrollIntoView({ block: "center" });
  input?.focus({ preventScroll: true });
}
