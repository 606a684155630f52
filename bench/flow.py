"""Teams by OR-tools' minimum-cost flow: `flow.py TARGETS INSPECTORS SEATS`.

Every pair but a random 5 % is an arc with a random cost, so that the cheapest assignment is one random draw; nobody gets more than
an equal share. Prints how long building and solving took, without making up the costs.
"""

import sys
import time

import numpy as np
from ortools.graph.python import min_cost_flow


def main():
    targets, inspectors, seats = (int(word) for word in sys.argv[1:4])
    share = -(-seats * targets // inspectors)
    random = np.random.default_rng(7)
    cost = random.integers(0, 1 << 20, size=(targets, inspectors), dtype=np.int32)
    rows, columns = np.nonzero(random.random((targets, inspectors), dtype=np.float32) >= 0.05)
    start = time.perf_counter()
    flow = min_cost_flow.SimpleMinCostFlow()
    source, sink = targets + inspectors, targets + inspectors + 1
    each_target, each_inspector = np.arange(targets), np.arange(targets, targets + inspectors)
    add = flow.add_arcs_with_capacity_and_unit_cost
    add(np.full(targets, source), each_target, np.full(targets, seats), np.zeros(targets, dtype=np.int64))
    add(rows, columns + targets, np.ones(len(rows), dtype=np.int64), cost[rows, columns].astype(np.int64))
    add(each_inspector, np.full(inspectors, sink), np.full(inspectors, share), np.zeros(inspectors, dtype=np.int64))
    flow.set_node_supply(source, seats * targets)
    flow.set_node_supply(sink, -seats * targets)
    status = flow.solve()
    if status != flow.OPTIMAL:
        sys.exit(f"not solved: {status}")
    print(f"assigned in {(time.perf_counter() - start) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
