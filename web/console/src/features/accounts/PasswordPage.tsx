/** My password. */
import { useQueryClient } from "@tanstack/react-query";
import { App, Input } from "antd";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import { ME } from "../../api/query";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { useWords } from "../../words/words";
import { NewPassword } from "./NewPassword";
import { keyed } from "./calls";

interface Values {
  old: string;
  new: string;
  again: string;
}

const EMPTY: Values = { old: "", new: "", again: "" };

/** The page; forced, it is the only one there is until the given password is replaced. */
export function PasswordPage({ isForced = false }: { isForced?: boolean }) {
  const word = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const done = async (): Promise<void> => {
    // Who was made to change it goes on to what they came for.
    if (!isForced) void message.success(word("me-password-done"));
    await queries.invalidateQueries({ queryKey: ME });
    void navigate("/", { replace: true });
  };
  return (
    <FormPage<Values, unknown>
      name="password" title={word("me-password")} help={isForced ? word("me-password-forced") : word("me-password-lead")} initial={EMPTY} secrets={["old", "new", "again"]}
      canCancel={!isForced} submitLabel={word("me-password-go")} onDone={() => void done()}
      submit={(values, key) => ask(api.POST("/api/v1/me/password", { body: { old: values.old, new: values.new }, ...keyed(key) }))}
    >
      <Field name="old" label={word("me-password-old")} required><Input.Password autoComplete="current-password" visibilityToggle={false} /></Field>
      <NewPassword field="new" />
    </FormPage>
  );
}
