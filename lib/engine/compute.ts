import { availableParallelism } from "node:os";
import type { Precision } from "../compile";
import { backend } from "./backend";

/** How the engine computes: what a result's last digits depend on beside the seed. */
export interface Compute {
  /** Winograd's form of convolutions where it is faster, or TensorFlow's own everywhere. */
  readonly convolution: "winograd" | "direct";
  /** Compiled steps, or one operation at a time. */
  readonly mode: "graph" | "eager";
  /** Of products (convolutions, their gradients, matrix products) in compiled steps; all else is float32. */
  readonly precision: Precision;
}

/** The fastest that this engine has at float32. */
export const fastest: Compute =
  backend === "native"
    ? { convolution: "winograd", mode: "graph", precision: "float32" }
    : { convolution: "direct", mode: "eager", precision: "float32" };

let used = fastest;

/** The way of computing in use; by default the fastest of this engine. */
export function compute(): Compute {
  return used;
}

/** Changes how networks and steps made from now on compute. The WebAssembly engine has one way only and ignores it. */
export function useCompute(changes: Partial<Compute>): void {
  if (backend === "native") used = { ...used, ...changes };
}

/** Read once: TensorFlow counts its threads when it loads. */
const started = Number(process.env["TF_NUM_INTRAOP_THREADS"] ?? 0);

/** Threads that TensorFlow divides an operation among: `TF_NUM_INTRAOP_THREADS` at its start, else one per core. */
export function threads(): number {
  if (backend === "wasm") return 1;
  return Number.isInteger(started) && started > 0 ? started : availableParallelism();
}
