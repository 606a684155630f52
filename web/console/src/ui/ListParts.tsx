/** What stands above, in and below a list's table. */
import { Button } from "antd";
import type { Page } from "../api/types";
import { useWords } from "../words/words";
import type { Counter } from "./ListPage";
import type { ListControl } from "./useListState";
import { Count } from "./values";

/** The figures above the table: how many there are, then the list's own. */
export function ListCounters<Row>({ page, counters }: { page: Page<Row>; counters: Counter[] }) {
  const word = useWords();
  const total = page.count.exact ? word("list-total") : word("list-total-about");
  return (
    <dl className="counters" aria-live="polite">
      <div><dt>{total}</dt><dd><Count value={page.count.value} /> <small>{word("list-total-unit")}</small></dd></div>
      {counters.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd><Count value={value} /></dd></div>)}
    </dl>
  );
}

interface EmptyProps {
  title: string;
  help: string;
  isNarrowed: boolean;
  onClear: () => void;
}

/** An empty table says what will appear in it, or that the filters leave nothing. */
export function ListEmpty({ title, help, isNarrowed, onClear }: EmptyProps) {
  const word = useWords();
  return (
    <div className="empty">
      <p className="empty_title">{isNarrowed ? word("list-none-found") : title}</p>
      <p>{isNarrowed ? word("list-none-found-do") : help}</p>
      {isNarrowed ? <Button onClick={onClear}>{word("list-clear")}</Button> : null}
    </div>
  );
}

/** The way to the pages before and after. */
export function ListPaging({ control, next }: { control: ListControl; next: string | null }) {
  const word = useWords();
  const { page, after } = control.state;
  if (!after && next === null) return null;
  return (
    <nav className="paging" aria-label={word("list-pages")}>
      <Button onClick={control.back} disabled={!after}>{word("list-back")}</Button>
      <span aria-current="page">{word("list-page", { page })}</span>
      <Button onClick={() => next !== null && control.next(next)} disabled={next === null}>{word("list-next")}</Button>
    </nav>
  );
}
