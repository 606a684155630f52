"""Times our draw of 1 % against others': `draws.py ROSTER.csv ROUNDS SCAN PLAIN`.

SCAN and PLAIN are the examples of the crate `cli` of those names. Draws that promise the same answer must give it, or nothing is timed.
"""

import re
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
        "(Python and DuckDB, only starting)": rival("duckdb-nothing", csv),
        "(Python and polars, only starting)": rival("polars-nothing", csv),
        "ours: root of the roster": [scan, "commit", str(csv)],
        "ours: root of the roster, Parquet": [scan, "commit", str(parquet)],
    }
    verifiable = ["ours", "ours, in any order", "ours, Parquet", *(name for name in cases if "the same draw" in name)]
    # The first round isn't counted: it warms the page cache and checks the answers.
    same_answer(timing.rounds({name: cases[name] for name in verifiable}, 1), verifiable)
    print(f"{rows:,} rows, 1 % drawn, {count} rounds\n")
    timing.table(timing.rounds(cases, count), "ours")


if __name__ == "__main__":
    main()
