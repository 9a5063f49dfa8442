import { expect, test } from "vitest";
import { studyWorker } from "../../lib/study/study-worker";
import { trialQueue } from "../../lib/study/trial-queue";
import { arm, gan } from "../runner/ray/made-trials";

const worker = studyWorker;
const trials = [gan("g"), arm("a", ["g"]), arm("b"), arm("c", ["finished before"])];

test("trialQueue() gives each trial once, and none before those it needs are done", () => {
  const queue = trialQueue({ worker, trials });
  const first = [queue.next(), queue.next(), queue.next(), queue.next()];
  expect(first.map((trial) => trial?.id)).toEqual(["g", "b", "c", undefined]);
  queue.done(gan("g"));
  expect([queue.next()?.id, queue.next()]).toEqual(["a", undefined]);
});

test("trialQueue() asks at its turn whether a trial may start", () => {
  let mayStart = false;
  const queue = trialQueue({ worker, trials }, { mayStart: () => mayStart });
  expect(queue.next()).toBeUndefined();
  mayStart = true;
  expect(queue.next()?.id).toBe("g");
});

test("trialQueue() passes over a trial that may not start, but begins none behind one that there is no time for", () => {
  const isNoGan = ({ kind }: { readonly kind: string }): boolean => kind !== "gan";
  const stored = trialQueue({ worker, trials }, { mayStart: isNoGan });
  expect([stored.next()?.id, stored.next()?.id]).toEqual(["b", "c"]);
  const late = trialQueue({ worker, trials: [arm("b"), gan("g"), arm("c")] }, { hasTimeFor: isNoGan });
  expect([late.next()?.id, late.next(), late.next()]).toEqual(["b", undefined, undefined]);
});
