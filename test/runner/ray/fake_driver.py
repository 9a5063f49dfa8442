"""Speaks as lib/runner/ray/ray_driver.py does, without Ray: fake_driver.py ADDRESS PROJECT.

Work whose id begins with "bad" fails, "lost" is begun twice, "slow" never ends; "found" is said to run already. What it was told lies in ADDRESS.
"""

import json
import sys


def say(**event):
    print(json.dumps(event), flush=True)


print("a line that is no event")
say(event="ready", cpus=2, gpus=0, nodes=1)
with open(sys.argv[1], "a") as told:
    for line in sys.stdin:
        print(line, end="", file=told, flush=True)
        order = json.loads(line)
        if "open" in order:
            say(event="opened", running=["found"])
            say(event="setup", node="n2")
            say(event="setup", node="n2", seconds=61.2)
        elif "run" in order:
            id = order["run"]["id"]
            for _ in range(2 if id.startswith("lost") else 1):
                say(event="started", id=id, node="n1")
            if id.startswith("bad"):
                say(event="failed", id=id, why="NaN in step 12")
            elif id == "breaks":
                sys.exit("no head any more")
            elif not id.startswith("slow"):
                say(event="done", id=id, node="n1", seconds=2)
        else:
            say(event="ended")
