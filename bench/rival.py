"""One draw of 1 % by another tool: `rival.py MODE FILE.(csv|parquet) OUT.csv`.

`duckdb-sample` and `polars` ignore strata; `duckdb-strata` and `polars-strata` draw from each stratum, by chance that nobody can
check; `duckdb-tickets` computes our own answer in SQL and prints the last id drawn from the first stratum. Each writes what it drew.
`numpy-lines` picks lines of equal length without reading the others, and so without looking whether they are sound.
`duckdb-nothing`, `polars-nothing` and `numpy-nothing` start and stop, which is what Python and the library's loading cost by themselves.
"""

import hashlib
import sys
from pathlib import Path

KEY = hashlib.sha256(b"bench").hexdigest()


def quotas(path):
    """One in a hundred of each stratum, rounded up."""
    counts = path.with_name(path.name + ".counts").read_text().split()
    return {name: -(-int(rows) // 100) for name, rows in (line.split(",") for line in counts)}


def of_each(source, keep, order):
    """SQL that takes from each stratum the first by `order`."""
    values = ",".join(f"('{name}',{n})" for name, n in keep.items())
    return f"""
        SELECT id, stratum, lot FROM (
            SELECT r.id, r.stratum, q.keep, {order} AS lot FROM {source} r JOIN (VALUES {values}) q(stratum, keep) USING (stratum)
        ) QUALIFY row_number() OVER (PARTITION BY stratum ORDER BY lot) <= keep"""


def with_duckdb(mode, path, out):
    import duckdb

    if mode == "nothing":
        return
    columns = "{'id': 'VARCHAR', 'stratum': 'VARCHAR'}"
    csv = f"read_csv('{path}', header=false, auto_detect=false, delim=',', columns={columns})"
    source = f"read_parquet('{path}')" if path.suffix == ".parquet" else csv
    keep = quotas(path)
    query = {
        "sample": f"SELECT * FROM {source} USING SAMPLE reservoir({sum(keep.values())} ROWS)",
        "strata": of_each(source, keep, "random()"),
        "tickets": of_each(source, keep, f"sha256('{KEY}' || r.id)") + " ORDER BY stratum, lot",
    }[mode]
    db = duckdb.connect()
    db.execute("SET preserve_insertion_order = false")
    db.execute(f"COPY ({query}) TO '{out}' (FORMAT csv, HEADER false)")
    if mode == "tickets":
        first = next(iter(keep))
        drawn = [line.split(",") for line in out.read_text().split()]
        print(len(drawn), "drawn, the last", [id for id, stratum, _ in drawn if stratum == first][-1])


def with_polars(mode, path, out):
    import polars as pl

    if mode == "nothing":
        return
    if path.suffix == ".parquet":
        rows = pl.read_parquet(path)
    else:
        rows = pl.read_csv(path, has_header=False, new_columns=["id", "stratum"])
    if mode == "strata":
        drawn = rows.group_by("stratum").agg(pl.col("id").sample(fraction=0.01)).explode("id")
    else:
        drawn = rows.sample(fraction=0.01)
    drawn.write_csv(out, include_header=False)


def with_numpy(mode, path, out):
    import numpy as np

    if mode == "nothing":
        return
    with path.open("rb") as roster:
        width = len(roster.readline())
    rows = np.memmap(path, dtype=np.uint8, mode="r").reshape(-1, width)
    drawn = np.random.default_rng().choice(len(rows), -(-len(rows) // 100), replace=False, shuffle=False)
    out.write_bytes(rows[np.sort(drawn)].tobytes())


def main():
    tool, _, mode = sys.argv[1].partition("-")
    draw = {"duckdb": with_duckdb, "polars": with_polars, "numpy": with_numpy}[tool]
    draw(mode, Path(sys.argv[2]), Path(sys.argv[3]))


if __name__ == "__main__":
    main()
