"""Makes the roster of the benchmarks: `roster.py ROWS FILE.csv`.

Lines `id,stratum` without a header, 18-character ids in ascending order, 12 strata of unequal size. Beside it come `FILE.csv.counts`
(`stratum,rows`) and `FILE.parquet` with the same rows and its own counts. The same number always gives the same rows, and a shorter roster is the
beginning of a longer one.
"""

import sys
from pathlib import Path

import duckdb
import numpy as np

ALPHABET = np.frombuffer(b"0123456789ABCDEFGHJKLMNPQRTUWXY", dtype=np.uint8)
"""The 31 characters of the unified social credit code, GB 32100-2015."""
SHARES = np.array([30, 50, 65, 75, 82, 88, 92, 95, 97, 98, 99, 100], dtype=np.uint64)
"""Percent of the rows in this stratum and those before it."""
PREFIX = b"91350100"
SERIAL_DIGITS = 10
STEP = 1_000_003
BLOCK = 1_000_000


def scatter(i):
    """A fixed 64-bit number for each row: splitmix64's finisher."""
    with np.errstate(over="ignore"):
        z = (i + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def lines(first, last):
    """The lines of rows `first` to `last` as bytes, and the rows of each stratum."""
    i = np.arange(first, last, dtype=np.uint64)
    z = scatter(i)
    serial = i * np.uint64(STEP) + z % np.uint64(STEP)
    stratum = np.searchsorted(SHARES, (z >> np.uint64(32)) % np.uint64(100), side="right") + 1
    end = len(PREFIX) + SERIAL_DIGITS
    out = np.empty((len(i), end + 5), dtype=np.uint8)
    out[:, : len(PREFIX)] = np.frombuffer(PREFIX, dtype=np.uint8)
    for column in range(end - 1, len(PREFIX) - 1, -1):
        out[:, column] = ALPHABET[(serial % np.uint64(31)).astype(np.intp)]
        serial //= np.uint64(31)
    out[:, end] = ord(",")
    out[:, end + 1] = ord("S")
    out[:, end + 2] = ord("0") + stratum // 10
    out[:, end + 3] = ord("0") + stratum % 10
    out[:, end + 4] = ord("\n")
    return out, np.bincount(stratum, minlength=len(SHARES) + 1)


def main():
    rows, path = int(sys.argv[1]), Path(sys.argv[2])
    total = np.zeros(len(SHARES) + 1, dtype=np.int64)
    with path.open("wb") as out:
        for first in range(0, rows, BLOCK):
            block, counts = lines(first, min(first + BLOCK, rows))
            out.write(block.tobytes())
            total += counts
    columns = "{'id': 'VARCHAR', 'stratum': 'VARCHAR'}"
    source = f"read_csv('{path}', header=false, auto_detect=false, delim=',', columns={columns})"
    duckdb.sql(f"COPY (SELECT * FROM {source}) TO '{path.with_suffix('.parquet')}' (FORMAT parquet)")
    # Last, since its being there says that the roster is whole.
    counts = "".join(f"S{s:02},{n}\n" for s, n in enumerate(total) if n)
    for file in (path.with_suffix(".parquet"), path):
        file.with_name(file.name + ".counts").write_text(counts)


if __name__ == "__main__":
    main()
