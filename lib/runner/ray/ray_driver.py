"""Runs the work that arrives on stdin as Ray tasks, and says on stdout what becomes of it; both are lines of JSON.

ray_driver.py ADDRESS PROJECT   PROJECT: {"root", "node", "flags", "environment", "parts"} as JSON

in:  {"open": FOLDER}: what follows is about this folder
     {"run": {"id", "worker", "key", "message", "inputs", "outputs", "cpus", "gpus", "seconds"}}
     inputs, outputs: files and folders, relative to FOLDER; seconds: its time limit;
     worker: the Node program that does it, started anew with another key; message: what it is sent
     {"end": true, "clean": BOOLEAN}: cancels what runs; clean: nothing will go on
out: {"event": "ready", "cpus", "gpus", "nodes"}   {"event": "ended"}
     {"event": "opened", "running": [ID of what an earlier driver has sent]}
     {"event": "started", "id", "node"}   {"event": "setup", "node"[, "seconds"]}
     {"event": "done", "id", "node", ...}, its files written   {"event": "failed", "id", "why"}, after its retries

Without "end", at the end of stdin, the work goes on and is found again.
"""

import asyncio
import io
import json
import os
import sys
import tarfile

import ray
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

import ray_study
import ray_task
from ray_task import read_files, sha256, write_file


def say(event):
    print(json.dumps(event), flush=True)


def pack(project):
    """The project's files by SHA-256, a digest of all, and their archive."""
    files = [file for part in project["parts"] for file in read_files(project["root"], part) if "__pycache__" not in file[0]]
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for path, _, content in files:
            member = tarfile.TarInfo(path)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    listed = [[path, digest] for path, digest, _ in files]
    return {**project, "files": listed, "digest": sha256(json.dumps(listed).encode())[:16]}, packed.getvalue()


async def submit(study, name, folder, work):
    files = [file for path in work["inputs"] for file in read_files(folder, path)]
    sent = {**work, "study": name, "inputs": [[path, digest] for path, digest, _ in files]}
    if not await study.submit.remote(sent, {}):
        await study.submit.remote(sent, {digest: content for _, digest, content in files})


async def collect(study, folder, event):
    """Writes the files of finished work, the last one of its list last."""
    for path, digest, content in await event.pop("files")[0]:
        if sha256(content) != digest:
            raise RuntimeError(f"{path} arrived with another content")
        write_file(os.path.join(folder, path), content)


async def listen(study, folder):
    told = set()
    while True:
        for event in await study.news.remote():
            if event["event"] in ("done", "failed"):
                if event["id"] in told:
                    continue
                told.add(event["id"])
                if event["event"] == "done":
                    await collect(study, folder, event)
                await study.collected.remote(event["id"])
            say(event)


async def work_in(folder, project, archive):
    """One folder's work: from "open" to "end", or to the end of stdin."""
    name = sha256(json.dumps([folder, project["digest"]]).encode())[:16]
    here = NodeAffinitySchedulingStrategy(node_id=ray.get_runtime_context().get_node_id(), soft=False)
    options = {"name": name, "lifetime": "detached", "get_if_exists": True, "scheduling_strategy": here}
    study = ray_study.Study.options(**options).remote(project, archive)
    say({"event": "opened", "running": await study.known.remote()})
    listening = asyncio.create_task(listen(study, folder))
    listening.add_done_callback(lambda task: None if task.cancelled() else leave(task.exception()))
    while order := await next_order():
        if "run" in order:
            await submit(study, name, folder, order["run"])
            continue
        listening.cancel()
        await study.stop.remote()
        if order["clean"]:
            await study.clean.remote(name)
        ray.kill(study)
        return say({"event": "ended"})


async def next_order():
    line = await asyncio.to_thread(sys.stdin.readline)
    return json.loads(line) if line else None


async def main(address, project):
    ray.cloudpickle.register_pickle_by_value(ray_task)  # the nodes need not have these files
    ray.cloudpickle.register_pickle_by_value(ray_study)
    ray.init(address=address, namespace="graft", log_to_driver=False, logging_level="ERROR")
    project, archive = pack(project)
    has, nodes = ray.cluster_resources(), sum(node["Alive"] for node in ray.nodes())
    say({"event": "ready", "cpus": has.get("CPU", 0), "gpus": has.get("GPU", 0), "nodes": nodes})
    while order := await next_order():
        await work_in(order["open"], project, archive)


def leave(error):
    say({"event": "broken", "why": str(error)})
    os._exit(1)  # a thread waits for stdin


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], json.loads(sys.argv[2])))
