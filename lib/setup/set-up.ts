import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setUpEngine } from "./engine";
import { installJupyter, writeKernelspec } from "./jupyter";
import { buildKernel } from "./kernel";
import { makeOneTensorflow } from "./one-tensorflow";
import { installPapermillTranslator } from "./papermill";

/**
 * Does what is missing of the set-up after the npm packages, then releases the lock that bootstrap.mjs took.
 *
 * @throws InputError with what was missing and what to type
 */
export function setUp(): void {
  try {
    installJupyter();
    buildKernel();
    const missing = setUpEngine();
    makeOneTensorflow();
    writeKernelspec();
    installPapermillTranslator();
    if (missing === undefined) return;
    console.log(`set-up: no native engine: ${missing}`);
    console.log(
      "set-up: going on with the WebAssembly engine, which is far slower: npm start runs the profile smoke on it.",
    );
  } finally {
    releaseLock();
  }
}

/** Lets other processes set up this folder (the lock of lib/setup/bootstrap.mjs). */
function releaseLock(): void {
  const lock = process.env["GRAFT_LOCK"];
  delete process.env["GRAFT_LOCK"]; // not for the programs that the command starts
  if (lock !== undefined && existsSync(lock))
    for (const process of readdirSync(lock)) rmSync(join(lock, process), { force: true });
}
