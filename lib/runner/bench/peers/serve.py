"""Answers the benchmark: prepares, then makes N steps for each line `go N`. Its output is one JSON per line."""

import json
import resource
import sys
import time


def peak_mib():
    """Of this program alone: getrusage's is at least that of the process that started it."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def options():
    return json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}


def serve(step, versions, prepare=None, checks=lambda: {}):
    if prepare is None:
        for _ in range(3):
            step()
    else:
        prepare()
    print(json.dumps({"versions": versions}), flush=True)
    for line in sys.stdin:
        seconds = []
        for _ in range(int(line.split()[1])):
            began = time.perf_counter()
            step()
            seconds.append(time.perf_counter() - began)
        print(json.dumps({"seconds": seconds, "peakMiB": peak_mib(), "checks": checks()}), flush=True)
