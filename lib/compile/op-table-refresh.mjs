// Writes op-table.json from the registry of the installed engine: `node lib/compile/op-table-refresh.mjs`, after a new
// version of TensorFlow. Python (no package of it) asks the library for its list, tfjs-node's own messages read it.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

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

const folder = join(tfjsNode, "dist");
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".js"),
);
const text = sources
  .filter((name) => !name.includes("proto"))
  .map((name) => readFileSync(join(folder, name), "utf8"))
  .join("\n");
const engine = new URL("../engine/", import.meta.url);
const own = readdirSync(engine)
  .map((name) => readFileSync(new URL(name, engine), "utf8"))
  .join("\n");
const words = new Set([...(text + own).matchAll(/\b[A-Z][A-Za-z0-9]+\b/g)].map(([word]) => word));
// rectifier.ts puts names together; the rest is what graphs are made of
const more =
  `Placeholder Const Identity NoOp VarHandleOp ReadVariableOp AssignVariableOp DeepCopy ResourceApplyAdam
  ResourceApplyRMSProp ReluGrad LeakyReluGrad StatelessRandomUniform StatelessRandomNormal StatelessTruncatedNormal
  StatelessRandomUniformInt StatelessRandomUniformFullInt`.split(/\s+/);
for (const name of more) words.add(name);

/** "?", of a type with its code. */
const defaultOf = (a) =>
  a.hasDefaultValue() ? `?${a.getType() === "type" ? a.getDefaultValue().getType() : ""}` : "";
const argument = (arg) => {
  if (arg.getTypeAttr() !== "")
    return arg.getNumberAttr() === "" ? arg.getTypeAttr() : `${arg.getNumberAttr()}*${arg.getTypeAttr()}`;
  if (arg.getTypeListAttr() !== "") return `[${arg.getTypeListAttr()}]`;
  return arg.getNumberAttr() === "" ? arg.getType() : `${arg.getNumberAttr()}*${arg.getType()}`;
};
const lines = list
  .getOpList()
  .filter((op) => words.has(op.getName()))
  .sort((a, b) => (a.getName() < b.getName() ? -1 : 1))
  .map((op) => {
    const attributes = op.getAttrList().map((a) => `${a.getName()}:${a.getType()}${defaultOf(a)}`);
    const row = [op.getInputArgList().map(argument), op.getOutputArgList().map(argument), attributes];
    return `    ${JSON.stringify(op.getName())}: ${JSON.stringify(op.getIsStateful() ? [...row, "stateful"] : row)}`;
  });
const origin = `TF_GetAllOpList of TensorFlow ${output.toString("utf8", 0, end)}: inputs, outputs, attributes (? has a default)`;
writeFileSync(
  new URL("op-table.json", import.meta.url),
  `{\n  "origin": ${JSON.stringify(origin)},\n  "operations": {\n${lines.join(",\n")}\n  }\n}\n`,
);
console.log(`op-table.json: ${lines.length} operations of TensorFlow ${output.toString("utf8", 0, end)}`);
