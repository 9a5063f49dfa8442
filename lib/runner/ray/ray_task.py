"""What runs on a node of the cluster: one piece of work, by the project's own Node worker."""

import atexit
import ctypes
import fcntl
import hashlib
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time

import ray


class WorkFailed(Exception):
    """The work ended with an error, or not in time."""


def cache_folder():
    """Where a node keeps the project and what work needs: on its own disc, one folder per user."""
    return os.environ.get("GRAFT_RAY_FOLDER") or os.path.join(tempfile.gettempdir(), f"graft-ray-{os.getuid()}")


def work_folder(study):
    """A study's folder on this node."""
    return os.path.join(cache_folder(), study, ray.get_runtime_context().get_node_id())


@ray.remote(max_retries=2, retry_exceptions=[WorkFailed], num_returns=2)
def run_work(work, project, blobs, owner):
    """Does a piece of work; returns the worker's answer, and its files as [path, SHA-256, content].

    blobs: references of contents by SHA-256. owner: the actor that hears what happens.
    """
    node = ray.get_runtime_context().get_node_id()[:8]
    owner.note.remote({"event": "started", "id": work["id"], "node": node})
    home = project_folder(project, owner)
    folder = work_folder(work["study"])
    for path, digest in work["inputs"]:
        fetch(os.path.join(folder, path), digest, blobs)
    answer = ask(open_worker(work, project, home, folder), work)
    if "error" in answer:
        raise WorkFailed(answer["error"])
    return {**answer, "node": node}, [file for path in work["outputs"] for file in read_files(folder, path)]


@ray.remote(num_cpus=0)
def remove_folder(study):
    shutil.rmtree(work_folder(study), ignore_errors=True)


# files


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def read_files(folder, path):
    """A file, or all files of a folder, as [path, SHA-256, content]; paths are relative to the first folder."""
    start = os.path.join(folder, path)
    names = [start] if os.path.isfile(start) else [os.path.join(at, name) for at, _, files in os.walk(start) for name in files]
    found = []
    for name in sorted(names):
        with open(name, "rb") as file:
            content = file.read()
        found.append([os.path.relpath(name, folder), sha256(content), content])
    return found


def write_file(target, content):
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=os.path.dirname(target), delete=False) as file:
        file.write(content)
    os.chmod(file.name, 0o644)
    os.replace(file.name, target)


checked = {}  # SHA-256 by path, size and time: a file is read once per process


def has_content(target, digest):
    try:
        state = os.stat(target)
    except FileNotFoundError:
        return False
    key = (target, state.st_size, state.st_mtime_ns)
    if key not in checked:
        with open(target, "rb") as file:
            checked[key] = sha256(file.read())
    return checked[key] == digest


def fetch(target, digest, blobs):
    """Brings a file to this node, unless it lies there; its content is checked either way."""
    if has_content(target, digest):
        return
    content = ray.get(blobs[digest])
    if sha256(content) != digest:
        raise RuntimeError(f"{target} arrived with another content")
    write_file(target, content)


# the project


def node_program(project):
    found = project["node"] if os.path.exists(project["node"]) else shutil.which("node")
    if found is None:
        raise RuntimeError(f"this node has no program node, as {project['node']} or on its PATH")
    return found


def project_folder(project, owner):
    """The project's folder on this node: the sender's, where that is the same here; else its archive, set up once."""
    root = project["root"]
    is_here = os.path.exists(os.path.join(root, "node_modules/.graft-stamp"))
    if is_here and all(has_content(os.path.join(root, path), digest) for path, digest in project["files"]):
        return root
    home = os.path.join(cache_folder(), f"project-{project['digest']}")
    os.makedirs(home, exist_ok=True)
    with open(f"{home}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(f"{home}.ready"):
            set_up(project, home, owner)
    return home


def set_up(project, home, owner):
    node, began = ray.get_runtime_context().get_node_id()[:8], time.time()
    owner.note.remote({"event": "setup", "node": node})
    with tarfile.open(fileobj=io.BytesIO(ray.get(project["archive"][0]))) as archive:
        archive.extractall(home, filter="data")
    wrong = [path for path, digest in project["files"] if not has_content(os.path.join(home, path), digest)]
    if wrong:
        raise RuntimeError(f"{wrong[0]} of the project arrived with another content")
    command = [node_program(project), "lib/setup/bootstrap.mjs", "setup"]
    done = subprocess.run(command, cwd=home, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"the project could not be set up: {(done.stdout + done.stderr)[-2000:]}")
    open(f"{home}.ready", "w").close()
    owner.note.remote({"event": "setup", "node": node, "seconds": time.time() - began})


# the worker: a Node process that outlives one piece of work, as TensorFlow takes seconds to load

workers = {}  # at most one per process of Ray's, by all that it was started with


def die_with_parent():
    """Linux: a killed process of Ray's takes its Node with it; elsewhere Node ends when their channel closes."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def open_worker(work, project, home, folder):
    devices = {} if work["gpus"] > 0 else {"CUDA_VISIBLE_DEVICES": ""}
    key = json.dumps([home, folder, work["worker"], work["key"], devices])
    found = workers.get(key)
    if found and found["process"].poll() is None:
        return found
    close_workers()
    ours, theirs = socket.socketpair()
    log = tempfile.TemporaryFile()
    # the channel of Node's own child processes: lines of JSON on the descriptor that NODE_CHANNEL_FD names
    channel = {"NODE_CHANNEL_FD": str(theirs.fileno()), "NODE_CHANNEL_SERIALIZATION_MODE": "json"}
    process = subprocess.Popen(
        [node_program(project), *project["flags"], os.path.join(home, work["worker"]), folder],
        cwd=home,
        env={**os.environ, **project["environment"], **devices, **channel},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=log,
        pass_fds=[theirs.fileno()],
        preexec_fn=die_with_parent,
    )
    theirs.close()
    workers[key] = {"process": process, "channel": ours, "lines": ours.makefile("r"), "log": log}
    atexit.register(close_workers)
    return workers[key]


def close_workers():
    for worker in workers.values():
        worker["process"].kill()
        worker["process"].wait()
        worker["channel"].close()
    workers.clear()


def ask(worker, work):
    """Sends a message to the worker and waits for the answer with its id."""
    worker["channel"].settimeout(None)
    worker["channel"].sendall((json.dumps(work["message"]) + "\n").encode())
    deadline = time.time() + work["seconds"]
    try:
        while True:
            worker["channel"].settimeout(max(0.001, deadline - time.time()))
            line = worker["lines"].readline()
            if line == "":
                raise WorkFailed(f"its process ended ({worker['process'].wait()})\n{log_of(worker)}")
            answer = json.loads(line)
            if isinstance(answer, dict) and answer.get("id") == work["id"]:
                return answer
    except TimeoutError:
        close_workers()
        raise WorkFailed(f"it was not finished after {work['seconds']} s\n{log_of(worker)}") from None
    except ConnectionError as error:
        raise WorkFailed(f"its process ended ({error})\n{log_of(worker)}") from None


def log_of(worker):
    worker["log"].seek(0)
    return worker["log"].read().decode(errors="replace")[-4000:]
