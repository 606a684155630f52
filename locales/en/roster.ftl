# Reading and checking rosters.

help-roster-check = Check a roster file: form, ids, duplicates, with all problems in one pass
help-roster-check-file = The roster: CSV, XLSX or Parquet
help-roster-check-kind = What it is: subjects, excluded, inspectors or recusals
help-roster-check-column = Name a column, as id=licence or id=#2; a stratum can join several: stratum=domain/risk; repeatable
help-roster-check-ids = Ids: auto (the default: 18 characters are checked as 统一社会信用代码; where most ids are such codes, 16, 17, 19 or 20 characters are refused as damaged), uscc (all checked), any (none)
help-roster-check-stratum = The stratum of all rows, if the roster has no column for it
help-roster-check-sheet = The workbook's sheet; without it the first
help-roster-check-error-file = Write the bad rows and what is wrong with them to this CSV file; mended, it can be checked again
list-separator = {", "}
flaw-separator = {"; "}
error-column = What is wrong
field-id = id
field-stratum = stratum
field-reason = reason
field-code = inspector code
field-pools = pools
field-capacity = capacity
field-valid-to = valid to
layout-text = Text in { $encoding }, delimiter “{ $delimiter }”.
layout-workbook = Sheet “{ $sheet }”; { $others } other sheets not read.
layout-parquet = A Parquet file.
column-guessed = Column { $column } “{ $name }” → { $field }
column-named = Column { $column } “{ $name }” → { $field } (as you said)
blank-rows = { $rows } blank rows passed over, the first is row { NUMBER($first, useGrouping: 0) }.
reasons-from-labels = In { $rows } rows the reason’s Chinese label was read as its code.
inner-blanks = In { $rows } rows the id has a blank inside (allowed, but look at it), the first is row { NUMBER($first, useGrouping: 0) }.
roster-fine = Nothing is wrong.
roster-flawed = Rows with problems: { $rows }.
row-flaw = Row { NUMBER($row, useGrouping: 0) }: { $flaw }
more-flaws = { $rows } more rows aren't shown; --error-file writes them all.
flaw-missing = The { $field } is missing
flaw-merged = The { $field } lies in merged cells: unmerge them and fill in every row
flaw-dirty = The { $field } “{ $found }” has { $kinds }
flaw-suggestion = {", "}should it be “{ $suggestion }”?
flaw-form = The { $field } “{ $found }” { $why }
flaw-not-uscc = The id “{ $found }” isn't a valid 统一社会信用代码: { $why }
flaw-near-uscc = The id “{ $found }” has { $characters } characters: most ids here are credit codes of 18, so it looks like one with characters lost or gained (if it is another kind of id, use --ids any)
flaw-lost-digits = The { $field } “{ $found }” was kept as a number, so its last digits are lost: enter it again as text
flaw-unknown-reason = The reason “{ $found }” isn't a known code (your own begin with x-)
flaw-not-a-capacity = The capacity “{ $found }” isn't a whole number from 0 to 1000000
flaw-not-a-date = “{ $found }” isn't a date (such as 2027-03-01)
flaw-pool-twice = The pool “{ $found }” is named twice
flaw-ragged = This row has { $found } cells, the header { $expected }
flaw-duplicate = “{ $id }” is in row { NUMBER($row, useGrouping: 0) } too
flaw-duplicate-differs = {" "}(“{ $first }” there, “{ $here }” here)
flaw-also-listed = “{ $id }” is also among the subjects, in row { NUMBER($row, useGrouping: 0) }
flaw-not-on-bench = The inspector “{ $found }” isn't on the bench
dirt-blank = blanks around it or needless ones within it
dirt-invisible = invisible characters
dirt-full-width = full-width characters
dirt-lower-case = lower-case letters
dirt-lookalike = letters mistaken for others (I, O, Z, S, V)
dirt-form = other code points of Chinese characters (compatibility ideographs, radicals, strokes)
dirt-undefined = characters without a common meaning (private use or unassigned)
dirt-mark = marks by themselves, or symbols that no name has
form-empty = is empty
form-too-long = is longer than { $limit } bytes
form-bad-character = has “{ $character }”, which is not allowed
form-blank = begins or ends with a blank
uscc-length = it has { $found } characters, not 18
uscc-character = character { $position }, “{ $character }”, can't stand in a code
uscc-organisation = its organisation code should end with “{ $expected }”
uscc-last = it should end with “{ $expected }”
unreadable-io = { $why }
unreadable-file-too-long = it is longer than { $limit } bytes
unreadable-odd-row = what stands in row { NUMBER($row, useGrouping: 0) } or soon after it (stray quotation marks, another encoding, or line ends of CR alone) can only be told with the whole file in memory, and for that it is longer than { $limit } bytes
unreadable-too-many-rows = it has more than { $limit } rows
unreadable-too-many-columns = row { NUMBER($row, useGrouping: 0) } has more than { $limit } columns
unreadable-cell-too-long = row { NUMBER($row, useGrouping: 0) }, column { $column } has more than { $limit } characters; perhaps a quotation mark isn't closed
unreadable-open-quote = a quotation mark in row { NUMBER($row, useGrouping: 0) } is never closed, so that the rows behind it became one cell
unreadable-encoding = row { NUMBER($row, useGrouping: 0) } isn't { $encoding }; the file may be damaged
unreadable-locked = the workbook has a password: take it off and save again
unreadable-workbook = the workbook can't be opened: { $why }
unreadable-no-sheet = there is no sheet “{ $wanted }”, but { $sheets }
unreadable-parquet = the Parquet file can't be read: { $why }
unreadable-empty = there is nothing in it
unreadable-no-column = no column for the { $field } was found: name it with --column { $option }=NAME; the header is: { $header }
unreadable-two-columns = columns { $first } and { $second } are both “{ $name }”: say which with --column { $option }=#NUMBER
unreadable-no-such-column = there is no column “{ $name }”; the header is: { $header }
unreadable-no-such-field = this kind of roster has no { $option }
kind-count = { $kind ->
    [missing] missing
    [merged] merged cells
    [dirty] unclean characters
    [form] wrong form
    [not-uscc] invalid 统一社会信用代码
    [near-uscc] damaged credit code
    [lost-digits] lost digits
    [unknown-reason] unknown reason
    [not-a-capacity] invalid capacity
    [not-a-date] invalid date
    [pool-twice] pool named twice
    [ragged] wrong number of cells
    [duplicate] duplicate
    [also-listed] in both rosters
   *[other] not on the bench
}: { $count }
