# Reading and checking rosters.

help-roster-check = Check a roster file: form, ids, duplicates, with all problems in one pass
help-roster-check-file = The roster: CSV, XLSX or Parquet
