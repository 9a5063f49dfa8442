import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Affinities } from "./tsne-affinities";
import { forces, type Forces } from "./tsne-forces";

/** Both halves of the forces between points, computed side by side. */
export interface BothHalves {
  /** Where the points are: written before `compute`. */
  readonly places: Float64Array;
  readonly halves: readonly [Forces, Forces];
  compute(): void;
  end(): void;
}

const fewPoints = 200; // a thread takes 40 ms to start, as much as 1,000 iterations of so few points

/**
 * A second thread computes the odd half from 200 points on, where there is a second processor; the numbers are the same
 * without it.
 * @param processors that may be used
 */
export function bothHalves(affinities: Affinities, processors = availableParallelism()): BothHalves {
  const { n } = affinities;
  const places = shared(2 * n);
  const halves = [half(n), half(n)] as const;
  if (n < fewPoints || processors < 2)
    return {
      places,
      halves,
      compute: () => halves.forEach((into, i) => forces(i, affinities, places, into)),
      end: () => undefined,
    };
  const turns = new Int32Array(new SharedArrayBuffer(8)); // asked for, done
  const worker = new Worker(
    `(${serve.toString()})(${forces.toString()}, require("node:worker_threads").workerData)`,
    {
      eval: true,
      workerData: { turns, affinities, places, into: halves[1] },
    },
  );
  worker.unref();
  return {
    places,
    halves,
    compute: () => {
      const turn = Atomics.add(turns, 0, 1) + 1;
      Atomics.notify(turns, 0);
      forces(0, affinities, places, halves[0]);
      while (Atomics.load(turns, 1) !== turn) Atomics.wait(turns, 1, turn - 1);
    },
    end: () => void worker.terminate(),
  };
}

/** The thread's loop; its text is what the thread is given. */
function serve(compute: typeof forces, { turns, affinities, places, into }: Work): void {
  for (let turn = 1; ; turn++) {
    Atomics.wait(turns, 0, turn - 1);
    compute(1, affinities, places, into);
    Atomics.store(turns, 1, turn);
    Atomics.notify(turns, 1);
  }
}

interface Work {
  readonly turns: Int32Array;
  readonly affinities: Affinities;
  readonly places: Float64Array;
  readonly into: Forces;
}

const shared = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * length));
const half = (n: number): Forces => ({
  attraction: shared(2 * n),
  repulsion: shared(2 * n),
  total: shared(1),
});
