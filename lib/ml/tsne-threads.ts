import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { root } from "../core/files";
import type { Affinities } from "./tsne-affinities";

/** Half of the forces between points. */
export interface Forces {
  /** (n, 2) */
  readonly attraction: Float64Array;
  /** (n, 2) */
  readonly repulsion: Float64Array;
  /** (1): sum of the weights of the pairs. */
  readonly total: Float64Array;
}

/** Both halves of the forces between points, computed side by side. */
export interface TsneThreads {
  /** Positions of the points: written before `compute`. */
  readonly positions: Float64Array;
  compute(): readonly [even: Forces, odd: Forces];
  end(): void;
}

type ComputeForces = (half: number, affinities: Affinities, positions: Float64Array, into: Forces) => void;
const file = (): string => join(root(), "lib/ml/tsne-forces.cjs");
const fewPoints = 200; // a thread takes 40 ms to start, as much as 1,000 iterations of so few points
const patience = 10_000; // ms

/**
 * A second thread computes the odd half from 200 points on, where there is a second processor. The numbers are the same
 * without it: until it has started, and when it does not answer, this thread computes both.
 * @param processors that may be used
 */
export function openTsneThreads(affinities: Affinities, processors = availableParallelism()): TsneThreads {
  const { n } = affinities;
  const { forces } = createRequire(file())("./tsne-forces.cjs") as { readonly forces: ComputeForces };
  const positions = allocateShared(2 * n);
  const halves = [half(n), half(n)] as const;
  const alone = (): typeof halves => {
    halves.forEach((into, i) => forces(i, affinities, positions, into));
    return halves;
  };
  if (n < fewPoints || processors < 2) return { positions, compute: alone, end: () => undefined };

  const turns = new Int32Array(new SharedArrayBuffer(12)); // [iterations requested, iterations done, started flag]
  const into = half(n); // written by the thread only
  const worker = new Worker(file(), { workerData: { purpose: "t-SNE", turns, affinities, positions, into } });
  worker.unref();
  worker.on("error", () => undefined); // this thread goes on alone
  let answers = true;
  return {
    positions,
    compute: () => {
      if (!answers || Atomics.load(turns, 2) === 0) return alone();
      const turn = Atomics.add(turns, 0, 1) + 1;
      Atomics.notify(turns, 0);
      forces(0, affinities, positions, halves[0]);
      const done = Atomics.load(turns, 1);
      if (done !== turn) answers = Atomics.wait(turns, 1, done, patience) !== "timed-out";
      return answers ? [halves[0], into] : alone();
    },
    end: () => void worker.terminate(),
  };
}

const allocateShared = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * length));
const half = (n: number): Forces => ({
  attraction: allocateShared(2 * n),
  repulsion: allocateShared(2 * n),
  total: allocateShared(1),
});
