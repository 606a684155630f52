"""Holds the scatter of drawn counts against the chi-square distribution: `chances.py CHANCES REPLAYS ROUNDS`.

CHANCES is the example of the crate `lots` of that name. With `d` degrees of freedom the mean of `r` statistics is about normal with mean `d` and
variance `2d/r`; for counts of few replays this is a little too narrow or too wide, which is why this is looked at and not tested.
"""

import statistics
import subprocess
import sys


def main():
    program, replays, rounds = sys.argv[1:4]
    printed = subprocess.run([program, replays, rounds], check=True, capture_output=True, text=True).stdout
    print(f"{int(replays):,} replays, {rounds} rounds\n")
    print("| drawn | degrees of freedom | mean of the statistic | smallest … greatest | off by, in standard deviations |")
    print("|---|--:|--:|--:|--:|")
    for line in printed.splitlines():
        name, degrees, listed = line.split("; ")
        degrees = int(degrees.split()[0])
        found = [int(word) / 1000 for word in listed.split()]
        off = (statistics.mean(found) - degrees) / (2 * degrees / len(found)) ** 0.5
        print(f"| {name} | {degrees} | {statistics.mean(found):.1f} | {min(found):.1f} … {max(found):.1f} | {off:+.1f} |")
    print()


if __name__ == "__main__":
    main()
