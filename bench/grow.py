"""Makes a demonstration's registry larger: `grow(bureau's folder, so many, database)`.

Its subjects are copied past the server, under numbers and valid codes of their own, until there are so many: importing ten million takes hours and is measured elsewhere. Their search columns
and journal entries aren't made, so searches don't find them and `yaoguang doctor` complains; draws need neither.
"""

import sqlite3
import subprocess
import uuid
from itertools import count, cycle, islice

import sheets

FIRST = 1_000_000
"""The first serial of a code: the demonstration's own begin with other letters."""


def _codes():
    """Codes that no other subject has."""
    for serial in count(FIRST):
        for region in sheets.REGIONS:
            yield sheets.code(region, serial)


def _copies(columns, rows, first, missing, ident):
    """So many copies of rows in turn, each with what must be its own."""
    at = {name: columns.index(name) for name in ("number", "id", "code", "code_tail")}
    for number, code, row in zip(count(first), _codes(), islice(cycle(rows), missing)):
        own = list(row)
        own[at["number"]], own[at["id"]], own[at["code"]], own[at["code_tail"]] = number, ident(), code, code[::-1]
        yield own


def _sqlite(path, many):
    """In a file: the indexes are made again after the rows."""
    base = sqlite3.connect(path)
    cursor = base.execute("SELECT * FROM subject WHERE status = 'active' AND risk_moves = 0 ORDER BY number")
    columns, rows = [column[0] for column in cursor.description], cursor.fetchall()
    have, last = base.execute("SELECT COUNT(*), MAX(number) FROM subject").fetchone()
    indexes = base.execute("SELECT name, sql FROM sqlite_master WHERE tbl_name = 'subject' AND type = 'index' AND sql IS NOT NULL").fetchall()
    for name, _ in indexes:
        base.execute(f"DROP INDEX {name}")
    copies = _copies(columns, rows, last + 1, many - have, lambda: uuid.uuid4().bytes)
    base.executemany(f"INSERT INTO subject VALUES ({', '.join('?' * len(columns))})", copies)
    for _, sql in indexes:
        base.execute(sql)
    base.commit()
    base.close()


def _psql(database, command, **more):
    """What psql says."""
    return subprocess.run(["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--dbname", database, "--command", command], check=True, text=True, **more)


def _postgresql(database, many):
    """On a server, by `COPY`."""
    names = "SELECT column_name FROM information_schema.columns WHERE table_name = 'subject' ORDER BY ordinal_position"
    columns = _psql(database, names, capture_output=True).stdout.split()
    rows = "COPY (SELECT * FROM subject WHERE status = 'active' AND risk_moves = 0 ORDER BY number) TO STDOUT"
    rows = [line.split("\t") for line in _psql(database, rows, capture_output=True).stdout.splitlines()]
    have, last = map(int, _psql(database, "SELECT COUNT(*), MAX(number) FROM subject", capture_output=True).stdout.strip().split("|"))
    load = ["psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", database, "--command", "COPY subject FROM STDIN"]
    with subprocess.Popen(load, stdin=subprocess.PIPE, text=True) as loading:
        for copy in _copies(columns, rows, last + 1, many - have, lambda: str(uuid.uuid4())):
            loading.stdin.write("\t".join(map(str, copy)) + "\n")
    if loading.returncode:
        raise SystemExit("the copies can't be loaded")
    _psql(database, "VACUUM ANALYZE subject")


def grow(folder, many, database=None):
    """Until the registry of the bureau in the folder has so many subjects."""
    if database:
        _postgresql(database, many)
    else:
        _sqlite(folder / "data/yaoguang.db", many)
