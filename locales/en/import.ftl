# Importing files of rows.

import-reasons = Reasons
import-reason = { $field }: { $what }
import-reason-separator = {"; "}

problem-upload-too-long = The file is too large
problem-upload-too-long-detail = An uploaded file may have at most { $most } bytes; nothing was kept. Please split it and upload the parts.
problem-upload-missing = No file arrived
problem-upload-missing-detail = Please choose a file and upload again.
problem-upload-broken = The file didn't arrive whole
problem-upload-broken-detail = The transfer broke off or was incomplete; nothing was kept. Please check the network and upload again.
problem-file-rows = Too many rows
problem-file-rows-detail = A file may have at most { $most } rows. Please split it and import the parts.
problem-file-columns = Too many columns
problem-file-columns-detail = Row { NUMBER($row, useGrouping: 0) } has more than { $most } columns. Please delete what is to the right of the table and upload again.
problem-file-cell = A cell is too long
problem-file-cell-detail = Row { NUMBER($row, useGrouping: 0) }, column { $column } has more than { $most } characters; perhaps a quotation mark isn't closed. Please check and upload again.
problem-file-quote = A quotation mark isn't closed
problem-file-quote-detail = A quotation mark opened in row { NUMBER($row, useGrouping: 0) } is never closed, so all rows behind it became one cell. Please close it and upload again.
problem-file-encoding = Mixed encodings
problem-file-encoding-detail = Row { NUMBER($row, useGrouping: 0) } isn't { $encoding }; the file may be damaged. Please save it anew from the spreadsheet and upload again.
problem-file-locked = The file has a password
problem-file-locked-detail = The workbook can't be read without its password. Please take the password off in the spreadsheet, save and upload again.
problem-file-no-sheet = No such sheet
problem-file-no-sheet-detail = The file has no sheet "{ $sheet }". Please choose another.
problem-file-damaged = The file can't be opened
problem-file-damaged-detail = It is damaged, or no table. Please open it in the spreadsheet, save it anew and upload again.
problem-file-empty = Nothing in the file
problem-file-empty-detail = No row of data was found. Please check the sheet and the row of the header.
problem-import-busy = Still working
problem-import-busy-detail = This file is being checked or imported. Please wait until that is done, or cancel it first.
problem-import-over = Already imported
problem-import-over-detail = This file was imported and can't be imported again. Please download the error file, mend its rows and upload it as a new file.
problem-import-unchecked = Please check first
problem-import-unchecked-detail = A file must be checked before it is imported, so that you see what will be added and updated.
problem-import-expired = The file was cleared
problem-import-expired-detail = The files of an import, and its error file, are kept for { $days } days after it was last worked on, and have been cleared since. What is in the register stays. To check or import the rows, please upload the file again.

fault-no-such-field = there is no such field
fault-no-such-column = the file has no such column
fault-column-twice = this column is taken by another field; please choose again
fault-column-missing = a column must be chosen
fault-duplicate-row = the same as row { NUMBER($row, useGrouping: 0) }
fault-not-a-date = not a date; please write it like 2026-03-05
fault-not-a-number = not a whole number within the limits
fault-lost-digits = the spreadsheet kept it as a number and lost its last digits; please enter it anew as text
fault-merged = hidden by a merged cell; please unmerge and fill in each row
