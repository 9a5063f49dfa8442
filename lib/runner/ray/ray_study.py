"""The actor that owns a study's tasks: it outlives the driver, so that a driver started again finds what runs."""

import asyncio

import ray
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from ray_task import remove_folder, run_work


@ray.remote(num_cpus=0)
class Study:
    def __init__(self, project, archive):
        self.project = {**project, "archive": [ray.put(archive)]}
        self.me = ray.get_runtime_context().current_actor
        self.blobs = {}  # references of contents by SHA-256, while some work needs them
        self.running = {}  # [work, reference of its answer] by id
        self.ended = {}  # events of work that nobody has collected yet, by id
        self.watching = set()  # or the loop forgets them
        self.notes = []
        self.changed = asyncio.Event()

    async def known(self):
        return [*self.running, *self.ended]

    async def submit(self, work, contents):
        """Starts work, unless a driver before this one did. contents: of its files, by SHA-256.

        Returns whether it is started: not where contents are lacking.
        """
        if work["id"] in self.running or work["id"] in self.ended:
            return True
        if any(digest not in self.blobs and digest not in contents for _, digest in work["inputs"]):
            return False
        for digest, content in contents.items():
            if digest not in self.blobs:
                self.blobs[digest] = ray.put(content)
        blobs = {digest: self.blobs[digest] for _, digest in work["inputs"]}
        resources = {"num_cpus": work["cpus"], "num_gpus": work["gpus"]}
        answer, files = run_work.options(**resources).remote(work, self.project, blobs, self.me)
        self.running[work["id"]] = [work, answer]
        self.watching.add(watching := asyncio.create_task(self.watch(work, answer, files)))
        watching.add_done_callback(self.watching.discard)
        return True

    async def watch(self, work, answer, files):
        try:
            event = {"event": "done", **await answer, "files": [files]}
        except ray.exceptions.RayTaskError as error:
            event = {"event": "failed", "id": work["id"], "why": str(error.cause)}
        except ray.exceptions.RayError as error:
            event = {"event": "failed", "id": work["id"], "why": str(error)}
        del self.running[work["id"]]
        needed = {digest for other, _ in self.running.values() for _, digest in other["inputs"]}
        self.blobs = {digest: ref for digest, ref in self.blobs.items() if digest in needed}
        self.ended[work["id"]] = event
        self.changed.set()

    async def note(self, event):
        self.notes.append(event)
        self.changed.set()

    async def news(self):
        """What has happened since the last call; what has ended is told until it is collected. Returns after a second at the latest."""
        try:
            await asyncio.wait_for(self.changed.wait(), 1)
        except TimeoutError:
            pass
        self.changed.clear()
        notes, self.notes = self.notes, []
        return notes + list(self.ended.values())

    async def collected(self, id):
        self.ended.pop(id, None)

    async def stop(self):
        for _, answer in self.running.values():
            ray.cancel(answer, force=True)

    async def clean(self, study):
        """Removes the study's files from the nodes."""
        nodes = [node["NodeID"] for node in ray.nodes() if node["Alive"]]
        on = [NodeAffinitySchedulingStrategy(node_id=node, soft=True) for node in nodes]
        removed = [remove_folder.options(scheduling_strategy=each).remote(study) for each in on]
        await asyncio.wait([asyncio.ensure_future(each) for each in removed], timeout=30)
