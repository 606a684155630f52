"""Runs programs in turn and compares them within each round, so that a busy machine bends all of them alike."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Run:
    """What one run took, in seconds and MB, and what it printed."""

    wall: float
    cpu: float
    peak: float
    printed: str


@dataclass
class Served:
    """A command that lets a server work, and the server's process: its children's time counts once they have ended."""

    command: list
    server: int


def children_cpu(process):
    """The CPU seconds of a process's ended children, from its `stat` (proc(5), fields 16 and 17)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def run(command):
    """Run a command (a list of words, or `Served`) once; end everything if it fails."""
    if isinstance(command, Served):
        before = children_cpu(command.server)
        alone = run(command.command)
        # The server takes note of its child's end a moment after the client has gone.
        time.sleep(1)
        alone.cpu += children_cpu(command.server) - before
        alone.peak = float("nan")
        return alone
    start = time.perf_counter()
    # The output of `shuf` is large and nobody's; a pipe would make it wait for us.
    quiet = command[0] == "shuf"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL if quiet else subprocess.PIPE, text=True) as child:
        printed = child.stdout.read() if child.stdout else ""
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit code {child.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed)


def rounds(cases, count):
    """Run the cases (name -> command) `count` times in turn: A B C, A B C, …"""
    runs = {name: [] for name in cases}
    for _ in range(count):
        for name, command in cases.items():
            runs[name].append(run(command))
    return runs


def table(runs, base):
    """A Markdown table: medians, the fastest and slowest run, and the median over the rounds of the ratio to `base`."""

    def median(name, what):
        return statistics.median(getattr(run, what) for run in runs[name])

    def ratio(name, what):
        pairs = zip(runs[name], runs[base], strict=True)
        return statistics.median(getattr(a, what) / getattr(b, what) for a, b in pairs)

    print("| | CPU ratio | CPU s | wall ratio | wall s | fastest … slowest | peak MB |\n|---|--:|--:|--:|--:|--:|--:|")
    for name in runs:
        walls = [run.wall for run in runs[name]]
        print(
            f"| {name} | {ratio(name, 'cpu'):.1f} | {median(name, 'cpu'):.2f} | {ratio(name, 'wall'):.1f} | {median(name, 'wall'):.2f} "
            f"| {min(walls):.2f} … {max(walls):.2f} | {max(run.peak for run in runs[name]):.0f} |".replace("nan", "–")
        )
    print(flush=True)
