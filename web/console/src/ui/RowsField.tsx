/** A list in a form as a table one edits like a sheet: cells with their faults below them, and pasting from a sheet. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Pagination } from "antd";
import { type ClipboardEvent, type ReactElement, useId, useState } from "react";
import { useWords } from "../words/words";
import { type PasteColumn, cellsOf, isSheet, pasted } from "./paste";

/** So many rows are shown at once. */
const ROWS = 50;

/** A column. */
export interface RowColumn<R> extends PasteColumn<R> {
  /** The input, if it isn't a line of text; the table names it. */
  input?: (label: string) => ReactElement;
  /** For what isn't a text: a check box. */
  valueProp?: string;
  /** What is wrong with a text, or null. */
  check?: (text: string) => string | null;
}

interface Props<R> {
  name: string | string[];
  title: string;
  help: string;
  columns: RowColumn<R>[];
  blank: R;
  addLabel: string;
  most: number;
}

/** The table. */
export function RowsField<R extends object>({ name, title, help, columns, blank, addLabel, most }: Props<R>) {
  const word = useWords();
  const form = Form.useFormInstance();
  const heading = useId();
  const [page, setPage] = useState(1);
  return (
    <section className="rows" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <p className="fine">{help}</p>
      <Form.List name={name}>
        {(fields, { add, remove }) => {
          const shown = fields.slice((page - 1) * ROWS, page * ROWS);
          const paste = (event: ClipboardEvent, row: number, column: number): void => {
            const text = event.clipboardData.getData("text/plain");
            if (!isSheet(text)) return;
            event.preventDefault();
            const rows = pasted((form.getFieldValue(name) as R[] | undefined) ?? [], cellsOf(text), { row, column }, columns, blank).slice(0, most);
            // One row more, taken away again, so that the form hears of the change as of one by hand.
            form.setFieldValue(name, [...rows, blank]);
            remove(rows.length);
          };
          return (
            <>
              {fields.length > 0 ? (
                <table>
                  <thead><tr>{columns.map(({ key, label }) => <th key={key} scope="col">{label}</th>)}<th scope="col"><span className="aside_text">{word("rows-acts")}</span></th></tr></thead>
                  <tbody>
                    {shown.map((field) => (
                      <tr key={field.key}>
                        {columns.map(({ key, label, input, valueProp, check }, column) => (
                          <td key={key} data-label={label} onPaste={(event) => paste(event, field.name, column)}>
                            <Form.Item name={[field.name, key]} valuePropName={valueProp} validateTrigger={[]} rules={check ? [{ validator: (_rule, value: string) => verdict(check(value ?? "")) }] : []}>
                              {(input ?? textInput)(word("rows-cell", { table: title, row: field.name + 1, column: label }))}
                            </Form.Item>
                          </td>
                        ))}
                        <td><Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={word("rows-remove", { table: title, row: field.name + 1 })} onClick={() => remove(field.name)} /></td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              ) : null}
              {fields.length > ROWS ? <Pagination size="small" current={page} pageSize={ROWS} total={fields.length} showSizeChanger={false} onChange={setPage} /> : null}
              <Button icon={<PlusOutlined aria-hidden />} disabled={fields.length >= most} onClick={() => { add({ ...blank }); setPage(Math.ceil((fields.length + 1) / ROWS)); }}>{addLabel}</Button>
            </>
          );
        }}
      </Form.List>
    </section>
  );
}

function textInput(label: string): ReactElement {
  return <Input aria-label={label} maxLength={120} />;
}

function verdict(fault: string | null): Promise<void> {
  return fault === null ? Promise.resolve() : Promise.reject(new Error(fault));
}
