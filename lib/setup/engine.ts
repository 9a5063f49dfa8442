import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../core/files";
import { compileBinding, bindingPackage } from "./binding";
import { unlessRefused } from "./unless-refused";
import { installTensorflow, wheels, type Wheel } from "./tensorflow";

const driverFile = "/proc/driver/nvidia/version";

/** What the NVIDIA driver says of itself; "" where there is none. */
const readDriver = (): string => (existsSync(driverFile) ? readFileSync(driverFile, "utf8") : "");

/** With an NVIDIA driver the package with CUDA is tried first (not run here: no such machine was at hand). */
function candidateWheels(driver: string): Wheel[] {
  const platform = `${process.platform}-${process.arch}`;
  const names = driver !== "" ? [`${platform}-nvidia`, platform] : [platform];
  return names.map((name) => wheels[name]).filter((wheel) => wheel !== undefined);
}

/**
 * Makes the native engine: tfjs-node-gpu's own binding on TensorFlow's C library out of the Python package.
 *
 * @param driver what the NVIDIA driver says of itself; "" where there is none
 * @returns undefined when it is there, else the reason why the WebAssembly engine is used
 * @throws InputError for what the user can correct: no network, no room on the disk
 */
export function setUpEngine(driver = readDriver()): string | undefined {
  let reason = `TensorFlow has no package for ${process.platform} ${process.arch}`;
  for (const wheel of candidateWheels(driver)) {
    const make = (): string | undefined => installTensorflow(wheel) ?? compileBinding(wheel);
    const failed = wheel.cuda ? unlessRefused(wheel, driver, make) : make();
    if (failed === undefined) return undefined;
    reason = failed;
  }
  rmSync(join(root(), bindingPackage, "lib"), { recursive: true, force: true });
  return reason;
}
