import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { engine } from "./engine";
import { jupyter, kernelspec } from "./jupyter";
import { kernelSnapshot } from "./kernel";
import { papermillTranslator } from "./papermill";

/**
 * Does what is missing of the set-up after the npm packages, and lets others set up in this folder again.
 *
 * @throws InputError with what was missing and what to type
 */
export function setUp(): void {
  try {
    jupyter();
    const missing = engine();
    kernelSnapshot();
    kernelspec();
    papermillTranslator();
    if (missing === undefined) return;
    console.log(`set-up: no native engine: ${missing}`);
    console.log(
      "set-up: going on with the WebAssembly engine, which is far slower: npm start runs the profile smoke on it.",
    );
  } finally {
    release();
  }
}

/** Ends the time in which others wait (lib/setup/bootstrap.mjs). */
function release(): void {
  const lock = process.env["GRAFT_LOCK"];
  delete process.env["GRAFT_LOCK"]; // not for the programs that the command starts
  if (lock !== undefined && existsSync(lock))
    for (const process of readdirSync(lock)) rmSync(join(lock, process), { force: true });
}
