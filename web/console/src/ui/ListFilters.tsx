/** A list's search box and filters. What they say is in the address. */
import { AutoComplete, Button, Form, Input, type InputRef, Select } from "antd";
import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { type ComponentType, useEffect, useRef, useState } from "react";
import { useIsNarrow } from "../app/useIsNarrow";
import { useWords } from "../words/words";
import { DateInput } from "./DateInput";
import { useShortcut } from "./shortcuts";
import type { ListControl } from "./useListState";

const PAUSE_MS = 350;

/** What a filter of its own is given: like a form's field, without the form. */
export interface OwnFilter {
  id: string;
  value: string | undefined;
  onChange: (value?: string) => void;
}

/** One way to narrow a list: by a choice, by a day, by an input of its own, or by a text. */
export interface Filter {
  key: string;
  label: string;
  options?: { value: string; label: string }[];
  isDate?: boolean;
  /** Texts that are offered while one types; others may be typed too. */
  suggestions?: string[];
  input?: ComponentType<OwnFilter>;
}

interface Props {
  filters: Filter[];
  control: ListControl;
  /** Nothing where the list isn't searched. */
  searchHelp?: string;
  isEager?: boolean;
  /** Whether the filters are in sight from the beginning. */
  isOpenAtFirst?: boolean;
}

/** The strip above a list. */
export function ListFilters({ filters, control, searchHelp, isEager = false, isOpenAtFirst = false }: Props) {
  const word = useWords();
  const used = filters.filter(({ key }) => control.state.filters[key]).length;
  // On a telephone open filters would push the list itself out of sight.
  const isNarrow = useIsNarrow();
  const [isOpen, setOpen] = useState((used > 0 || isOpenAtFirst) && !isNarrow);
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
  const id = `filter_${filter.key}`;
  return <Form.Item label={filter.label} htmlFor={id}><FilterInput id={id} filter={filter} control={control} /></Form.Item>;
}

function FilterInput({ id, filter: { key, label, options, isDate, suggestions, input: Own }, control }: { id: string; filter: Filter; control: ListControl }) {
  const word = useWords();
  const value = control.state.filters[key];
  const narrow = (to?: string): void => control.filter(key, to?.trim() ?? "");
  if (options) return <Select id={id} aria-label={label} value={value} options={options} allowClear placeholder={word("list-all")} onChange={narrow} />;
  if (Own) return <Own id={id} value={value} onChange={narrow} />;
  if (isDate) return <DateInput id={id} value={value} onChange={narrow} placeholder={word("list-any-day")} />;
  if (suggestions) return <Suggesting key={value} id={id} value={value ?? ""} suggestions={suggestions} onSaid={narrow} />;
  return <Input.Search id={id} key={value} defaultValue={value} allowClear onSearch={narrow} />;
}

interface SuggestingProps {
  id: string;
  value: string;
  suggestions: string[];
  onSaid: (text: string) => void;
}

/** A text said by choosing, by Enter or by going on; it is said once. */
function Suggesting({ id, value, suggestions, onSaid }: SuggestingProps) {
  const word = useWords();
  const typed = useRef(value);
  const said = useRef(value);
  const say = (text: string): void => {
    if (text.trim() === said.current) return;
    said.current = text.trim();
    onSaid(text);
  };
  return (
    <AutoComplete
      id={id} className="wide" defaultValue={value} allowClear defaultActiveFirstOption={false} placeholder={word("list-all")} options={suggestions.map((text) => ({ value: text }))}
      showSearch={{ filterOption: (text, option) => option?.value.includes(text.trim()) ?? false }}
      onChange={(text?: string) => void (typed.current = text ?? "")} onSelect={(text?: string) => say(text ?? "")} onClear={() => say("")} onBlur={() => say(typed.current)}
      onKeyDown={({ key, target }) => void (key === "Enter" && (target as HTMLElement).blur())}
    />
  );
}
