import type { Settings } from "../../../core";

/** One way in which another machine would compute, or the same machine again. */
export interface MachineVariant {
  readonly name: string;
  /** Of the process: read by TensorFlow and oneDNN when they are loaded. */
  readonly environment: Readonly<Record<string, string>>;
  readonly set: Partial<Settings>;
  readonly seed: number;
}

const oneThread = { TF_NUM_INTRAOP_THREADS: "1", TF_NUM_INTEROP_THREADS: "1", OMP_NUM_THREADS: "1" };
const twoThreads = { ...oneThread, TF_NUM_INTRAOP_THREADS: "2", OMP_NUM_THREADS: "2" };
const here = { environment: oneThread, set: {}, seed: 1 };

/** The first is what the others are held against; the last shows how far two seeds lie apart. */
export const machineVariants: readonly MachineVariant[] = [
  { name: "this machine", ...here },
  { name: "this machine again", ...here },
  { name: "two threads", ...here, environment: twoThreads },
  {
    name: "oneDNN as on a processor without AVX-512",
    ...here,
    environment: { ...oneThread, ONEDNN_MAX_CPU_ISA: "AVX2" },
  },
  { name: "without oneDNN", ...here, environment: { ...oneThread, TF_ENABLE_ONEDNN_OPTS: "0" } },
  { name: "direct convolutions", ...here, set: { "engine.convolution": "direct" } },
  { name: "another seed", ...here, seed: 2 },
];
