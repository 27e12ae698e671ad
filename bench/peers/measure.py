"""Times one peer's kernels on the edges in a folder: measure.py FOLDER NODES RUNS PEER [KERNEL ...]

A peer is a module beside this one with BUILDS, which make a graph of the edges, and KERNELS: for each kernel's name
the build it needs, a function of the graph, and one that makes one number per node of its result, which is not timed.
Prints the best times in milliseconds, after WARM_UPS runs that warm up, with how many runs each is the best of, and the
peak memory in MiB as JSON; the answers go to FOLDER/PEER-KERNEL as 64-bit floats. What takes more than a minute is run
once: it is then its own warm-up, and the best of 0 runs.
"""

import importlib
import json
import sys
import time

import numpy as np

folder, nodes, runs, peer, *names = sys.argv[1:]
module = importlib.import_module(peer)


class Edges:
    """The same edges for every peer; int32, the narrowest that all of them take."""

    nodes = int(nodes)
    source = np.fromfile(f"{folder}/source", np.uint32).astype(np.int32)
    target = np.fromfile(f"{folder}/target", np.uint32).astype(np.int32)
    weight = np.fromfile(f"{folder}/weight", np.float64)


MINUTE = 60_000
"""As many as our own side has: kernel-cases.ts."""
WARM_UPS = 2


def timed(run):
    start = time.perf_counter()
    result = run()
    return 1000 * (time.perf_counter() - start), result


def best(run):
    """The least time, how many runs it is the best of, and the last result."""
    result = None
    for _ in range(WARM_UPS):
        result = None  # Lets go of the last one first.
        elapsed, result = timed(run)
        if elapsed > MINUTE:
            return elapsed, 0, result
    least = float("inf")
    for _ in range(int(runs)):
        result = None
        elapsed, result = timed(run)
        least = min(least, elapsed)
    return least, int(runs), result


def peak_memory():
    """Of this program alone: ru_maxrss would begin with what the process that started it held."""
    with open("/proc/self/status") as status:
        peak = next(line for line in status if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024


chosen = {name: kernel for name, kernel in module.KERNELS.items() if name in names}
timings = {}
for build in dict.fromkeys(build for build, _, _ in chosen.values()):
    build_time, build_runs, graph = best(lambda: module.BUILDS[build](Edges))
    for name, (needed, kernel, numbers) in chosen.items():
        if needed != build:
            continue
        kernel_time, kernel_runs, result = best(lambda: kernel(graph))
        timings[name] = {"build": build_time, "kernel": kernel_time, "runs": min(build_runs, kernel_runs)}
        np.asarray(numbers(result), np.float64).tofile(f"{folder}/{peer}-{name}")
    del graph
print(json.dumps({"memory": peak_memory(), "timings": timings}))
