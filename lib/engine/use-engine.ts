import { fail, type Run } from "../core";
import { fastest, threads, useCompute, type Compute } from "./compute";
import { backend } from "./backend";

/**
 * Computes as a run's `engine` settings say; the second statement of notebooks 02 to 05. Last digits depend on them, so
 * they are part of a checkpoint.
 *
 * @throws InputError for what this engine cannot do, and for another number of threads than TensorFlow was started with
 */
export function useEngine({ settings }: Pick<Run, "settings">): void {
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
  useCompute(chooseCompute(mode, convolution));
}

function chooseCompute(
  mode: Compute["mode"] | "auto",
  convolution: Compute["convolution"] | "auto",
): Compute {
  return {
    mode: mode === "auto" ? fastest.mode : mode,
    convolution: convolution === "auto" ? fastest.convolution : convolution,
  };
}
