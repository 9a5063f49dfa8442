import type * as tfjs from "@tensorflow/tfjs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as util from "node:util";
import { root } from "../core/files";
import { backend } from "./backend";
import { disposeTapeOnError } from "./dispose-tape-on-error";

const load = createRequire(join(root(), "package.json"));

/** TensorFlow.js. One instance for the whole process, whoever imports it. With the WebAssembly engine, await `ready()` first. */
export const tf: typeof tfjs = disposeTapeOnError(backend === "native" ? native() : webAssembly());

function webAssembly(): typeof tfjs {
  const engine = load("@tensorflow/tfjs") as typeof tfjs;
  // registers itself with the one tfjs-core of the process; from now on an operation before `ready()` throws
  const wasm = load("@tensorflow/tfjs-backend-wasm") as { setWasmPaths(folder: string): void };
  wasm.setWasmPaths(join(dirname(load.resolve("@tensorflow/tfjs-backend-wasm")), "/"));
  return engine;
}

function native(): typeof tfjs {
  process.env["TF_ENABLE_ONEDNN_OPTS"] ??= "1"; // off by default on some AMD processors
  process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2";
  // tfjs-node 4.22 calls two functions that Node 23 removed
  const removed = util as unknown as Record<string, unknown>;
  const target = (load("node:util") ?? removed) as Record<string, unknown>;
  target["isNullOrUndefined"] ??= (x: unknown) => x === null || x === undefined;
  target["isArray"] ??= Array.isArray;
  return load("@tensorflow/tfjs-node-gpu") as typeof tfjs;
}

/** Tensors alive now, variables included. */
export function numTensors(): number {
  return tf.memory().numTensors;
}
