/** A list's table: its head stays in sight, its first cell is the way in. */
import { Table, type TableColumnType } from "antd";
import type { Key, MouseEvent, ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { Scrolls } from "./Scrolls";
import { useWords } from "../words/words";
import { ListEmpty } from "./ListParts";
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

/** The table. */
export function ListTable<Row>({ columns, rows, rowKey, rowName, open, control, chosen, bulkable = () => true, onChoose, isLoading, empty }: Props<Row>) {
  const navigate = useNavigate();
  const word = useWords();
  const isNarrowed = control.state.q !== "" || Object.values(control.state.filters).some(Boolean);
  return (
    <Scrolls>
      <Table<object & Row>
        className="list" size="middle" pagination={false} loading={isLoading} sticky={{ offsetHeader: HEADER_PX }}
        scroll={{ x: columns.reduce((sum, { width = 140 }) => sum + width, 0) }} showSorterTooltip={false}
        columns={columns.map((column, at) => tableColumn(column, at === 0 ? open : undefined, control.state.sort))}
        dataSource={rows as (object & Row)[]} rowKey={rowKey}
        onChange={(_paging, _filters, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter;
          control.order(sortOf(String(one?.columnKey ?? ""), one?.order));
        }}
        onRow={(row) => ({ onClick: (event) => openByClick(event, open && (() => void navigate(open(row)))), className: open ? "opens" : undefined })}
        rowSelection={chosen && {
          selectedRowKeys: chosen, onChange: onChoose, columnWidth: 48,
          getCheckboxProps: (row) => ({ "aria-label": word("list-select", { name: rowName(row) }), disabled: !bulkable(row) }) as object,
          renderCell: (_isChosen, row, _at, box) => (bulkable(row) ? box : null),
        }}
        locale={{ emptyText: isLoading ? " " : <ListEmpty {...empty} isNarrowed={isNarrowed} onClear={control.clear} /> }}
      />
    </Scrolls>
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
