/** The fields of an item. Its four lists are rows that are added and taken out. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import type { ReactNode } from "react";
import { Field } from "../../ui/Field";
import { NEAR } from "../../ui/near";
import { useWords } from "../../words/words";
import { readRate } from "./rate";

const METHODS = ["on-site", "written", "online", "testing", "agency"];
const GRADES = ["none", "mitigated", "lenient", "ordinary", "severe"];

interface RowsProps {
  name: string;
  title: string;
  add: string;
  empty: object;
  children: (place: number) => ReactNode;
}

function Rows({ name, title, add, empty, children }: RowsProps) {
  const word = useWords();
  return (
    <fieldset className="part rows">
      <legend>{title}</legend>
      <Form.List name={name}>
        {(rows, acts) => (
          <>
            {rows.map(({ key, name: place }) => (
              <div key={key} className="rows_row" role="group" aria-label={word("catalogue-row", { title, place: place + 1 })}>
                <div className="rows_cells">{children(place)}</div>
                <Button icon={<DeleteOutlined aria-hidden />} aria-label={word("catalogue-row-remove", { title, place: place + 1 })} onClick={() => acts.remove(place)} />
              </div>
            ))}
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => acts.add(empty)}>{add}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

/** All fields. */
export function ItemFields() {
  const word = useWords();
  const options = (names: string[], family: string) => names.map((value) => ({ value, label: word(`${family}-${value}`) }));
  return (
    <>
      <div className="pair">
        <Field name="code" label={word("item-code")} help={word("catalogue-code-help")} required><Input maxLength={40} /></Field>
        <Field name="domain" label={word("item-domain")} required><Input maxLength={200} showCount={NEAR} /></Field>
      </div>
      <Field name="name" label={word("item-name")} required><Input maxLength={200} showCount={NEAR} /></Field>
      <Field name="sub" label={word("item-sub")}><Input maxLength={200} showCount={NEAR} /></Field>
      <Rows name="bases" title={word("item-bases")} add={word("catalogue-basis-add")} empty={{ law: "", article: "" }}>
        {(place) => (
          <div className="pair">
            <Field name={[place, "law"]} label={word("catalogue-law")} required><Input placeholder="《中华人民共和国价格法》" /></Field>
            <Field name={[place, "article"]} label={word("catalogue-article")}><Input placeholder="第三十三条" /></Field>
          </div>
        )}
      </Rows>
      <Field name="body" label={word("item-body")}><Input maxLength={200} showCount={NEAR} /></Field>
      <Field name="object" label={word("item-object")}><Input.TextArea autoSize={{ minRows: 1 }} /></Field>
      <Field name="content" label={word("item-content")}><Input.TextArea autoSize={{ minRows: 2 }} /></Field>
      <Field name="methods" label={word("item-methods")}><Checkbox.Group options={options(METHODS, "method")} /></Field>
      <Field name="class" label={word("item-class")} required><Radio.Group options={options(["ordinary", "key"], "class")} /></Field>
      <div className="pair">
        <Field name="rate" label={word("item-rate")} help={word("catalogue-rate-help")} required check={(text) => (readRate(text) ? null : word("catalogue-rate-wrong"))}><Input /></Field>
        <Field name={["frequency", "at_least"]} label={word("catalogue-least")}><InputNumber className="wide" min={1} max={366} precision={0} /></Field>
        <Field name={["frequency", "at_most"]} label={word("catalogue-most")}><InputNumber className="wide" min={1} max={366} precision={0} /></Field>
      </div>
      <Field name={["frequency", "note"]} label={word("catalogue-frequency-note")} help={word("catalogue-frequency-note-help")}><Input maxLength={200} showCount={NEAR} /></Field>
      <Field name="qualification" label={word("item-qualification")}><Input /></Field>
      <Field name="materials" label={word("item-materials")} help={word("catalogue-materials-help")}><Select mode="tags" open={false} suffixIcon={null} /></Field>
      <Rows name="checklist" title={word("item-checklist")} add={word("catalogue-check-add")} empty={{ text: "", answer: "yes-no", basis: "" }}>
        {(place) => (
          <>
            <Field name={[place, "text"]} label={word("check-text")} required><Input.TextArea autoSize={{ minRows: 1 }} /></Field>
            <div className="pair">
              <Field name={[place, "answer"]} label={word("check-answer")} required><Select options={options(["yes-no", "value"], "answer")} /></Field>
              <Field name={[place, "basis"]} label={word("check-basis")} required><Input /></Field>
            </div>
          </>
        )}
      </Rows>
      <Rows name="discretion" title={word("item-discretion")} add={word("catalogue-discretion-add")} empty={{ violation: "", basis: "", grade: "ordinary", range: "" }}>
        {(place) => (
          <>
            <Field name={[place, "violation"]} label={word("discretion-violation")} required><Input.TextArea autoSize={{ minRows: 1 }} /></Field>
            <Field name={[place, "basis"]} label={word("discretion-basis")} required><Input /></Field>
            <div className="pair">
              <Field name={[place, "grade"]} label={word("discretion-grade")} required><Select options={options(GRADES, "grade")} /></Field>
              <Field name={[place, "range"]} label={word("discretion-range")} required><Input /></Field>
            </div>
          </>
        )}
      </Rows>
    </>
  );
}
