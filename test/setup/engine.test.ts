import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bindingPackage } from "../../lib/setup/binding";
import { setUpEngine } from "../../lib/setup/engine";
import { makeStamp } from "../../lib/setup/step";
import { tensorflowStep, wheels } from "../../lib/setup/tensorflow";
import { inProjectOfItsOwn, type Project } from "./project";

let here: Project;
inProjectOfItsOwn((own) => (here = own));
let said: string[];
const binding = `${bindingPackage}/lib/napi-v8/tfjs_binding.node`;
const refusal = ".cache/engine/cuda-refused.json";

/** A compiler that notes what it compiles, and for which of the two packages. */
const compiler = (version: string): void =>
  here.script(
    "g++",
    `if [ "$1" = --version ]; then echo "${version}"; exit; fi`,
    'for a in "$@"; do out="$a"; done',
    'kind=cpu; case "$*" in *cache/tensorflow-2*) kind=cuda;; esac',
    'echo $kind >>compiled; echo $kind >"$out"',
  );
/** What was compiled since the last look. */
const compiled = (): string[] => {
  const notes = join(here.folder, "compiled");
  const lines = existsSync(notes) ? readFileSync(notes, "utf8").trim().split("\n") : [];
  rmSync(notes, { force: true });
  return lines;
};
/** An engine that does not compute with a binding of these kinds. */
const failing = (kinds: RegExp): void =>
  here.write(
    "lib/engine/tf.js",
    `const made = require("node:fs").readFileSync(${JSON.stringify(binding)}, "utf8");
     const result = ${String(kinds)}.test(made) ? 0 : 4;
     exports.tf = { scalar: () => ({ square: () => ({ dataSync: () => [result] }) }) };`,
  );

beforeEach(() => {
  said = [];
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  vi.spyOn(console, "log").mockImplementation((text: string) => void said.push(text));
  vi.stubEnv("PATH", here.path());
  for (const name of ["linux-x64", "linux-x64-nvidia"]) {
    const step = tensorflowStep(wheels[name]!);
    here.write(step.stamp.replace("stamp", "tensorflow/libtensorflow_cc.so.2"), "");
    here.write(step.stamp, JSON.stringify(makeStamp(step)));
  }
  for (const source of ["tfjs_backend.cc", "tfjs_binding.cc"])
    here.write(`${bindingPackage}/binding/${source}`, "");
  here.write("node_modules/tsx/package.json", '{ "name": "tsx", "exports": "./index.mjs" }');
  here.write("node_modules/tsx/index.mjs", "");
  compiler("g++ 12");
  failing(/cuda/);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe.runIf(process.platform === "linux" && process.arch === "x64")("setUpEngine()", () => {
  test("compiles for CUDA once where that does not compute, says so, and goes on with the processor's package", () => {
    expect(setUpEngine("driver 535")).toBeUndefined();
    expect(compiled()).toEqual(["cuda", "cpu"]);
    expect(said.join("\n")).toContain("not on the graphics card: the compiled binding does not compute here");
    said = [];
    expect(setUpEngine("driver 535")).toBeUndefined();
    expect(compiled()).toEqual([]);
    expect(said).toEqual([]);
    expect(readFileSync(join(here.folder, binding), "utf8")).toBe("cpu\n");
  });

  test.each([
    ["another driver", () => undefined, "driver 550"],
    ["another compiler", () => compiler("g++ 13"), "driver 535"],
    ["other sources", () => here.write(`${bindingPackage}/binding/tfjs_binding.cc`, "//"), "driver 535"],
    ["no note of it", () => rmSync(join(here.folder, refusal)), "driver 535"],
    ["a damaged note of it", () => here.write(refusal, "{"), "driver 535"],
  ])("tries CUDA again with %s", (_, change, driver) => {
    setUpEngine("driver 535");
    compiled();
    change();
    failing(/none/);
    expect(setUpEngine(driver)).toBeUndefined();
    expect(compiled()).toEqual(["cuda"]);
    expect(existsSync(join(here.folder, refusal))).toBe(false);
    expect(readFileSync(join(here.folder, binding), "utf8")).toBe("cuda\n");
    setUpEngine(driver);
    expect(compiled()).toEqual([]);
  });

  test("asks nothing about CUDA without a driver", () => {
    expect(setUpEngine("")).toBeUndefined();
    expect(compiled()).toEqual(["cpu"]);
    expect(existsSync(join(here.folder, refusal))).toBe(false);
  });
});
