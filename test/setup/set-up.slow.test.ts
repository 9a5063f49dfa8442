import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lightCopy, type LightCopy } from "./light-copy";

let here: LightCopy;
beforeAll(() => {
  here = lightCopy();
});
afterAll(() => here.remove());
const there = (path: string): boolean => existsSync(join(here.folder, path));
const kernel = ".venv/share/jupyter/kernels/graft/kernel.json";

// in this order: each finds what the one before has left
describe("set-up", () => {
  it.each([
    [
      "Python is too old",
      "python-old",
      "python3 is 3.9.2, expected Python 3.11 or newer. Debian, Ubuntu: type  sudo apt-get install python3 python3-venv",
    ],
    [
      "Debian lacks python3-venv",
      "venv",
      "python3 -m venv failed, expected it to make .venv. Debian, Ubuntu: type  sudo apt-get install python3 python3-venv",
    ],
    [
      "the package index is out of reach",
      "pip-network",
      "Check that the Python package index can be reached",
    ],
    ["the disc is full", "pip-disc", "The disc is full: free 3 GB in all"],
    [
      "TensorFlow's package is out of reach",
      "wheel-network",
      "Check that the Python package index can be reached",
    ],
    [
      "TensorFlow's package is another file",
      "wheel-hash",
      "Something between the package index and here changed the file",
    ],
  ])("stops when %s, says what to do, and leaves no stamp", (_, fail, words) => {
    const { status, said } = here.setUp({ FAIL: fail });
    expect(said).toContain(words);
    expect(said).not.toMatch(/^ +at /m); // no stack: the reader can mend it
    expect(status).toBe(1);
    expect(there(".venv/graft-stamp")).toBe(fail.startsWith("wheel"));
    expect(there(".cache/tensorflow-cpu-2.21.0/stamp")).toBe(false);
  });

  it("uses WebAssembly where TensorFlow has no package", () => {
    const { status, said } = here.setUp({ FAIL: "wheel-absent" });
    expect(said).toContain(
      "no native engine: the package index has no package tensorflow-cpu 2.21.0 for this platform",
    );
    expect(said).toContain("going on with the WebAssembly engine");
    expect(status).toBe(0);
  });

  it("uses WebAssembly without a C++ compiler, and names the package to install", () => {
    const { status, said } = here.setUp();
    expect(said).toContain(
      "no native engine: no C++ compiler (Debian, Ubuntu: type  sudo apt-get install g++",
    );
    expect(status).toBe(0);
    expect(there(kernel)).toBe(true);
  });

  it("uses WebAssembly when the compiler fails or what it made does not compute", () => {
    here.script("g++", 'echo "fatal error: vector: No such file" >&2', "exit 1");
    expect(here.setUp().said).toContain("g++ could not compile its binding:\nfatal error: vector");
    here.script(
      "g++",
      'for a in "$@"; do last="$out"; out="$a"; [ "$last" = -o ] && echo nonsense >"$a"; done',
    );
    expect(here.setUp().said).toMatch(/the compiled binding does not compute here/);
    expect(there("node_modules/@tensorflow/tfjs-node-gpu/lib")).toBe(false);
    expect(readdirSync(join(here.folder, ".cache/engine")).filter((f) => f.endsWith(".node"))).toEqual([]);
  });

  it("does again what was deleted by hand, and nothing else", () => {
    rmSync(join(here.folder, ".venv/bin/jupyter"));
    const before = here.notes().length;
    expect(here.setUp().said).toContain("(again: .venv/bin/jupyter is missing)");
    expect(here.notes().slice(before)).toEqual(["venv"]);
    rmSync(join(here.folder, ".cache/tensorflow-cpu-2.21.0/tensorflow/libtensorflow_cc.so.2"));
    expect(here.setUp().said).toContain("libtensorflow_cc.so.2 is missing)");
    expect(here.notes().slice(before)).toEqual(["venv", "download"]);
  });

  it("makes the Python environment and the kernelspec anew when the folder was moved", () => {
    const moved = `${here.folder} moved`;
    renameSync(here.folder, moved);
    const { said } = here.setUp({}, { folder: moved });
    const spec = JSON.parse(readFileSync(join(moved, kernel), "utf8")) as { argv: string[] };
    renameSync(moved, here.folder);
    expect(said).toMatch(/Python environment.*done[^]*kernel "TypeScript/);
    expect(said).not.toMatch(/npm packages|TensorFlow's library/);
    expect(spec.argv).toContain(join(moved, "lib/kernel/start.cjs"));
  });

  it("has written nothing into the home folder", () => {
    expect(readdirSync(join(here.folder, "home"))).toEqual([]);
  });
});
