import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tensorflowStep, wheelFolder, wheels } from "../../lib/setup/tensorflow";
import { inProjectOfItsOwn, type Project } from "./project";

let here: Project;
inProjectOfItsOwn((own) => (here = own));

test("without NVIDIA's libraries TensorFlow's package with CUDA is not taken, and the reason is told", () => {
  const wheel = wheels["linux-x64-nvidia"]!;
  const absent = "ERROR: No matching distribution found for nvidia-cublas-cu12";
  here.script(".venv/bin/python", `case "$*" in *" install "*) echo "${absent}" >&2; exit 1;; esac`);
  expect(tensorflowStep(wheel).work()).toBe(
    "the package index has no package of NVIDIA's libraries for this platform",
  );
  expect(existsSync(join(here.folder, wheelFolder(wheel)))).toBe(false);
});
