import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { root } from "../core/files";
import type { Affinities } from "./tsne-affinities";

/** Where points are, twice: as they are written, and in float32 where WebAssembly reads them and writes repulsions. */
export interface PlaneMemory {
  /** (n, 2). */
  readonly positions: Float64Array;
  /** Arrays of `padded` numbers: x, y, and the repulsions along both. */
  readonly memory: WebAssembly.Memory;
  /** n, up to the next multiple of 4. */
  readonly padded: number;
}

/** What one half of the work gives. */
export interface Half {
  /** Sum p_ij w (y_i - y_j) over half of the pairs, (n, 2). */
  readonly attraction: Float64Array;
  /** (1): sum of w over half of the ordered pairs, those of a point with itself included. */
  readonly total: Float64Array;
}

/** The forces between points, in two halves that are computed side by side. */
export interface Forces {
  readonly halves: readonly [Half, Half];
  /** Sum w^2 (y_i - y_j) over all j, along each axis: (n). */
  readonly repulsion: readonly [x: Float32Array, y: Float32Array];
}

/** Computes forces; ends its thread when told to. */
export interface TsneThreads {
  /** Positions of the points: written before `compute`. */
  readonly positions: Float64Array;
  compute(): Forces;
  end(): void;
}

type OpenForces = (half: 0 | 1, affinities: Affinities, plane: PlaneMemory) => (into: Half) => void;
const file = (): string => join(root(), "lib/ml/tsne-forces.cjs");
const fewPoints = 400; // a thread takes 40 ms to start, as much as 1,000 iterations of so few points
const patience = 10_000; // ms

/**
 * A second thread computes the second half from 400 points on, where there is a second processor. The numbers are the same
 * without it: until it has started, and when it does not answer, this thread computes both.
 * @param processors that may be used
 */
export function openTsneThreads(affinities: Affinities, processors = availableParallelism()): TsneThreads {
  const { n } = affinities;
  const plane = allocatePlane(n);
  const alone = openAlone(affinities, plane);
  if (n < fewPoints || processors < 2)
    return { positions: plane.positions, compute: alone.compute, end: () => undefined };

  const turns = new Int32Array(new SharedArrayBuffer(12)); // [iterations requested, iterations done, started flag]
  const into = half(n); // written by the thread only
  const worker = new Worker(file(), { workerData: { purpose: "t-SNE", turns, affinities, plane, into } });
  worker.unref();
  worker.on("error", () => undefined); // this thread goes on alone
  let unanswered: Alone | undefined;
  return {
    positions: plane.positions,
    compute: () => {
      if (unanswered) return unanswered.compute();
      if (Atomics.load(turns, 2) === 0) return alone.compute();
      roundPositions(plane);
      const turn = Atomics.add(turns, 0, 1) + 1;
      Atomics.notify(turns, 0);
      const first = alone.computeFirst();
      for (let looks = 0; Atomics.load(turns, 1) !== turn && looks < 4000; looks++);
      const done = Atomics.load(turns, 1);
      if (done === turn || Atomics.wait(turns, 1, done, patience) !== "timed-out")
        return { halves: [first, into], repulsion: alone.repulsion };
      // in other memory: the thread may still write what it was asked for
      unanswered = openAlone(affinities, { ...allocatePlane(n), positions: plane.positions });
      return unanswered.compute();
    },
    end: () => void worker.terminate(),
  };
}

/** Both halves, or the first one, computed by this thread. */
interface Alone extends Pick<Forces, "repulsion"> {
  compute(): Forces;
  /** Of positions that have been rounded. */
  computeFirst(): Half;
}

function openAlone(affinities: Affinities, plane: PlaneMemory): Alone {
  const { n } = affinities;
  const { openForces } = createRequire(file())("./tsne-forces.cjs") as { readonly openForces: OpenForces };
  const [first, second] = [half(n), half(n)];
  const [intoFirst, intoSecond] = [openForces(0, affinities, plane), openForces(1, affinities, plane)];
  const repulsion = [arrayOf(plane, 2).subarray(0, n), arrayOf(plane, 3).subarray(0, n)] as const;
  const computeFirst = (): Half => {
    intoFirst(first);
    return first;
  };
  return {
    repulsion,
    computeFirst,
    compute: () => {
      roundPositions(plane);
      intoSecond(second);
      return { halves: [computeFirst(), second], repulsion };
    },
  };
}

const allocateShared = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * length));
const half = (n: number): Half => ({ attraction: allocateShared(2 * n), total: allocateShared(1) });
const page = 65536; // bytes, WebAssembly's unit of memory
const farAway = 1e18; // no point beside it has a weight that float32 could tell from 0

function allocatePlane(n: number): PlaneMemory {
  const padded = 4 * Math.ceil(n / 4);
  const pages = Math.max(1, Math.ceil((16 * padded) / page));
  const memory = new WebAssembly.Memory({ initial: pages, maximum: page, shared: true });
  const plane = { positions: allocateShared(2 * n), memory, padded };
  for (const k of [0, 1]) arrayOf(plane, k).fill(farAway, n);
  return plane;
}

/** One of the four arrays in WebAssembly's memory. */
function arrayOf({ memory, padded }: Pick<PlaneMemory, "memory" | "padded">, k: number): Float32Array {
  return new Float32Array(memory.buffer, 4 * k * padded, padded);
}

function roundPositions(plane: PlaneMemory): void {
  const { positions } = plane;
  const [x, y] = [arrayOf(plane, 0), arrayOf(plane, 1)];
  for (let i = 0; 2 * i < positions.length; i++) {
    x[i] = positions[2 * i]!;
    y[i] = positions[2 * i + 1]!;
  }
}
