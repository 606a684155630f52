/** A new password, typed twice. */
import { Input } from "antd";
import { Field } from "../../ui/Field";
import { useWords } from "../../words/words";

/** The two fields: `field`, and `again` beside it. */
export function NewPassword({ field }: { field: string }) {
  const word = useWords();
  const check = (value: string, other: (name: string) => unknown): string | null => (value === other(field) ? null : word("me-password-differs"));
  return (
    <>
      <Field name={field} label={word("me-password-new")} help={word("me-password-help")} required><Input.Password autoComplete="new-password" visibilityToggle={false} /></Field>
      <Field name="again" label={word("me-password-again")} required check={check}><Input.Password autoComplete="new-password" visibilityToggle={false} /></Field>
    </>
  );
}
