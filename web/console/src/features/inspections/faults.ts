/** What the server finds lacking in a record, beside the field it means. */
import type { FormInstance } from "antd";
import { fieldPath } from "../../api/problem";
import type { Problem } from "../../api/types";
import type { Fault } from "../../ui/faults";
import type { Word } from "../../words/words";
import type { FormItem } from "./calls";
import type { Values } from "./form-values";

/** The form's field for the server's: one of a list of names is the list. */
export function fieldOf(field: string): (string | number)[] {
  const path = fieldPath(field);
  return path[0] === "present" || path[0] === "results" ? [path[0]] : path;
}

/** What was found isn't the row's answer: its fault names it. */
function isFound(path: (string | number)[]): boolean {
  return path[0] === "items" && path.at(-1) === "found";
}

/** What a fault says where it names its own field; nothing where the server's words will do. */
export function lackOf(path: (string | number)[], code: string): { key: string; field: string } | null {
  return isFound(path) && code === "required" ? { key: "form-required", field: "write-found" } : null;
}

/** The field, or the whole row of a checklist: whether it still is at fault hangs on all that is said in it. */
const ROW_DEPTH = 4;

/** Whether a change of the form, as the form tells it, touches a field. */
export function touches(changed: unknown, path: (string | number)[]): boolean {
  const [first, ...rest] = path[0] === "items" ? path.slice(0, ROW_DEPTH) : path;
  return reaches(changed, first, rest);
}

function reaches(changed: unknown, first: string | number | undefined, rest: (string | number)[]): boolean {
  if (first === undefined) return true;
  if (typeof changed !== "object" || changed === null || !(first in changed)) return false;
  const [next, ...others] = rest;
  return reaches((changed as { [key: string | number]: unknown })[first], next, others);
}

/** The part of the form in which a field stands. */
export function partOf(path: (string | number)[]): string {
  const [first, at] = path;
  if (first === "items") return `item-${String(at)}`;
  if (first === "present" || first === "absent_why") return "present";
  if (first === "results" || first === "findings") return "results";
  return first === "subject" ? "subject" : "when";
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
const LABELS: { [field: string]: string } = { absent_why: "write-absent-why", "subject.who": "write-who", "subject.statement": "write-statement", "subject.signing": "write-signing", "subject.reason": "write-refused-why", "subject.witness": "write-witness" };

/** The faults, each also put beside its field. */
export function faultsOf(problem: Problem, form: FormInstance<Values>, word: Word): Fault[] {
  const found = (problem.fields ?? []).map(({ field, code, message }) => {
    const path = fieldOf(field);
    const lack = lackOf(path, code);
    return { path, message: lack ? word(lack.key, { field: word(lack.field) }) : message };
  });
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
