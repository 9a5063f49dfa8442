import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../core/files";
import { compileBinding, bindingPackage } from "./binding";
import { installTensorflow, wheels, type Wheel } from "./tensorflow";

/** With an NVIDIA driver the package with CUDA is tried first (not run here: no such machine was at hand). */
const hasNvidia = (): boolean => existsSync("/proc/driver/nvidia/version");

function candidateWheels(): Wheel[] {
  const platform = `${process.platform}-${process.arch}`;
  const names = hasNvidia() ? [`${platform}-nvidia`, platform] : [platform];
  return names.map((name) => wheels[name]).filter((wheel) => wheel !== undefined);
}

/**
 * Makes the native engine: tfjs-node-gpu's own binding on TensorFlow's C library out of the Python package.
 *
 * @returns undefined when it is there, else the reason why the WebAssembly engine is used
 * @throws InputError for what the user can correct: no network, no room on the disk
 */
export function setUpEngine(): string | undefined {
  let reason = `TensorFlow has no package for ${process.platform} ${process.arch}`;
  for (const wheel of candidateWheels()) {
    const failed = installTensorflow(wheel) ?? compileBinding(wheel);
    if (failed === undefined) return undefined;
    reason = failed;
  }
  rmSync(join(root(), bindingPackage, "lib"), { recursive: true, force: true });
  return reason;
}
