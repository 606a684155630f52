"""Times cold starts and tells sizes: `starts.py YAOGUANG FOLDER STARTS SUBJECTS ROWS ENTRIES`.

From spawning the process to the first 200 of `/readyz`: of the demonstration's bureau of SUBJECTS, and of one with ROWS imported subjects and at least ENTRIES entries in its journal.
"""

import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import sheets
from bureau import SMALL, Bureau, load, median
from imports import ours

CLERKS = 16
"""How many sessions write at once, so that entries share their syncs."""


def entries(bureau):
    """How many entries the published journal has."""
    return int(bureau.request("GET", "/journal/checkpoint")[1].split(b"\n")[1])


def write(bureau, many):
    """Enter subjects by the interface, each an act of its own, until the journal has so many entries."""
    tokens = []
    for _ in range(CLERKS):
        bureau.sign_in()
        tokens.append(bureau.token)
    missing = max(0, many - entries(bureau))
    organisation = bureau.call("GET", "/api/v1/me")["organisation"]["id"]

    def enter(n):
        subject = {"name": f"抚顺市日志{n}商店", "code": sheets.code("210404", 7_000_000 + n), "kind": "enterprise", "domain": "enterprise", "region": "210404"}
        bureau.call("POST", "/api/v1/subjects", {"organisation": organisation, "subject": subject})

    with ThreadPoolExecutor(CLERKS) as pool:
        for _ in pool.map(enter, range(missing)):
            pass
    while entries(bureau) < many:
        time.sleep(0.2)


def starts(bureau, many):
    """The seconds of so many starts; it is stopped again after each."""
    took = []
    for _ in range(many):
        took.append(bureau.start())
        bureau.stop()
    return took


def told(name, took, memory):
    """A row of the table."""
    print(f"| {name} | {median(took) * 1000:.0f} | {min(took) * 1000:.0f} … {max(took) * 1000:.0f} | {memory[0]:.0f} | {memory[1]:.0f} |", flush=True)


def rested(bureau):
    """Memory a while after a start."""
    with bureau:
        time.sleep(3)
        return bureau.memory()


def main():
    program, folder, many = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    subjects, rows, wanted = map(int, sys.argv[4:7])
    print(f"{many} starts each; {load()}; the program has {program.stat().st_size / 1e6:.1f} MB\n")
    print("| | ready after, ms | fastest … slowest | resident MB | proportional MB |\n|---|--:|--:|--:|--:|")
    place = folder / "start"
    bureau = Bureau(program, place, subjects)
    told(f"{subjects:,} subjects, the demonstration's", starts(bureau, many), rested(bureau))
    shutil.rmtree(place)
    bureau = Bureau(program, place, SMALL)
    with bureau:
        ours(bureau, sheets.make(rows, folder / f"subjects-{rows}.csv"), rows)
    told(f"{rows:,} subjects", starts(bureau, many), rested(bureau))
    if wanted:
        with bureau:
            write(bureau, wanted)
            total = entries(bureau)
        told(f"{rows:,} subjects, {total:,} entries in the journal", starts(bureau, many), rested(bureau))
    shutil.rmtree(place)


if __name__ == "__main__":
    main()
