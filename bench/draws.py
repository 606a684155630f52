"""Times our draw of 1 % against others': `draws.py ROSTER.csv ROUNDS SCAN PLAIN [URL PROCESS]`.

SCAN and PLAIN are the examples of the crate `cli` of those names; URL and PROCESS those of a running PostgreSQL server. Draws that promise the same answer must give it, or nothing is timed.
"""

import re
import subprocess
import sys
from pathlib import Path

import timing

HERE = Path(__file__).parent


def same_answer(runs, names):
    """The draws that anyone can check all end with the same id."""
    last = {name: re.search(r"the last .*?\b(91[0-9A-Z]{16})\b", runs[name][0].printed) for name in names}
    ids = {match.group(1) if match else None for match in last.values()}
    if len(ids) != 1 or None in ids:
        sys.exit(f"the draws disagree: { {name: runs[name][0].printed for name in names} }")
    print(f"{len(names)} programs drew the same: the last of the first stratum is {ids.pop()}\n")


def psql(url, *statements):
    """The command that runs these statements, with memory enough to sort without files."""
    settings = ["SET work_mem = '1GB'", "SET max_parallel_workers_per_gather = 2", "SET jit = off"]
    words = [word for statement in (*settings, *statements) for word in ("--command", statement)]
    return ["psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", url, *words]


def postgresql(csv, out, url, server):
    """Load the roster, which isn't timed, and name the draws of one in a hundred."""
    load = [
        "CREATE UNLOGGED TABLE roster (id text, stratum text)",
        "CREATE UNLOGGED TABLE counts (stratum text, rows bigint)",
        f"\\copy roster FROM '{csv}' CSV",
        f"\\copy counts FROM '{csv}.counts' CSV",
        "VACUUM ANALYZE roster",
    ]
    subprocess.run(psql(url, *load), check=True)
    whole = f"\\copy (SELECT * FROM roster ORDER BY random() LIMIT (SELECT (sum(rows) + 99) / 100 FROM counts)) TO '{out}' CSV"
    places = "row_number() OVER (PARTITION BY stratum ORDER BY random()) AS place"
    ranked = f"SELECT id, stratum, rows, {places} FROM roster JOIN counts USING (stratum)"
    strata = f"\\copy (SELECT id, stratum FROM ({ranked}) ranked WHERE place <= (rows + 99) / 100) TO '{out}' CSV"
    return {
        "PostgreSQL `ORDER BY random()`, no strata, from a table": timing.Served(psql(url, whole), server),
        "PostgreSQL `ORDER BY random()` by stratum, from a table": timing.Served(psql(url, strata), server),
    }


def main():
    csv, count, scan, plain = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
    parquet, out = csv.with_suffix(".parquet"), csv.with_suffix(".out")
    rows = sum(int(line.split(",")[1]) for line in csv.with_suffix(".csv.counts").read_text().split())

    def rival(mode, file):
        return [sys.executable, str(HERE / "rival.py"), mode, str(file), str(out)]

    cases = {
        "ours": [scan, "draw", str(csv)],
        "ours, in any order": [scan, "part", str(csv)],
        "ours, Parquet": [scan, "draw", str(parquet)],
        "`shuf -n`, no strata": ["shuf", "-n", str(-(-rows // 100)), str(csv)],
        "plain Rust loop, the same draw": [plain, str(csv)],
        "DuckDB `USING SAMPLE`, no strata": rival("duckdb-sample", csv),
        "DuckDB `ORDER BY random()` by stratum": rival("duckdb-strata", csv),
        "DuckDB, the same draw": rival("duckdb-tickets", csv),
        "DuckDB, the same draw, Parquet": rival("duckdb-tickets", parquet),
        "polars `sample`, no strata": rival("polars", csv),
        "polars `sample` by stratum": rival("polars-strata", csv),
        "numpy on lines of fixed width, no strata; reads no more than it draws": rival("numpy-lines", csv),
        "(Python and DuckDB, only starting)": rival("duckdb-nothing", csv),
        "(Python and polars, only starting)": rival("polars-nothing", csv),
        "(Python and numpy, only starting)": rival("numpy-nothing", csv),
        "ours: root of the roster": [scan, "commit", str(csv)],
        "ours: root of the roster, Parquet": [scan, "commit", str(parquet)],
    }
    if len(sys.argv) > 5:
        cases |= postgresql(csv, out, sys.argv[5], int(sys.argv[6]))
    verifiable = ["ours", "ours, in any order", "ours, Parquet", *(name for name in cases if "the same draw" in name)]
    # The first round isn't counted: it warms the page cache and checks the answers.
    same_answer(timing.rounds({name: cases[name] for name in verifiable}, 1), verifiable)
    print(f"{rows:,} rows, 1 % drawn, {count} rounds\n")
    timing.table(timing.rounds(cases, count), "ours")


if __name__ == "__main__":
    main()
