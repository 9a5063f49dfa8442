import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../core";
import type { ContenderCommand } from "./contender";
import type { Environment, Peer } from "./row-peers";

/** Packages of each environment, pinned; PyTorch's takes 6 GB on disk (its GPU libraries are with it), the others 2. */
const packages: Readonly<Record<Environment, readonly string[]>> = {
  "scikit-learn": ["scikit-learn==1.9.1", "numpy"],
  "scikit-learn-intelex": ["scikit-learn-intelex==2026.2.0", "scikit-learn==1.9.1", "numpy"],
  openTSNE: ["openTSNE==1.0.4", "scikit-learn==1.9.1", "numpy"],
  tensorflow: ["tensorflow-cpu==2.21.0", "keras==3.15.1"],
  torch: ["torch==2.15.0", "numpy", "torch-fidelity==0.4.0", "prdc==0.2", "scikit-learn==1.9.1"],
  onnx: ["onnxruntime==1.32.0", "onnx==1.23.2", "openvino==2026.4.1", "numpy"],
  kernels: ["ipykernel==7.4.0", "xeus-python==0.19.0"],
};

const python = process.platform === "win32" ? "Scripts/python.exe" : "bin/python";

/** Peers of a row whose environments are there; those that are not are fetched, once. */
export function peerCommands(peers: readonly Peer[]): ContenderCommand[] {
  return peers.flatMap(({ name, environment, script, options, isLower = false, variables }) => {
    const program = pythonOf(environment);
    if (program === undefined) return [];
    const file = join(root(), "lib/runner/bench/peers", script);
    // what torch.compile has made is found again by the next run
    const inductor = { TORCHINDUCTOR_CACHE_DIR: join(root(), ".cache/bench/inductor") };
    return [
      {
        name,
        argv: [program, file, JSON.stringify(options)],
        environment: { ...inductor, ...variables },
        isLower,
      },
    ];
  });
}

const absent = new Set<Environment>();

/** The environment's Python; undefined where it cannot be had, which is printed once. */
export function pythonOf(environment: Environment): string | undefined {
  if (absent.has(environment)) return undefined;
  const wanted = packages[environment];
  const folder = join(root(), ".cache/bench", (wanted[0] ?? "").replace("==", "-").replace("-cpu", ""));
  const program = join(folder, python);
  const mark = join(folder, "whole");
  const list = wanted.join(" ");
  if (existsSync(mark) && readFileSync(mark, "utf8") === list) return program;
  console.log(`bench: fetching ${wanted.join(", ")} ...`);
  const steps: readonly (readonly [string, readonly string[]])[] = [
    ["python3", ["-m", "venv", folder]],
    [program, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...wanted]],
  ];
  rmSync(mark, { force: true });
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
  writeFileSync(mark, list);
  return program;
}
