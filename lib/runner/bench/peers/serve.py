"""Answers the benchmark: prepares, then makes N steps for each line `go N`. Its output is one JSON per line."""

import json
import os
import resource
import subprocess
import sys
import tempfile
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


def float32_numbers():
    """What `numbers` of this program gives at float32: a process of its own, with the same seed."""
    import numpy as np

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "numbers.npy")
        plain = {**options(), "precision": "float32", "compile": False, "numbersTo": path}
        variables = {name: value for name, value in os.environ.items() if "FPMATH" not in name}
        subprocess.run([sys.executable, sys.argv[0], json.dumps(plain)], env=variables, check=True, capture_output=True)
        return np.load(path)


def error_of(numbers):
    """Relative distance, by root mean squares, of an array from the one that float32 gives for the same weights."""
    import numpy as np

    if options().get("precision", "float32") == "float32":
        return {}
    own, wanted = numbers().astype(float), float32_numbers().astype(float)
    return {"error": float(np.linalg.norm(own - wanted) / np.linalg.norm(wanted))}


def serve(step, versions, prepare=None, checks=lambda: {}, numbers=None):
    """`numbers`: an array computed from the first weights, which tells what a lower precision changes."""
    path = options().get("numbersTo")
    if path:
        import numpy as np

        return np.save(path, numbers())
    error = error_of(numbers) if numbers else {}
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
        print(json.dumps({"seconds": seconds, "peakMiB": peak_mib(), "checks": checks(), **error}), flush=True)
