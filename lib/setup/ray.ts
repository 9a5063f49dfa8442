import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../core/files";
import { installRequirements, requirementsPath } from "./jupyter";
import { doStep, stepKey, type Step } from "./step";

const rayRequirements = (): string => join(root(), "lib/setup/requirements-ray.txt");

/** Where pip puts the package, relative to the project's root. */
const packageFolders = (): string[] =>
  readdirSync(join(root(), ".venv/lib"))
    .map((python) => `.venv/lib/${python}/site-packages/ray`)
    .filter((folder) => existsSync(join(root(), folder)));

/** Whether the project's Python environment has Ray. */
export const isRayInstalled = (): boolean =>
  existsSync(join(root(), ".venv/lib")) && packageFolders().length > 0;

/** The optional step that adds Ray to the project's Python environment; the environment's other packages stay as they are. */
export function rayStep(): Step {
  return {
    label: "Ray for studies on a cluster (285 MB)",
    stamp: ".venv/graft-ray-stamp",
    key: stepKey(readFileSync(rayRequirements()), readFileSync(requirementsPath())),
    megabytes: 400,
    made: packageFolders,
    work: () => {
      installRequirements(rayRequirements(), ["--constraint", requirementsPath()]);
      return undefined;
    },
  };
}

/** Adds Ray to the project's Python environment. */
export function installRay(): void {
  doStep(rayStep());
}
