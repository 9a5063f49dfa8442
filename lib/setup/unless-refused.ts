import { existsSync, readFileSync, rmSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { root, writeAtomic } from "../core/files";
import { bindingStep, compiler } from "./binding";
import { runProgram } from "./run-program";
import { stepKey } from "./step";
import { nvidiaPackages, type Wheel } from "./tensorflow";

/** What is kept of an attempt at the CUDA package that came to nothing. */
interface Refusal {
  /** Hash of what the attempt depended on. */
  readonly key: string;
  readonly reason: string;
}

const file = ".cache/engine/cuda-refused.json";
const environment = ["LD_LIBRARY_PATH", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"];

/**
 * Tries TensorFlow's package with CUDA, unless it was refused and nothing that this depended on has changed since: an attempt
 * downloads or compiles for minutes, and every command would begin with it.
 *
 * @param driver what the NVIDIA driver says of itself
 * @param work the attempt; it returns why it came to nothing
 * @returns undefined when the package is there and computes, else why not
 */
export function unlessRefused(
  wheel: Wheel,
  driver: string,
  work: () => string | undefined,
): string | undefined {
  const before = readRefusal();
  if (before !== undefined && before.key === refusalKey(wheel, driver)) return before.reason;
  rmSync(join(root(), file), { force: true });
  const reason = work();
  if (reason === undefined) return undefined;
  const refusal: Refusal = { key: refusalKey(wheel, driver), reason };
  writeAtomic(join(root(), file), JSON.stringify(refusal, null, 1));
  console.log(`set-up: not on the graphics card: ${reason}`);
  console.log(
    `set-up: tried again once the driver, the compiler, Node or the package changes, or ${file} is deleted.`,
  );
  return reason;
}

function refusalKey(wheel: Wheel, driver: string): string {
  const builder = runProgram(compiler, ["--version"]);
  const variables = environment.map((name) => `${name}=${process.env[name] ?? ""}`);
  return stepKey(
    JSON.stringify([
      bindingStep(wheel).key,
      nvidiaPackages,
      driver,
      builder.stdout,
      process.version,
      release(),
      variables,
    ]),
  );
}

function readRefusal(): Refusal | undefined {
  const path = join(root(), file);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Refusal;
  } catch {
    return undefined; // damaged: tried again
  }
}
