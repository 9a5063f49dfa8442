import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../core/files";
import { doStep, stepKey, type Step } from "./step";

const alias = "node_modules/@tensorflow/tfjs-node";

/**
 * The module that danfojs gets as `@tensorflow/tfjs-node`: the package of the project's engine, so that a process has
 * one TensorFlow and `import "danfojs-node"` works alone. npm's package of that name has no binding. The engine is chosen,
 * and Node 23 mended, as in lib/engine, which is TypeScript and cannot be required from here.
 */
const source = `// Written by lib/setup/one-tensorflow.ts.
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const util = require("node:util");

const binding = join(__dirname, "../../tfjs-node-gpu/lib/napi-v8/tfjs_binding.node");
if (process.env.GRAFT_ENGINE !== "wasm" && existsSync(binding)) {
  process.env.TF_ENABLE_ONEDNN_OPTS ??= "1";
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  util.isNullOrUndefined ??= (x) => x === null || x === undefined;
  util.isArray ??= Array.isArray;
  module.exports = require("@tensorflow/tfjs-node-gpu");
} else module.exports = require("@tensorflow/tfjs");
`;

/** The step that makes `@tensorflow/tfjs-node` another name of the project's engine. */
export function oneTensorflowStep(): Step {
  const file = `${alias}/dist/index.js`;
  return {
    label: "one TensorFlow for the engine and danfojs",
    stamp: `${alias}/graft-stamp`,
    key: stepKey(source),
    made: () => [file],
    work: () => {
      const path = join(root(), file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.part`, source);
      renameSync(`${path}.part`, path); // npm may share the old file with its cache or another copy
      return undefined;
    },
  };
}

/** Makes `@tensorflow/tfjs-node` another name of the project's engine. */
export function makeOneTensorflow(): void {
  doStep(oneTensorflowStep());
}
