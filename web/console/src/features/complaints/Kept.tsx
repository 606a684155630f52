/** A field that is shown with masks: what is registered stays, unless somebody replaces it. */
import { EditOutlined, UndoOutlined } from "@ant-design/icons";
import { Button, Form } from "antd";
import { type ReactElement, cloneElement } from "react";
import { Field } from "../../ui/Field";
import { useWords } from "../../words/words";

interface Props {
  name: string | [string, string];
  label: string;
  help?: string;
  required?: boolean;
  /** What is registered, as it may be seen. Nothing: the field is one like any other. */
  shown?: string | null;
  /** What one starts from who replaces it. */
  begin?: string;
  children: ReactElement<InputProps>;
}

interface InputProps {
  id?: string;
  value?: string;
  onChange?: (value: unknown) => void;
  autoFocus?: boolean;
}

/** The field. Its value is undefined as long as it says nothing. */
export function Kept({ name, label, help, required, shown, begin = "", children }: Props) {
  const word = useWords();
  const isSaid = Form.useWatch(name) !== undefined;
  if (!shown) return <Field name={name} label={label} help={help} required={required}>{children}</Field>;
  const masked = shown.includes("*") ? word(isSaid ? "complaints-replace-masked" : "complaints-kept-masked") : undefined;
  const hint = [masked, isSaid ? help : undefined].filter(Boolean).join(" ");
  return <Field name={name} label={label} help={hint || undefined} required={required && isSaid}><Replaceable label={label} shown={shown} begin={begin} input={children} /></Field>;
}

function Replaceable({ id, value, onChange, label, shown, begin, input }: InputProps & { label: string; shown: string; begin: string; input: ReactElement<InputProps> }) {
  const word = useWords();
  if (value === undefined) {
    return (
      <div id={id} className="kept">
        <span className="lines">{shown}</span>
        <Button size="small" icon={<EditOutlined aria-hidden />} aria-label={word("complaints-replace-field", { field: label })} onClick={() => onChange?.(begin)}>{word("complaints-replace")}</Button>
      </div>
    );
  }
  return (
    <>
      {cloneElement(input, { id, value, onChange, autoFocus: true })}
      <Button size="small" type="link" className="kept_back" icon={<UndoOutlined aria-hidden />} aria-label={word("complaints-keep-field", { field: label })} onClick={() => onChange?.(undefined)}>{word("complaints-keep")}</Button>
    </>
  );
}
