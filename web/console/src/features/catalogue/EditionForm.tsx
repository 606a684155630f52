/** A new edition, or the title and note of a draft. */
import { Input, Radio } from "antd";
import { api, ask } from "../../api/client";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { NEAR } from "../../ui/near";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfEdition, parentOf, useToEdition } from "./OfEdition";
import type { Edition } from "./calls";

interface Values {
  title: string;
  note: string;
  from: "empty" | "published";
}

function TitleAndNote() {
  const word = useWords();
  return (
    <>
      <Field name="title" label={word("catalogue-title")} help={word("catalogue-title-help")} required><Input maxLength={200} showCount={NEAR} /></Field>
      <Field name="note" label={word("items-note")} help={word("catalogue-note-help")}><Input maxLength={200} showCount={NEAR} /></Field>
    </>
  );
}

/** The form of a new one. */
export function NewEdition() {
  const word = useWords();
  const leave = useToEdition();
  return (
    <FormPage<Values, Edition>
      name="edition" title={word("catalogue-new")} help={word("catalogue-new-lead")} parent={{ title: word("nav-catalogue"), to: "/catalogue" }} initial={{ title: "", note: "", from: "published" }}
      submitLabel={word("catalogue-begin")} onDone={({ id }) => leave(id)} submit={(body, key) => ask(api.POST("/api/v1/editions", { body, ...keyed(key) }))}
    >
      <TitleAndNote />
      <Field name="from" label={word("catalogue-from")} required>
        <Radio.Group options={[{ value: "published", label: word("catalogue-from-published") }, { value: "empty", label: word("catalogue-from-empty") }]} />
      </Field>
    </FormPage>
  );
}

/** The form of a draft. */
export function EditEdition() {
  const word = useWords();
  const leave = useToEdition();
  return (
    <OfEdition>
      {(edition, reload) => (
        <FormPage<Omit<Values, "from">, Edition>
          key={edition.version} name={`edition-${edition.id}`} title={word("catalogue-edit")} parent={parentOf(edition, word)} initial={{ title: edition.title, note: edition.note }}
          submitLabel={word("save")} onDone={({ id }) => leave(id)} onReload={reload}
          submit={(values, key) => ask(api.POST("/api/v1/editions/{id}", { ...at(edition.id), body: { ...values, version: edition.version }, ...keyed(key) }))}
        >
          <TitleAndNote />
        </FormPage>
      )}
    </OfEdition>
  );
}
