import { spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../core";
import type { ContenderCommand } from "./contender";
import type { Environment, Peer } from "./bench-rows";

/** Packages of each environment, pinned; about 0.3, 1.5 and 6 GB on disk (PyTorch's package has its GPU libraries with it). */
const packages: Readonly<Record<Environment, readonly string[]>> = {
  "scikit-learn": ["scikit-learn==1.9.1", "numpy"],
  tensorflow: ["tensorflow-cpu==2.21.0", "keras==3.15.1"],
  torch: ["torch==2.15.0", "numpy"],
};

const python = process.platform === "win32" ? "Scripts/python.exe" : "bin/python";

/** Peers of a row whose environments are there; those that are not are fetched, once. */
export function peerCommands(peers: readonly Peer[]): ContenderCommand[] {
  return peers.flatMap(({ name, environment, script, options }) => {
    const program = interpreter(environment);
    if (program === undefined) return [];
    return [
      { name, argv: [program, join(root(), "lib/runner/bench/peers", script), JSON.stringify(options)] },
    ];
  });
}

const absent = new Set<Environment>();

/** The environment's Python; undefined where it cannot be had, which is printed once. */
function interpreter(environment: Environment): string | undefined {
  const wanted = packages[environment];
  const folder = join(root(), ".cache/bench", (wanted[0] ?? "").replace("==", "-").replace("-cpu", ""));
  const program = join(folder, python);
  if (existsSync(`${folder}/whole`) || absent.has(environment))
    return absent.has(environment) ? undefined : program;
  console.log(`bench: fetching ${wanted.join(", ")} ...`);
  rmSync(folder, { recursive: true, force: true });
  const steps: readonly (readonly [string, readonly string[]])[] = [
    ["python3", ["-m", "venv", folder]],
    [program, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...wanted]],
  ];
  for (const [command, args] of steps) {
    const { status, stderr } = spawnSync(command, args, { encoding: "utf8" });
    if (status === 0) continue;
    absent.add(environment);
    rmSync(folder, { recursive: true, force: true });
    console.log(
      `bench: ${environment} is absent: ${(stderr ?? "").trim().split("\n").at(-1) || "no python3"}`,
    );
    return undefined;
  }
  writeFileSync(`${folder}/whole`, "");
  return program;
}
