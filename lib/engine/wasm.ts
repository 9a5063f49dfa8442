import { availableParallelism } from "node:os";
import { fail } from "../core/errors";
import { backend, type Backend } from "./backend";
import { tf } from "./tf";
import { registerWasmGradients } from "./wasm-gradients";

if (backend === "wasm") registerWasmGradients();

/**
 * Waits until the engine can compute and tells which one it is. The WebAssembly engine computes nothing before.
 * @throws Error when WebAssembly cannot be started
 */
export async function ready(): Promise<Backend> {
  if (backend === "wasm") await startWebAssembly();
  await tf.ready();
  return backend;
}

async function startWebAssembly(): Promise<void> {
  const before = new Set(errorListeners().map(({ listener }) => listener));
  if (!(await tf.setBackend("wasm")))
    fail(
      "start the WebAssembly engine",
      `the backend "${tf.getBackend()}"`,
      `"wasm"`,
      "Run npm start again: its set-up puts damaged packages right.",
      Error,
    );
  // emscripten's listeners print 60,000 characters of their own file before any error, and end a kernel at a rejection
  for (const { event, listener } of errorListeners())
    if (!before.has(listener)) process.removeListener(event, listener);
}

type Listener = (...args: unknown[]) => void;

const errorListeners = () =>
  ["uncaughtException", "unhandledRejection"].flatMap((event) =>
    process.listeners(event as "warning").map((listener) => ({ event, listener: listener as Listener })),
  );

/** Name of the engine for people: `"TensorFlow 2.21.0 (native, 2 threads)"`. Await `ready()` first. */
export function engineName(): string {
  if (backend === "wasm") return `TensorFlow.js ${tf.version.tfjs} (WebAssembly, 1 thread)`;
  const native = tf.backend() as unknown as { isUsingGpuDevice?: boolean; binding: { TF_Version: string } };
  const where = native.isUsingGpuDevice === true ? "GPU" : `${availableParallelism()} threads`;
  return `TensorFlow ${native.binding.TF_Version} (native, ${where})`;
}
