/** A person's roles, each with the organisation it holds for. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Select } from "antd";
import type { Grant } from "../../api/types";
import { Field } from "../../ui/Field";
import { useWords } from "../../words/words";
import { OrganisationSelect } from "./OrganisationSelect";
import { ROLES, clash } from "./roles";

/** The fields, as `roles` of the form. */
export function GrantFields() {
  const word = useWords();
  const options = ROLES.map((role) => ({ value: role, label: word(`role-${role}`) }));
  return (
    <fieldset className="grants">
      <legend>{word("people-roles")}</legend>
      <Form.List name="roles">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }, place) => (
              <div key={key} className="grants_row">
                <Field name={[name, "role"]} label={word("people-role-at", { place: place + 1 })} required><Select options={options} showSearch={{ optionFilterProp: "label" }} /></Field>
                <Field name={[name, "organisation"]} label={word("people-scope-label")} required><OrganisationSelect /></Field>
                <Button icon={<DeleteOutlined aria-hidden />} aria-label={word("people-role-remove", { place: place + 1 })} onClick={() => remove(name)} />
              </div>
            ))}
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>{word("people-role-add")}</Button>
          </>
        )}
      </Form.List>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldValue }) => <ClashNotice grants={(getFieldValue("roles") ?? []) as Partial<Grant>[]} />}
      </Form.Item>
    </fieldset>
  );
}

function ClashNotice({ grants }: { grants: Partial<Grant>[] }) {
  const word = useWords();
  const isClash = clash(grants.map((grant) => grant?.role ?? "").filter(Boolean));
  return isClash ? <Alert type="warning" showIcon className="problem" title={word("people-clash")} /> : null;
}
