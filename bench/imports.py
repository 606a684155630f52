"""Times imports of rosters against bare loads: `imports.py YAOGUANG FOLDER ROUNDS ROWS_XLSX ROWS_CSV [URL]`.

Ours goes through the running server as a clerk would: upload, check, run. The others load the same CSV into a table of the same columns whose code is unique, and judge nothing; once so,
and once with indexes as ours has and the search index that comes with them (trigrams, which don't find two characters as ours does). URL is a running PostgreSQL's.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import sheets
from bureau import SMALL, Bureau, load, median

NAMES = "code name kind domain industry region grid address representative liaison phone status risk".split()
INDEXES = (
    "name",
    "address",
    "representative",
    "domain, status, risk, region",
    "region, status, domain, risk",
    "risk, status, domain, region",
    "status, domain, risk, region",
    "industry, status",
)
TABLE = f"CREATE TABLE subject ({', '.join(f'{name} TEXT NOT NULL' for name in NAMES)}, UNIQUE (code))"
MORE = [f"CREATE INDEX subject_{at} ON subject ({columns})" for at, columns in enumerate(INDEXES)]


def seconds(work):
    """How long a call takes, and what it answers."""
    began = time.perf_counter()
    answer = work()
    return time.perf_counter() - began, answer


def settled(bureau, path, state):
    """Wait for a job; what the import looks like then."""
    while True:
        seen = bureau.call("GET", path)
        if seen["state"] == state:
            return seen
        if seen["state"] not in ("checking", "running"):
            sys.exit(f"{path} is {seen['state']}: {seen['outcome']}")
        time.sleep(0.05)


def ours(bureau, path, rows):
    """Upload, check and run in seconds, the CPU seconds of all three, and the most memory the server has taken so far."""
    bureau.sign_in()
    before = bureau.cpu()
    mark = b"a-mark-between-parts"
    head = b'--%b\r\nContent-Disposition: form-data; name="file"; filename="roster%b"\r\nContent-Type: application/octet-stream\r\n\r\n'
    body = head % (mark, path.suffix.encode()) + path.read_bytes() + b"\r\n--" + mark + b"--\r\n"
    kind = f"multipart/form-data; boundary={mark.decode()}"
    upload, seen = seconds(lambda: bureau.call("POST", "/api/v1/imports?kind=subjects", body, kind))
    there = f"/api/v1/imports/{seen['id']}"
    mapping = {column["guess"]: column["index"] for column in seen["columns"] if column["guess"]}

    def step(verb, body, state):
        bureau.call("POST", f"{there}/{verb}", body)
        return settled(bureau, there, state)

    check, _ = seconds(lambda: step("check", {"mapping": mapping}, "checked"))
    run, seen = seconds(lambda: step("run", {}, "done"))
    if seen["outcome"]["new"] != rows:
        sys.exit(f"{rows} rows were sent: {seen['outcome']}")
    return {"upload": upload, "check": check, "run": run, "cpu": bureau.cpu() - before, "peak": bureau.memory()[2]}


def sqlite(path, folder, search):
    """`sqlite3 .import`."""
    database = folder / "peer.db"
    lines = ["PRAGMA journal_mode = wal", TABLE, *(MORE if search else [])]
    words = "CREATE VIRTUAL TABLE search USING fts5(name, address, content='subject', tokenize='trigram')"
    script = [*(f"{line};" for line in lines), f".import --csv --skip 1 {path} subject"]
    if search:
        script += [f"{words};", "INSERT INTO search (rowid, name, address) SELECT rowid, name, address FROM subject;"]
    script.append("SELECT count(*) FROM subject;")
    took, done = seconds(lambda: subprocess.run(["sqlite3", database], input="\n".join(script), capture_output=True, text=True))
    for file in folder.glob("peer.db*"):
        file.unlink()
    return took, done


def postgresql(path, url, search):
    """`COPY` by psql."""
    lines = ["DROP TABLE IF EXISTS subject", TABLE, *(MORE if search else [])]
    if search:
        lines = ["CREATE EXTENSION IF NOT EXISTS pg_trgm", *lines]
    lines.append(f"\\copy subject FROM '{path}' CSV HEADER")
    if search:
        lines.append("CREATE INDEX subject_search ON subject USING gin ((name || ' ' || address) gin_trgm_ops)")
    lines.append("SELECT count(*) FROM subject")
    words = [word for line in lines for word in ("--command", line)]
    command = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--set", "ON_ERROR_STOP=1", "--dbname", url, *words]
    return seconds(lambda: subprocess.run(command, capture_output=True, text=True))


def peers(path, folder, rows, url):
    """What the others take, by name."""
    cases = {
        "`sqlite3 .import`, unique code": lambda: sqlite(path, folder, search=False),
        "`sqlite3 .import`, our indexes and a search index": lambda: sqlite(path, folder, search=True),
    }
    if url:
        cases |= {
            "PostgreSQL `COPY`, unique code": lambda: postgresql(path, url, search=False),
            "PostgreSQL `COPY`, our indexes and a search index": lambda: postgresql(path, url, search=True),
        }
    took = {}
    for name, case in cases.items():
        took[name], done = case()
        if done.returncode or not done.stdout.split() or done.stdout.split()[-1] != str(rows):
            sys.exit(f"{name}: {done.stdout}{done.stderr}")
    return took


def table(title, runs, others):
    """What the rounds took, and the ratios within them."""
    whole = [run["upload"] + run["check"] + run["run"] for run in runs]
    first = runs[0]
    print(f"\n{title}; {load()}\n\n| | s | ours, times as long | CPU s | peak MB |\n|---|--:|--:|--:|--:|")
    for part in ("upload", "check", "run"):
        print(f"| ours: {part} | {median([run[part] for run in runs]):.1f} | | | |")
    cpu, peak = median([run["cpu"] for run in runs]), median([run["peak"] for run in runs])
    print(f"| ours: all three | {median(whole):.1f} | 1.0 | {cpu:.1f} | {peak:.0f} |")
    for name in others[0] if others else ():
        ratio = median([a / round[name] for a, round in zip(whole, others, strict=True)])
        print(f"| {name} | {median([round[name] for round in others]):.1f} | {ratio:.1f} | | |")
    assert first, "there is at least one round"
    sys.stdout.flush()


def main():
    program, folder, rounds, url = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), (sys.argv[6:] or [None])[0]
    for rows, kind in ((int(sys.argv[4]), "xlsx"), (int(sys.argv[5]), "csv")):
        path = sheets.make(rows, folder / f"subjects-{rows}.{kind}")
        plain = sheets.make(rows, folder / f"subjects-{rows}.csv")
        runs, others = [], []
        for _ in range(rounds):
            place = folder / "import"
            with Bureau(program, place, SMALL) as bureau:
                runs.append(ours(bureau, path, rows))
            shutil.rmtree(place)
            others.append(peers(plain, folder, rows, url))
        table(f"{rows:,} rows, {kind}, {path.stat().st_size / 1e6:.0f} MB, {rounds} rounds", runs, others)


if __name__ == "__main__":
    main()
