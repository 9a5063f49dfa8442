import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./files";

/** Versions of the software behind a result: Node, the project's main packages, the git commit (with `+` when files differ from it). */
export function versions(): Readonly<Record<string, string>> {
  const packages = ["@tensorflow/tfjs-node-gpu", "sharp", "vega-lite", "tslab", "typescript"];
  const installed = packages.map((name) => {
    const file = join(root(), "node_modules", name, "package.json");
    return [name, (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version];
  });
  return { node: process.versions.node, ...Object.fromEntries(installed), commit: commit() };
}

function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", root(), ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  try {
    return git("rev-parse", "--short=10", "HEAD") + (git("status", "--porcelain") === "" ? "" : "+");
  } catch {
    return "unknown (no git)";
  }
}
