"""Times our teams against OR-tools' minimum-cost flow: `teams.py TEAMS TARGETS INSPECTORS ROUNDS`.

TEAMS is the example of the crate `lots` of that name, which runs several benches of inspectors and prints how long each took. Both
sides work in one thread and are timed from inside, without making up their input.
"""

import re
import statistics
import sys
from pathlib import Path

import timing

HERE = Path(__file__).parent
FLOW = "OR-tools, one pool"


def main():
    teams, targets, inspectors, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    cases = {
        "ours": [teams, targets, inspectors, "2"],
        FLOW: [sys.executable, str(HERE / "flow.py"), targets, inspectors, "2"],
    }
    runs = timing.rounds(cases, count)
    seconds = {}
    for run in runs["ours"]:
        for name, took in re.findall(r"^(.+?): level .*\n +assigned in (\d+) ms", run.printed, re.MULTILINE):
            seconds.setdefault(f"ours, {name}", []).append(int(took) / 1000)
    seconds[FLOW] = [int(re.search(r"\d+", run.printed).group()) / 1000 for run in runs[FLOW]]
    print(f"{targets} targets, {inspectors} inspectors, {count} rounds\n")
    print("| | ratio | s | fastest … slowest |\n|---|--:|--:|--:|")
    for name, took in seconds.items():
        ratio = statistics.median(a / b for a, b in zip(took, seconds["ours, one pool"], strict=True))
        print(f"| {name} | {ratio:.1f} | {statistics.median(took):.2f} | {min(took):.2f} … {max(took):.2f} |")
    peaks = (f"{name.split(',')[0]} {max(run.peak for run in runs[name]):.0f} MB" for name in cases)
    print(f"\nPeak memory, input included: {', '.join(peaks)}.\n\nOurs in the last round:\n\n```\n{runs['ours'][-1].printed.strip()}\n```")


if __name__ == "__main__":
    main()
