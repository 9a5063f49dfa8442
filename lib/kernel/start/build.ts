import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import { cacheFolder, root } from "../project/root";
import { openSession } from "../run/session";
import { requestName, type SnapshotRequest } from "./snapshot-request";
import { typescriptFile } from "../typescript/typescript";
import { programRequest } from "../typescript/snapshot-contents";
import { loadZeromq } from "../protocol/zeromq";

// Builds the start-up snapshot of this Node (`start.cjs --snapshot`), and tries it before it is put in place (`--try`).

/**
 * Flags of Node, those that the kernel is started with: Node refuses the snapshot with others. Each cell leaves a checker of
 * about 1 MB behind, so the heap is collected when it has grown by 30 % (V8 lets it grow fourfold), and TypeScript's largest
 * functions, which run once per cell, are not optimised (70-120 MB of compiler memory). Memory after 1,000 small cells: 190 MiB;
 * with the larger snapshot of before 275, then without these flags 556. A semi-space of 8 or 16 MB saves a cell no time of
 * the main thread (8.5 to 8.8 ms, with 8 MB 9.4, with 16 MB 8.9) and costs up to 24 MiB.
 */
const flags = [
  "--no-warnings",
  "--max-semi-space-size=4",
  "--heap-growing-percent=30",
  "--max-optimized-bytecode-size=40000",
];
const blob = join(cacheFolder, `kernel-${process.version}.blob`);
const start = join(root, "lib/kernel/start.cjs");

function node(...args: string[]): boolean {
  const { NODE_OPTIONS: _userOptions, ...env } = process.env;
  const ended = spawnSync(process.execPath, [...flags, ...args], { cwd: root, env, stdio: ["ignore", 2, 2] });
  return ended.status === 0;
}

/** The snapshot's script in one file: node gives it `require` only. */
function script(minifiedFile: string): string {
  const wanted = programRequest();
  if (!wanted) throw new Error("Cannot build the snapshot: no program was made, expected one. Report it.");
  const request: SnapshotRequest = { typescriptFile, minifiedFile, ...wanted, build: dirname(__dirname) };
  const handOver = `globalThis.${requestName} = ${JSON.stringify(request)};`;
  const own = "const exports = {}, module = { exports };";
  return `${handOver}\n${own}\n${readFileSync(join(__dirname, "snapshot.js"), "utf8")}`;
}

/** TypeScript in fewer characters; ASCII, or V8 would hold two bytes for each. */
const minified = (): string =>
  transformSync(readFileSync(typescriptFile, "utf8"), {
    minify: true,
    charset: "ascii",
    legalComments: "none",
  }).code;

function build(): boolean {
  openSession(join(root, "notebooks"));
  const part = `${blob}.${process.pid}`;
  const file = `${part}.js`;
  const minifiedFile = `${part}.typescript.js`;
  mkdirSync(cacheFolder, { recursive: true });
  try {
    writeFileSync(minifiedFile, minified());
    writeFileSync(file, script(minifiedFile));
    if (!node("--snapshot-blob", part, "--build-snapshot", file)) return false;
    if (!node("--snapshot-blob", part, start, "--try")) return false;
    renameSync(part, blob);
    writeFileSync(`${blob}.whole`, ""); // newer than the blob: nobody has changed it since
    return true;
  } finally {
    for (const made of [part, file, minifiedFile]) rmSync(made, { force: true });
  }
}

/** Tries the parts of a kernel's start that can fail after a snapshot. */
async function tryOut(): Promise<boolean> {
  createHmac("sha256", "key").update("text").digest();
  loadZeromq();
  const { status } = await openSession(join(root, "notebooks")).execute("const a: number = 1; a", 1);
  return status === "ok";
}

if (process.argv[2] === "--try") void tryOut().then((isOk) => process.exit(isOk ? 0 : 1));
else {
  const isBuilt = build();
  console.log(
    isBuilt
      ? `${blob}: ${(statSync(blob).size / 2 ** 20).toFixed(0)} MiB`
      : "no snapshot: the kernel starts without",
  );
  process.exit(isBuilt ? 0 : 1);
}
