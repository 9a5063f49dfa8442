import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../core/files";
import { installRequirements, requirementsPath } from "./jupyter";
import { doStep, stepKey } from "./step";

/** Python packages that only some commands need, by the name they are imported by: for the progress line, and free disc space. */
export const optionalPackages = {
  ray: { label: "Ray for studies on a cluster (285 MB)", megabytes: 400 },
  tensorboard: { label: "TensorBoard (180 MB, half a minute)", megabytes: 300 },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly megabytes: number }>>;

/** A name of `optionalPackages`. */
export type OptionalPackage = keyof typeof optionalPackages;

/**
 * The list of a package and of what it needs beside the environment's own, each pinned to one version. Nothing in it replaces
 * what a new environment brings (setuptools, until Python 3.11): the set-up would take that for damage.
 */
export const optionalRequirements = (name: OptionalPackage): string =>
  join(root(), `lib/setup/requirements-${name}.txt`);

/** Where pip puts the package, relative to the project's root. */
const foldersOf = (name: OptionalPackage): string[] =>
  (existsSync(join(root(), ".venv/lib")) ? readdirSync(join(root(), ".venv/lib")) : [])
    .map((python) => `.venv/lib/${python}/site-packages/${name}`)
    .filter((folder) => existsSync(join(root(), folder)));

/** Whether the project's Python environment has the package. */
export const isInstalled = (name: OptionalPackage): boolean => foldersOf(name).length > 0;

/**
 * Adds a package to the project's Python environment, unless it is there; the environment's other packages stay as they are.
 * @throws InputError with what pip said
 */
export function installOptional(name: OptionalPackage): void {
  const { label, megabytes } = optionalPackages[name];
  const requirements = optionalRequirements(name);
  doStep({
    label,
    stamp: `.venv/graft-${name}-stamp`,
    key: stepKey(readFileSync(requirements), readFileSync(requirementsPath())),
    megabytes,
    made: () => foldersOf(name),
    work: () => {
      installRequirements(requirements, ["--constraint", requirementsPath()]);
      return undefined;
    },
  });
}
