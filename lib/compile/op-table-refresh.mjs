// Writes op-table.json from the registry of the installed engine: `node lib/compile/op-table-refresh.mjs`, after a new
// version of TensorFlow. Python (no package of it) asks the library for its list, tfjs-node's own messages read it.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const tfjsNode = dirname(require.resolve("@tensorflow/tfjs-node-gpu/package.json"));
const addon = join(tfjsNode, "lib/napi-v8/tfjs_binding.node");
const libraries = execFileSync("ldd", [addon], { encoding: "utf8" });
const library =
  /=> (\S*libtensorflow_cc\S*)/.exec(libraries)?.[1] ?? /=> (\S*libtensorflow\.so\S*)/.exec(libraries)?.[1];
const program = `
import ctypes, sys
library = ctypes.CDLL(sys.argv[1])
class Buffer(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("length", ctypes.c_size_t), ("deallocator", ctypes.c_void_p)]
library.TF_GetAllOpList.restype = ctypes.POINTER(Buffer)
library.TF_Version.restype = ctypes.c_char_p
buffer = library.TF_GetAllOpList().contents
sys.stdout.buffer.write(library.TF_Version() + b"\\n" + ctypes.string_at(buffer.data, buffer.length))
`;
const output = execFileSync("python3", ["-c", program, library], {
  maxBuffer: 2 ** 28,
  stdio: ["ignore", "pipe", "ignore"],
});
const end = output.indexOf(10);
const messages = require("@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js");
const list = messages.OpList.deserializeBinary(new Uint8Array(output.subarray(end + 1)));

/** All names in the calls that run an operation: tfjs-node's kernels write it as text or as `tfjs_1.Abs`, the engine as text. */
const called = (folder, call) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(js|ts)$/.test(name) && !/proto|\.d\.ts$/.test(name))
    .flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(call)].map(([, op]) => op));
const engine = fileURLToPath(new URL("../engine/", import.meta.url));
// what graphs are made of, what the engine puts together from parts of names, and what a step may ask for by name
const more =
  `Placeholder Const Identity NoOp VarHandleOp ReadVariableOp AssignVariableOp DeepCopy ResourceApplyAdam
  ResourceApplyRMSProp ResourceApplyGradientDescent ResourceApplyMomentum LeakyRelu LeakyReluGrad Relu
  ReluGrad Relu6Grad SeluGrad SigmoidGrad TanhGrad StatelessRandomUniform StatelessRandomNormal
  StatelessTruncatedNormal StatelessRandomUniformInt StatelessRandomUniformFullInt StatelessMultinomial
  ImageProjectiveTransformV3 GatherV2 Select SelectV2 RandomShuffle RandomUniform RandomStandardNormal
  MatMul BatchMatMulV2 AddV2 Pad MirrorPad MirrorPadGrad BroadcastTo Split ArgMax FusedBatchNormV3
  FusedBatchNormGradV3 BiasAdd BiasAddGrad LogSoftmax Reshape Round Rint Pack Unpack InvertPermutation`.split(
    /\s+/,
  );
const wanted = new Set([
  ...called(join(tfjsNode, "dist"), /execute\w+\(\s*(?:tfjs_\d+\.|['"])(\w+)/g),
  ...called(engine, /\brun(?:All)?\(\s*["'`](\w+)["'`]/g),
  ...more,
]);

/** "?", of a type with its code. */
const defaultOf = (a) =>
  a.hasDefaultValue() ? `?${a.getType() === "type" ? a.getDefaultValue().getType() : ""}` : "";
/** "T", "N*T" (N of them), "[T]" (one for each of a list of types) or a type's code. */
const argument = (arg) => {
  if (arg.getTypeListAttr() !== "") return `[${arg.getTypeListAttr()}]`;
  const type = arg.getTypeAttr() === "" ? arg.getType() : arg.getTypeAttr();
  return arg.getNumberAttr() === "" ? `${type}` : `${arg.getNumberAttr()}*${type}`;
};
const lines = list
  .getOpList()
  .filter((op) => wanted.has(op.getName()))
  .sort((a, b) => (a.getName() < b.getName() ? -1 : 1))
  .map((op) => {
    const attributes = op.getAttrList().map((a) => `${a.getName()}:${a.getType()}${defaultOf(a)}`);
    const parts = [
      op.getInputArgList().map(argument).join(" "),
      op.getOutputArgList().map(argument).join(" "),
      attributes.join(" "),
    ];
    const row = (op.getIsStateful() ? [...parts, "stateful"] : parts).join(";");
    return `    ${JSON.stringify(op.getName())}: ${JSON.stringify(row)}`;
  });
const version = output.toString("utf8", 0, end);
const head = {
  origin: `TF_GetAllOpList of TensorFlow ${version}`,
  form: "inputs;outputs;attributes (? has a default);stateful",
};
const top = Object.entries(head).map(([key, text]) => `  ${JSON.stringify(key)}: ${JSON.stringify(text)},\n`);
writeFileSync(
  new URL("op-table.json", import.meta.url),
  `{\n${top.join("")}  "operations": {\n${lines.join(",\n")}\n  }\n}\n`,
);
console.log(`op-table.json: ${lines.length} operations of TensorFlow ${version}`);
