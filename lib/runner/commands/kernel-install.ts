import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fail, root, writeJson } from "../../core";
import { readCommandLine } from "../flags";

type Environment = Readonly<Record<string, string | undefined>>;

/** The machine whose Jupyter folder is asked for; this one when absent. */
export interface Machine {
  readonly platform?: NodeJS.Platform;
  readonly env?: Environment;
  readonly home?: string;
}

/** The user's own Jupyter data folder, as jupyter_core finds it: kernels installed there show in every Jupyter of the user. */
export function jupyterData({
  platform = process.platform,
  env = process.env,
  home = homedir(),
}: Machine = {}): string {
  const named = (name: string): string | undefined => env[name] || undefined; // an empty one counts as absent
  const given = named("JUPYTER_DATA_DIR");
  if (given !== undefined) return given;
  if (platform === "darwin") {
    const isPlain = /^(|0|no|n|false|off)$/i.test(env["JUPYTER_PLATFORM_DIRS"] ?? "");
    return join(home, "Library", isPlain ? "Jupyter" : "Application Support/Jupyter");
  }
  if (platform === "win32") return join(named("APPDATA") ?? join(home, "AppData/Roaming"), "jupyter");
  return join(named("XDG_DATA_HOME") ?? join(home, ".local/share"), "jupyter");
}

interface Kernelspec {
  readonly metadata?: { readonly graft?: string };
  readonly [field: string]: unknown;
}

const command = {
  name: "npm run kernel:install",
  about: "adds the kernel to your own JupyterLab and VS Code",
  flags: ["user", "replace"],
} as const;

/**
 * `npm run kernel:install -- --user`: adds the kernel to the user's own JupyterLab and VS Code. It runs from
 * this folder, which has to stay where it is.
 *
 * @throws InputError without --user, and where a kernel of this name is there that this folder has not installed
 */
export function main(args: readonly string[]): Promise<number> {
  const line = readCommandLine(command, args);
  if (line === undefined) return Promise.resolve(0);
  const { user = false, replace = false } = line.values;
  if (!user)
    fail(
      "install the kernel for the user",
      "no --user",
      "it, since the kernel is written outside this folder",
      `Type npm run kernel:install -- --user: it adds ${place()}; npm run kernel:remove takes that away.`,
    );
  const own = join(root(), ".venv/share/jupyter/kernels/graft");
  const spec = JSON.parse(readFileSync(join(own, "kernel.json"), "utf8")) as Kernelspec;
  const owner = findInstaller();
  if (owner !== undefined && owner !== root() && !replace)
    fail(
      "install the kernel for the user",
      `${place()} is there, installed by ${owner}`,
      "no kernel of this name, or one of this folder",
      "Type npm run kernel:remove in that folder, or give --replace to have this one in its stead.",
    );
  rmSync(place(), { recursive: true, force: true });
  cpSync(own, place(), { recursive: true });
  writeJson(join(place(), "kernel.json"), { ...spec, metadata: { ...spec.metadata, graft: root() } });
  console.log(`kernel "${String(spec["display_name"])}" installed: ${place()}`);
  console.log(`It runs from ${root()}; npm run kernel:remove takes it away.`);
  return Promise.resolve(0);
}

/**
 * Takes away what `npm run kernel:install` has added from this folder, and nothing else.
 * @throws InputError where the kernel of this name is another folder's
 */
export function removeKernel(): void {
  const owner = findInstaller();
  if (owner === undefined) return console.log(`no kernel to remove: nothing at ${place()}`);
  if (owner !== root())
    fail(
      "remove the kernel",
      `${place()} was installed by ${owner}`,
      `one installed from ${root()}`,
      "Type npm run kernel:remove in that folder, or delete it by hand.",
    );
  rmSync(place(), { recursive: true, force: true });
  console.log(`kernel removed: ${place()}`);
}

const place = (): string => join(jupyterData(), "kernels", "graft");

/** The folder whose kernel is installed; undefined when none is. */
function findInstaller(): string | undefined {
  const file = join(place(), "kernel.json");
  if (!existsSync(place())) return undefined;
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as Kernelspec).metadata?.graft ?? "another program";
  } catch {
    return "another program";
  }
}
