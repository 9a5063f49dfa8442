import { availableParallelism } from "node:os";
import { backend } from "./tf";

/** How the engine computes: what a result's last digits depend on beside the seed. */
export interface Compute {
  /** Winograd's form of convolutions where it is faster, or TensorFlow's own everywhere. */
  readonly convolution: "winograd" | "direct";
  /** Compiled steps, or one operation at a time. */
  readonly mode: "graph" | "eager";
}

/** The fastest that this engine has. */
export const fastest: Compute =
  backend === "native"
    ? { convolution: "winograd", mode: "graph" }
    : { convolution: "direct", mode: "eager" };

let used = fastest;

/** What is used now; by default the fastest that this engine has. */
export function compute(): Compute {
  return used;
}

/** Changes how networks and steps made from now on compute. The WebAssembly engine has one way only and ignores it. */
export function useCompute(changes: Partial<Compute>): void {
  if (backend === "native") used = { ...used, ...changes };
}

/** Threads that TensorFlow divides an operation among: `TF_NUM_INTRAOP_THREADS`, else one a core. */
export function threads(): number {
  if (backend === "wasm") return 1;
  const asked = Number(process.env["TF_NUM_INTRAOP_THREADS"] ?? 0);
  return Number.isInteger(asked) && asked > 0 ? asked : availableParallelism();
}
