import { readFileSync } from "node:fs";
import { fail, type Run } from "../core";
import { fastest, threads, useCompute, type Compute } from "./compute";
import { backend } from "./backend";

/**
 * Computes as a run's `engine` settings say; the second statement of notebooks 02 to 05. Last digits depend on them, so
 * they are part of a checkpoint.
 *
 * @param instructions the processor's, as /proc/cpuinfo lists them
 * @throws InputError for what this engine cannot do, and for another number of threads than TensorFlow was started with
 */
export function useEngine({ settings }: Pick<Run, "settings">, instructions = readInstructions()): void {
  const asked = settings["engine.threads"];
  if (asked !== 0 && asked !== threads())
    fail(
      `use ${asked} threads`,
      `the engine was started with ${threads()}`,
      "the number before it starts",
      backend === "wasm"
        ? "WebAssembly has one thread: leave engine.threads out."
        : `Let \`npm run notebooks -- --set engine.threads=${asked}\` run the notebook, or start JupyterLab with TF_NUM_INTRAOP_THREADS=${asked}.`,
    );
  const mode = settings["engine.mode"];
  const convolution = settings["engine.convolution"];
  if (backend === "wasm" && (mode === "graph" || convolution === "winograd"))
    fail(
      `compute with engine.mode=${mode}, engine.convolution=${convolution}`,
      "the WebAssembly engine",
      '"auto" there',
      "Leave the two settings out.",
    );
  const precision = settings["engine.precision"];
  if (precision === "bfloat16") {
    refuseWithout(instructions);
    if (mode === "eager" || convolution === "winograd")
      fail(
        "compute with engine.precision=bfloat16",
        `engine.mode=${mode}, engine.convolution=${convolution}`,
        "compiled steps and direct convolution, whose errors do not grow",
        "Leave the two settings out.",
      );
  }
  useCompute({
    mode: mode === "auto" ? fastest.mode : mode,
    convolution: convolution === "auto" ? fastestConvolution(precision) : convolution,
    precision,
  });
}

/** Winograd's form would multiply bfloat16's error, and direct convolution is the faster one there. */
function fastestConvolution(precision: Compute["precision"]): Compute["convolution"] {
  return precision === "bfloat16" ? "direct" : fastest.convolution;
}

function readInstructions(): string {
  try {
    return readFileSync("/proc/cpuinfo", "utf8");
  } catch {
    return ""; // no Linux: not known
  }
}

/** TensorFlow would compute bfloat16 without these, many times slower than float32. */
function refuseWithout(instructions: string): void {
  if (backend === "native" && /\b(avx512_bf16|amx_bf16)\b/.test(instructions)) return;
  fail(
    "compute with engine.precision=bfloat16",
    backend === "native" ? "a processor not known to multiply bfloat16" : "the WebAssembly engine",
    "TensorFlow's engine on a processor with avx512_bf16 or amx_bf16 (`lscpu` lists them)",
    "Leave engine.precision out.",
  );
}
