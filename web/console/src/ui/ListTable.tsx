/** A list's table: its head stays in sight, its first cell is the way in. */
import { Table, type TableColumnType } from "antd";
import { type Key, type MouseEvent, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { Scrolls } from "./Scrolls";
import { useWords } from "../words/words";
import { ListEmpty } from "./ListParts";
import { fitted } from "./fitted";
import { directionOf, sortOf } from "./list-state";
import type { ListControl } from "./useListState";

/** A column. The first one names the row. */
export interface Column<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** Whether the server sorts by it. */
  sort?: boolean;
  width?: number;
  /** Whether it never is narrower: a code isn't broken. */
  isRigid?: boolean;
  align?: "right";
}

interface Props<Row> {
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  rowName: (row: Row) => string;
  open?: (row: Row) => string;
  control: ListControl;
  chosen?: Key[];
  bulkable?: (row: Row) => boolean;
  onChoose: (keys: Key[]) => void;
  isLoading: boolean;
  empty: { title: string; help: string };
}

const HEADER_PX = 60;
const BOXES_PX = 48;
/** A column that doesn't say how wide it is. */
const WIDTH_PX = 140;

/** How much room a box has, as it changes. */
function useRoom() {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (): void => setRoom(element.clientWidth);
    look();
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return { box, room };
}

/** The table. */
export function ListTable<Row>({ columns, rows, rowKey, rowName, open, control, chosen, bulkable = () => true, onChoose, isLoading, empty }: Props<Row>) {
  const navigate = useNavigate();
  const word = useWords();
  const { box, room } = useRoom();
  // The lines round the table take two pixels.
  const widths = fitted(columns.map(({ width = WIDTH_PX, isRigid }) => ({ width, isRigid })), room - 2 - (chosen ? BOXES_PX : 0));
  const isNarrowed = control.state.q !== "" || Object.values(control.state.filters).some(Boolean);
  return (
    <div ref={box}>
      <Scrolls>
        <Table<object & Row>
          className="list" size="middle" pagination={false} loading={isLoading} sticky={{ offsetHeader: HEADER_PX }}
          scroll={{ x: widths.reduce((sum, width) => sum + width, chosen ? BOXES_PX : 0) }} showSorterTooltip={false}
          columns={columns.map((column, at) => tableColumn({ ...column, width: widths[at] }, at === 0 ? open : undefined, control.state.sort))}
          dataSource={rows as (object & Row)[]} rowKey={rowKey}
          onChange={(_paging, _filters, sorter) => {
            const one = Array.isArray(sorter) ? sorter[0] : sorter;
            control.order(sortOf(String(one?.columnKey ?? ""), one?.order));
          }}
          onRow={(row) => ({ onClick: (event) => openByClick(event, open && (() => void navigate(open(row)))), className: open ? "opens" : undefined })}
          rowSelection={chosen && {
            selectedRowKeys: chosen, onChange: onChoose, columnWidth: BOXES_PX,
            getCheckboxProps: (row) => ({ "aria-label": word("list-select", { name: rowName(row) }), disabled: !bulkable(row) }) as object,
            renderCell: (_isChosen, row, _at, box) => (bulkable(row) ? box : null),
          }}
          locale={{ emptyText: isLoading ? " " : <ListEmpty {...empty} isNarrowed={isNarrowed} onClear={control.clear} /> }}
        />
      </Scrolls>
    </div>
  );
}

function tableColumn<Row>(column: Column<Row>, open: ((row: Row) => string) | undefined, sort: string): TableColumnType<object & Row> {
  return {
    key: column.key,
    title: column.title,
    width: column.width,
    align: column.align,
    sorter: column.sort,
    sortOrder: column.sort ? directionOf(sort, column.key) : undefined,
    render: (_value, row) => (open ? <Link to={open(row)}>{column.render(row)}</Link> : column.render(row)),
  };
}

/** A click on a row opens it, unless it meant something in the row or marked text to be copied. */
function openByClick(event: MouseEvent<HTMLElement>, open: (() => void) | undefined): void {
  if (!open || (event.target as HTMLElement).closest("a, button, input, label, .ant-checkbox-wrapper")) return;
  if (window.getSelection()?.toString()) return;
  open();
}
