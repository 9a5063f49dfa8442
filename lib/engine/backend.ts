import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../core/files";

/** Which engine computes: TensorFlow's library through tfjs-node-gpu's binding, or WebAssembly where that is missing. */
export type Backend = "native" | "wasm";

/** The engine of this installation; `GRAFT_ENGINE=wasm` asks for the fallback. */
export const backend: Backend =
  process.env["GRAFT_ENGINE"] !== "wasm" &&
  existsSync(join(root(), "node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8/tfjs_binding.node"))
    ? "native"
    : "wasm";
