import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fail } from "../core/errors";
import { root } from "../core/files";
import { findCause, lastLines, remedyFor, runProgram } from "./run-program";
import { stepKey, doStep, type Step } from "./step";
import { wheelFolder, type Wheel } from "./tensorflow";

/** The package whose sources are compiled, relative to the project's root. */
export const bindingPackage = "node_modules/@tensorflow/tfjs-node-gpu";
const mac = process.platform === "darwin";
/** The program that compiles the binding. */
export const compiler = mac ? "c++" : "g++";
const noCompiler = `no C++ compiler (Debian, Ubuntu: type  sudo apt-get install g++    macOS: type  xcode-select --install)`;

/** The step that compiles tfjs-node-gpu's own binding against TensorFlow's library and computes with it once. */
export function bindingStep(wheel: Wheel): Step {
  const file = join(root(), bindingPackage, "lib/napi-v8/tfjs_binding.node");
  const args = compilerArguments(wheel);
  const contents = args.filter((a) => a.endsWith(".cc")).map((f) => readFileSync(join(root(), f)));
  const key = stepKey(...contents, ...args, wheel.sha256);
  const kept = join(root(), `.cache/engine/${key}.node`); // outlives `npm ci`
  return {
    label: "native engine: compiling tfjs-node's binding",
    stamp: `${bindingPackage}/lib/stamp`,
    key,
    made: () => [`${bindingPackage}/lib/napi-v8/tfjs_binding.node`],
    work: () => {
      for (const f of [file, kept]) mkdirSync(dirname(f), { recursive: true });
      const failed = existsSync(kept) ? undefined : runCompiler(args, kept);
      if (failed !== undefined) return failed;
      copyFileSync(kept, `${file}.part`);
      renameSync(`${file}.part`, file);
      return tryBinding(kept);
    },
  };
}

/** Compiles the native engine. @returns undefined when it computes, else why not */
export const compileBinding = (wheel: Wheel): string | undefined => doStep(bindingStep(wheel));

function compilerArguments(wheel: Wheel): string[] {
  const folder = `${wheelFolder(wheel)}/tensorflow`;
  const dylibs = ["libtensorflow_cc.2.dylib", "libtensorflow_framework.2.dylib"].map((l) => join(folder, l));
  const sos = ["-L", folder, "-l:libtensorflow_cc.so.2", "-l:libtensorflow_framework.so.2"];
  // found relative to the binding itself, so that the project's folder may be moved, and before LD_LIBRARY_PATH
  const rpath = `-Wl,-rpath,${mac ? "@loader_path" : "$ORIGIN"}/../../../../../${folder}`;
  return [
    ...["-std=c++17", "-O2", "-fPIC", "-shared", "-DNAPI_VERSION=8"],
    ...["-I", "node_modules/node-api-headers/include", "-I", `${folder}/include`],
    ...[`${bindingPackage}/binding/tfjs_backend.cc`, `${bindingPackage}/binding/tfjs_binding.cc`],
    ...(mac ? [...dylibs, "-undefined", "dynamic_lookup"] : [...sos, "-Wl,--disable-new-dtags"]),
    rpath,
  ];
}

function runCompiler(args: readonly string[], kept: string): string | undefined {
  const done = runProgram(compiler, [...args, "-o", `${kept}.part`]);
  if (done.status === 127 || done.error) return noCompiler;
  const why = findCause(done);
  if (why === "disc")
    return fail(
      "set the project up",
      `${compiler} failed`,
      "it to compile the native engine",
      remedyFor(why),
    );
  if (done.status !== 0) return `${compiler} could not compile its binding:\n${lastLines(done)}`;
  renameSync(`${kept}.part`, kept);
  return undefined;
}

function tryBinding(kept: string): string | undefined {
  const square = "process.exit(require('./lib/engine/tf').tf.scalar(2).square().dataSync()[0] === 4 ? 0 : 1)";
  const done = runProgram(process.execPath, ["--import", "tsx", "-e", square]);
  if (done.status === 0) return undefined;
  rmSync(kept);
  return `the compiled binding does not compute here:\n${lastLines(done)}`;
}
