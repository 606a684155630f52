/** One field of a form: label above, help below, error beside. */
import { Form } from "antd";
import type { Rule } from "antd/es/form";
import type { ReactElement } from "react";
import { useWords } from "../words/words";

interface Props {
  name: string | (string | number)[];
  label: string;
  help?: string;
  required?: boolean;
  /** For what isn't a text: a check box, a file. */
  valueProp?: string;
  /** Whether there is nothing to ask for now; what it holds stays. */
  isHidden?: boolean;
  /** A rule of the form's own: the sentence that says what is wrong, or null. */
  check?: (value: string, other: (name: string) => unknown) => string | null;
  children: ReactElement;
}

/** The field round an input. */
export function Field({ name, label, help, required, valueProp, isHidden, check, children }: Props) {
  const word = useWords();
  const rules: Rule[] = [];
  if (required) rules.push({ validator: (_rule, value: unknown) => (isSaid(value) ? Promise.resolve() : Promise.reject(new Error(word("form-required", { field: label })))) });
  if (check) rules.push(({ getFieldValue }) => ({ validator: (_rule, value: string) => verdict(isSaid(value) ? check(value, getFieldValue as (name: string) => unknown) : null) }));
  return (
    <Form.Item name={name} label={label} extra={help} required={required} rules={rules} valuePropName={valueProp} validateTrigger={[]} hidden={isHidden}>
      {children}
    </Form.Item>
  );
}

function isSaid(value: unknown): boolean {
  if (typeof value === "string") return value.trim() !== "";
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

function verdict(fault: string | null): Promise<void> {
  return fault === null ? Promise.resolve() : Promise.reject(new Error(fault));
}
