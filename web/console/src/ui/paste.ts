/** What is pasted from a sheet, put into the rows of a table. */

/** A column: which field of a row, what its head says, and how its text is read. */
export interface PasteColumn<R> {
  key: keyof R & string;
  label: string;
  read?: (text: string) => unknown;
}

/** The cells of a text as sheets copy them: tabs between cells, lines between rows, quotes round a cell with either in it. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  const end = (): void => { rows[rows.length - 1]?.push(cell.trim()); cell = ""; };
  // A quote is one of two, the beginning or end of a cell, or a letter as any other.
  for (const letter of text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").match(/""|[^]/g) ?? []) {
    if (letter === '""' && isQuoted) cell += '"';
    else if (letter === '""' && cell === "") continue;
    else if (letter === '"' && (isQuoted || cell === "")) isQuoted = !isQuoted;
    else if (!isQuoted && letter === "\t") end();
    else if (!isQuoted && letter === "\n") { end(); rows.push([]); }
    else cell += letter;
  }
  end();
  return rows.filter((row) => row.some((one) => one !== ""));
}

/** Whether a text is more than one cell; one is pasted as anywhere. */
export function isSheet(text: string): boolean {
  return /[\t\n]/.test(text.replace(/[\r\n]+$/, ""));
}

/** The rows after cells were pasted at a place: what is there is typed over, and more rows come below. A row of heads is left out. */
export function pasted<R extends object>(rows: R[], cells: string[][], at: { row: number; column: number }, columns: PasteColumn<R>[], blank: R): R[] {
  const into = columns.slice(at.column);
  const first = cells[0] ?? [];
  const isHead = first.length > 0 && first.every((text, nth) => text === into[nth]?.label);
  const changed = [...rows];
  for (const [nth, row] of (isHead ? cells.slice(1) : cells).entries()) {
    const typed = row.slice(0, into.length).map((text, column) => [into[column]?.key, into[column]?.read ? into[column].read(text) : text]);
    changed[at.row + nth] = { ...(changed[at.row + nth] ?? blank), ...Object.fromEntries(typed) };
  }
  return changed;
}
