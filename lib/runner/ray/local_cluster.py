"""Starts a Ray cluster on this machine and ends it when stdin closes.

local_cluster.py CPUS [CPUS ...]   one number per node, the head's first; prints one line of JSON:
{"address": "127.0.0.1:PORT", "nodes": [{"id": first 8 digits, "raylet": PID}, ...]}
"""

import json
import os
import shutil
import sys
import tempfile

from ray.cluster_utils import Cluster

folder = tempfile.mkdtemp(prefix="graft-ray-")  # short: Ray's sockets lie in it
os.environ["GRAFT_RAY_FOLDER"] = folder  # the nodes' files, too, go with the cluster
# Ray notes its newest cluster in a folder of all users, which a fresh machine lacks, over the note of another cluster: here in its own
os.environ["RAY_TMPDIR"] = folder
os.mkdir(os.path.join(folder, "ray"))
cluster = Cluster()
try:
    how = {"node_ip_address": "127.0.0.1", "num_gpus": 0, "include_dashboard": False}
    nodes = [cluster.add_node(num_cpus=int(cpus), **how) for cpus in sys.argv[1:]]
    told = [{"id": node.node_id[:8], "raylet": node.all_processes["raylet"][0].process.pid} for node in nodes]
    print(json.dumps({"address": cluster.address, "nodes": told}), flush=True)
    sys.stdin.read()
finally:
    cluster.shutdown()
    shutil.rmtree(folder, ignore_errors=True)
