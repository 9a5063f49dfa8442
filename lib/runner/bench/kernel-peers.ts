import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { root, writeJson } from "../../core";
import { pythonOf } from "./peer-commands";
import type { KernelCommand } from "./start-kernel";

/** The project's kernel as its kernelspec starts it, and once more where no snapshot can be used. */
export function ownKernels(): KernelCommand[] {
  const file = join(root(), ".venv/share/jupyter/kernels/graft/kernel.json");
  const { argv, env } = JSON.parse(readFileSync(file, "utf8")) as Required<KernelCommand>;
  // a V8 flag there makes node refuse a snapshot
  const withFlag = { ...env, NODE_OPTIONS: "--max-old-space-size=4096" };
  return [
    { name: "graft", argv, env },
    { name: "graft, no snapshot", argv, env: withFlag },
  ];
}

/** The kernels that the project's is compared with, each fetched from npm's or Python's registry when it is not there yet. */
export function peers(): KernelCommand[] {
  const python = pythonOf("kernels");
  const ofPython = (name: string, program: string, ...args: string[]): KernelCommand | undefined =>
    python === undefined
      ? undefined
      : { name, argv: [python, "-m", program, "-f", "{connection_file}", ...args], language: "Python" };
  const tslab = findInstalled("tslab", "1.0.22", "tslab/bin/tslab");
  const deno = findInstalled("deno", "2.9.6", `@deno/${denoPlatform()}/deno`);
  const denoEnv = { DENO_DIR: join(root(), ".cache/bench/deno-cache"), DENO_NO_UPDATE_CHECK: "1" };
  return [
    tslab === undefined
      ? undefined
      : {
          name: "tslab 1.0.22",
          argv: [process.execPath, tslab, "kernel", "--config-path={connection_file}"],
          cwd: dirname(tslab), // elsewhere it hands over to the project's own tslab
        },
    deno === undefined
      ? undefined
      : {
          name: "Deno 2.9.6",
          argv: [deno, "jupyter", "--kernel", "--conn", "{connection_file}"],
          env: denoEnv,
        },
    ofPython("ipykernel 7.4.0", "ipykernel_launcher"),
    ofPython("xeus-python 0.19.0, raw", "xpython_launcher", "--raw"), // without IPython's shell
  ].filter((kernel) => kernel !== undefined);
}

const denoPlatform = (): string =>
  `${process.platform}-${process.arch}${process.platform === "linux" ? "-glibc" : ""}`;

/** A file of a package in a folder of its own: published tslab needs the TypeScript that the project has replaced. */
function findInstalled(name: string, version: string, file: string): string | undefined {
  const folder = join(root(), ".cache/bench", `${name}-${version}`);
  const path = join(folder, "node_modules", file);
  if (existsSync(path)) return path;
  console.log(`bench: fetching ${name} ${version} ...`);
  writeJson(join(folder, "package.json"), { private: true, dependencies: { [name]: version } });
  const npm = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  const { status, stderr } = spawnSync("npm", npm, { cwd: folder, encoding: "utf8" });
  if (status === 0 && existsSync(path)) return path;
  rmSync(folder, { recursive: true, force: true });
  const why = (stderr ?? "").trim().split("\n")[0] || `no ${file} in it`;
  console.log(`bench: ${name} ${version} is absent: ${why}`);
  return undefined;
}
