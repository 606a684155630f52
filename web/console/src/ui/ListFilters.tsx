/** A list's search box and filters. What they say is in the address. */
import { Button, Form, Input, type InputRef, Select } from "antd";
import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { type ComponentType, useEffect, useRef, useState } from "react";
import { useIsNarrow } from "../app/useIsNarrow";
import { useWords } from "../words/words";
import { useShortcut } from "./shortcuts";
import type { ListControl } from "./useListState";

const PAUSE_MS = 350;

/** What a filter of its own is given: like a form's field, without the form. */
export interface FilterInput {
  id: string;
  value: string | undefined;
  onChange: (value: string) => void;
}

/** One way to narrow a list: by a choice, by an input of its own, or by a text. */
export interface Filter {
  key: string;
  label: string;
  options?: { value: string; label: string }[];
  input?: ComponentType<FilterInput>;
}

interface Props {
  filters: Filter[];
  control: ListControl;
  /** Nothing where the list isn't searched. */
  searchHelp?: string;
  isEager?: boolean;
}

/** The strip above a list. */
export function ListFilters({ filters, control, searchHelp, isEager = false }: Props) {
  const word = useWords();
  const used = filters.filter(({ key }) => control.state.filters[key]).length;
  // On a telephone open filters would push the list itself out of sight.
  const isNarrow = useIsNarrow();
  const [isOpen, setOpen] = useState(used > 0 && !isNarrow);
  return (
    <section className="filters" aria-label={word("list-filters")}>
      <div className="filters_row">
        {searchHelp ? <Search control={control} help={searchHelp} isEager={isEager} /> : null}
        {filters.length > 0 ? (
          <Button onClick={() => setOpen(!isOpen)} aria-expanded={isOpen} icon={isOpen ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />} iconPlacement="end">
            {used > 0 ? word("list-filters-used", { count: used }) : word("list-filters")}
          </Button>
        ) : null}
        {used > 0 || control.state.q ? <Button type="link" onClick={control.clear}>{word("list-clear")}</Button> : null}
      </div>
      {isOpen && filters.length > 0 ? (
        <Form layout="vertical" className="filters_grid" component="div">
          {filters.map((filter) => <FilterField key={filter.key} filter={filter} control={control} />)}
        </Form>
      ) : null}
    </section>
  );
}

function Search({ control, help, isEager }: { control: ListControl; help: string; isEager: boolean }) {
  const word = useWords();
  const box = useRef<InputRef>(null);
  const [text, setText] = useState(control.state.q);
  useEffect(() => setText(control.state.q), [control.state.q]);
  const latest = useRef(control);
  useEffect(() => void (latest.current = control));
  useEffect(() => {
    const asked = text.trim();
    if (!isEager || asked === latest.current.state.q || asked.length === 1) return undefined;
    const waiting = setTimeout(() => latest.current.search(asked), PAUSE_MS);
    return () => clearTimeout(waiting);
  }, [text, isEager]);
  useShortcut("/", "shortcut-search", () => box.current?.focus({ cursor: "all" }));
  return (
    <Input.Search
      ref={box} className="filters_search" aria-label={word("search")} placeholder={help} value={text} allowClear enterButton={word("search")}
      onChange={({ target }) => setText(target.value)} onSearch={(value) => control.search(value.trim())}
      onKeyDown={({ key, currentTarget }) => void (key === "Escape" && currentTarget.blur())}
    />
  );
}

function FilterField({ filter, control }: { filter: Filter; control: ListControl }) {
  const word = useWords();
  const id = `filter_${filter.key}`;
  const value = control.state.filters[filter.key];
  const Own = filter.input;
  if (Own) return <Form.Item label={filter.label} htmlFor={id}><Own id={id} value={value} onChange={(chosen) => control.filter(filter.key, chosen)} /></Form.Item>;
  return (
    <Form.Item label={filter.label} htmlFor={id}>
      {filter.options
        ? <Select id={id} aria-label={filter.label} value={value} options={filter.options} allowClear placeholder={word("list-all")} onChange={(chosen?: string) => control.filter(filter.key, chosen ?? "")} />
        : <Input.Search id={id} key={value} defaultValue={value} allowClear onSearch={(text) => control.filter(filter.key, text.trim())} />}
    </Form.Item>
  );
}
