# Reading and checking rosters.

help-roster-check = Check a roster file: form, ids, duplicates, with all problems in one pass
help-roster-check-file = The roster: CSV, XLSX or Parquet

help-roster-check-kind = Which input: subjects, excluded, inspectors or recusals
help-roster-check-column = Name a column, like id=licence; can be repeated
help-roster-check-ids = Ids: auto checks those of 18 characters as Chinese credit codes, uscc all, any none
help-roster-check-sheet = The sheet of a workbook; else the first
help-roster-check-stratum = A stratum for every row of a file without that column
help-roster-check-error-file = Write the bad rows with their reasons here

list-separator = {", "}
error-file-column = error
roster-error-file = The bad rows were written to { $file }. Mend them there and check again.
roster-column-guessed = Column { $column } "{ $name }" → { $field } (guessed)
roster-column-named = Column { $column } "{ $name }" → { $field } (named)
roster-flaw = Row { NUMBER($row, useGrouping: 0) }: { $what }
roster-more = … and { $more } more; see the error file.
roster-sound = Nothing to object to.
roster-unsound = { $rows } rows have { $flaws } flaws. Mend them and check again; nothing was changed for you.
roster-text = Text in { $encoding }, separated by "{ $delimiter }"
roster-workbook = Sheet "{ $sheet }"; { $others } others not read
roster-parquet = Parquet file

field-id = id
field-stratum = stratum
field-reason = reason
field-code = inspector
field-pools = pools
field-capacity = capacity
field-valid-to = valid to

dirt-blank = blanks before or behind
dirt-invisible = invisible characters
dirt-full-width = full-width characters
dirt-lower-case = lower-case letters
dirt-lookalike = letters mistaken for others

flaw-at = { $field } "{ $value }": { $what }
flaw-missing = is missing
flaw-dirty = { $kinds }; should it be "{ $suggestion }"?
flaw-too-long = is longer than { $limit } bytes
flaw-character = has the character "{ $character }", which is not allowed
flaw-uscc-length = has { $length } characters; a credit code has 18
flaw-uscc-character = has "{ $character }" in place { $position }, which no credit code has
flaw-uscc-organisation = the organisation code's check character should be "{ $expected }"; compare with the document
flaw-uscc-last = the check character should be "{ $expected }"; compare with the document
flaw-lost-digits = a spreadsheet kept it as a number and lost its last digits; make the column text and enter it anew
flaw-merged = lies below a merged cell; unmerge and fill in every row
flaw-reason = no known reason; use { $known }, or a code of your own beginning with x-
flaw-number = should be a whole number from 0 to 1000000
flaw-date = no date; write 2026-03-05
flaw-duplicate = is the same as in row { NUMBER($row, useGrouping: 0) }

unreadable-io = can't be read: { $why }
unreadable-file-too-long = is above the limit of { $limit } bytes
unreadable-too-many-rows = is above the limit of { $limit } rows
unreadable-too-many-columns = row { $row } is above the limit of { $limit } columns
unreadable-cell-too-long = row { $row }, column { $column } is above { $limit } characters; probably a quotation mark is never closed
unreadable-open-quote = row { $row } opens a quotation mark that is never closed
unreadable-encoding = row { $row } is not { $encoding } text; save the file as UTF-8
unreadable-old-workbook = this is an old .xls file; save it as .xlsx or CSV
unreadable-workbook = the workbook can't be opened: { $why }
unreadable-no-sheet = no sheet is called "{ $wanted }"; there are: { $sheets }
unreadable-parquet = the Parquet file can't be read: { $why }
unreadable-empty = the file is empty
unreadable-no-column = no column for "{ $field }". The header is: { $header }. Name it with --column { $option }=NAME
unreadable-two-columns = columns { $first } and { $second } are both called "{ $name }"; choose with --column { $option }=#NUMBER
unreadable-no-such-column = no column is called "{ $name }". The header is: { $header }
unreadable-no-such-field = this kind of roster has no { $option }
