/** One field of a form: label above, help below, error beside. */
import { Form } from "antd";
import type { Rule } from "antd/es/form";
import type { ReactElement } from "react";
import { useWords } from "../words/words";
import { type DayRange, useDayFault } from "./day-range";

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
  /** The input; one of a day that says from when to when is held to it. */
  children: ReactElement;
}

/** The field round an input. */
export function Field({ name, label, help, required, valueProp, isHidden, check, children }: Props) {
  const word = useWords();
  const dayFault = useDayFault();
  const rules: Rule[] = [];
  if (required) rules.push({ validator: (_rule, value: unknown) => (isSaid(value) ? Promise.resolve() : Promise.reject(new Error(word("form-required", { field: label })))) });
  if (check) rules.push(({ getFieldValue }) => ({ validator: (_rule, value: string) => verdict(isSaid(value) ? check(value, getFieldValue as (name: string) => unknown) : null) }));
  const { first, last } = children.props as DayRange;
  const isRanged = typeof first === "string" || typeof last === "string";
  const named = (fault: string | null): string | null => (fault === null ? null : word("day-fault", { field: label, fault }));
  if (isRanged) rules.push({ validator: (_rule, value: string | null | undefined) => verdict(named(dayFault(value, { first, last }))) });
  return (
    <Form.Item name={name} label={label} extra={help} required={required} rules={rules} valuePropName={valueProp} validateTrigger={isRanged ? "onChange" : []} hidden={isHidden}>
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
