/** The one shape of all lists: search, filters, counters, table, pages. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { DownloadOutlined, PlusOutlined, PrinterOutlined } from "@ant-design/icons";
import { type Key, type ReactNode, useState } from "react";
import { useNavigate } from "react-router";
import type { Page } from "../api/types";
import { useIsNarrow } from "../app/useIsNarrow";
import { useWords } from "../words/words";
import { type Filter, ListFilters } from "./ListFilters";
import { ListCards } from "./ListCards";
import { ListCounters, ListPaging } from "./ListParts";
import { type Column, ListTable } from "./ListTable";
import { PageHead, type Parent } from "./PageHead";
import { ProblemView } from "./ProblemView";
import { queryOf } from "./list-state";
import { useShortcut } from "./shortcuts";
import { type ListControl, useListState } from "./useListState";

/** What an API call for a page takes. */
export type ListQuery = Record<string, string | number>;

/** A figure above the table. */
export interface Counter {
  label: string;
  value: number;
}

interface Empty {
  title: string;
  help: string;
}

/** Everything that makes one list different from another. */
export interface ListPageProps<Row> {
  title: string;
  help?: ReactNode;
  parent?: Parent;
  /** What stands between the head and the list. */
  above?: ReactNode;
  /** The key under which answers are kept; acts on rows invalidate it. */
  queryKey: string[];
  load: (query: ListQuery, signal: AbortSignal) => Promise<Page<Row>>;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  /** A row's name for those who can't see it. */
  rowName: (row: Row) => string;
  /** The page a row opens. */
  open?: (row: Row) => string;
  /** A row on a telephone, where a table would have to be pushed sideways. */
  card?: (row: Row) => ReactNode;
  filters?: Filter[];
  /** Whether the filters are in sight from the beginning. */
  showsFilters?: boolean;
  firstSort?: string;
  /** What can be searched for; nothing where the list isn't searched. */
  searchHelp?: string;
  /** Whether the list follows what is typed, from the second character on. */
  searchesWhileTyping?: boolean;
  counters?: (page: Page<Row>) => Counter[];
  create?: { label: string; to: string };
  actions?: ReactNode;
  /** What can be done to several rows at once; without it there are no check boxes. */
  bulk?: (rows: Row[], clear: () => void) => ReactNode;
  /** To which rows it can be done; the others have no check box. */
  bulkable?: (row: Row) => boolean;
  /** The address of the list as Excel, for what is shown. */
  exportTo?: (query: ListQuery) => string;
  /** What will appear here, and what to do about it. */
  empty: Empty;
}

const PAGE_SIZE = 50;

/** A list. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const { title, help, parent, above, queryKey, load, filters = [], firstSort = "", create } = props;
  const control = useListState(filters.map(({ key }) => key), firstSort);
  const query = queryOf(control.state, PAGE_SIZE);
  const answer = useQuery({ queryKey: [...queryKey, query], queryFn: ({ signal }) => load(query, signal), placeholderData: (before) => before });
  const navigate = useNavigate();
  useShortcut("n", "shortcut-new", create ? () => void navigate(create.to) : undefined);
  return (
    <article className="listpage">
      <PageHead title={title} help={help} parent={parent} actions={<ListActions {...props} query={query} />} />
      {above ? <div className="above">{above}</div> : null}
      <ListFilters filters={filters} control={control} searchHelp={props.searchHelp} isEager={props.searchesWhileTyping} isOpenAtFirst={props.showsFilters} />
      {answer.error ? <ProblemView error={answer.error} retry={() => void answer.refetch()} /> : null}
      <ListBody {...props} page={answer.data} control={control} isLoading={answer.isFetching && (answer.isPending || answer.isPlaceholderData)} />
    </article>
  );
}

function ListActions<Row>({ create, actions, exportTo, query }: ListPageProps<Row> & { query: ListQuery }) {
  const word = useWords();
  const navigate = useNavigate();
  return (
    <>
      {exportTo ? <Button icon={<DownloadOutlined aria-hidden />} href={exportTo(query)}>{word("export-excel")}</Button> : null}
      <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>{word("print")}</Button>
      {actions}
      {create ? <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate(create.to)}>{create.label}</Button> : null}
    </>
  );
}

interface BodyProps<Row> extends ListPageProps<Row> {
  page: Page<Row> | undefined;
  control: ListControl;
  isLoading: boolean;
}

function ListBody<Row>(props: BodyProps<Row>) {
  const { page, control, isLoading, counters, bulk, rowKey, card, open } = props;
  const isNarrow = useIsNarrow();
  const [selected, setSelected] = useState<Key[]>([]);
  // What went out of sight with another page or filter is no longer chosen: nobody acts on rows unseen.
  const chosen = (page?.rows ?? []).filter((row) => selected.includes(rowKey(row)));
  const clear = (): void => setSelected([]);
  return (
    <>
      {page ? <ListCounters page={page} counters={counters?.(page) ?? []} /> : null}
      {bulk && page?.rows.some(props.bulkable ?? (() => true)) ? <Bulk count={chosen.length} onClear={clear}>{bulk(chosen, clear)}</Bulk> : null}
      {card && open && isNarrow && page && page.rows.length > 0
        ? <ListCards rows={page.rows} rowKey={rowKey} rowName={props.rowName} open={open} card={card} chosen={bulk ? chosen.map(rowKey) : undefined} bulkable={props.bulkable} onChoose={setSelected} />
        : <ListTable {...props} rows={page?.rows ?? []} chosen={bulk ? chosen.map(rowKey) : undefined} onChoose={setSelected} isLoading={isLoading} />}
      {page ? <ListPaging control={control} next={page.next ?? null} /> : null}
    </>
  );
}

/** It stands there before anything is chosen: a table that moved down by it under the pointer would have another row ticked by the second click. */
function Bulk({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) {
  const word = useWords();
  const action = <span className="bulk">{children}<Button disabled={count === 0} onClick={onClear}>{word("list-unselect")}</Button></span>;
  return <Alert type="info" title={count === 0 ? word("list-select-first") : word("list-selected", { count })} action={action} className="bulkbar" />;
}
