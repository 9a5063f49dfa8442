import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Host, Metadata } from "./backend";
import { functionGraph, scalarConstant, type GraphVariable, type Port } from "./function-graph";
import { writeSavedModel, type GraphNode } from "./saved-model";
import { dtypes, kinds, type Attribute } from "./types";

/** A TensorFlow session that runs recorded functions; its variables live in it. */
export interface Session {
  run(ids: readonly number[], inputs: readonly Port[], outputs: readonly Port[]): Metadata[];
  get(variables: readonly GraphVariable[]): Metadata[];
  set(variables: readonly GraphVariable[], ids: readonly number[]): void;
  close(): void;
}

const typeAttribute = (name: string, value: number): Attribute => ({ name, type: kinds.type, value });
const names = (ports: readonly { readonly name: string }[]): string =>
  ports.map(({ name }) => `${name}:0`).join(",");

/**
 * Opens a session on a graph: it is written as a SavedModel into a temporary folder, which the binding loads.
 *
 * @param functions nodes of the functions
 * @param variables that they use
 */
export function openSession(
  { real }: Host,
  functions: readonly (readonly GraphNode[])[],
  variables: readonly GraphVariable[],
): Session {
  const nodes = [...variables.flatMap(access), ...functions.flat()];
  const folder = mkdtempSync(join(tmpdir(), "compiled-")); // a new one each time: the binding remembers folders
  let session: number;
  try {
    writeSavedModel(folder, nodes);
    session = real.loadSavedModel(folder, "serve");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    run: (ids, inputs, outputs) => real.runSavedModel(session, ids, names(inputs), names(outputs)),
    get: (some) =>
      real.runSavedModel(session, [], "", names(some.map(({ handle }) => ({ name: `${handle}/get` })))),
    set: (some, ids) => {
      const [inputs, outputs] = ["set", "was_set"].map((name) =>
        names(some.map(({ handle }) => ({ name: `${handle}/${name}` }))),
      ) as [string, string];
      for (const { id } of real.runSavedModel(session, ids, inputs, outputs)) real.deleteTensor(id);
    },
    close: () => real.deleteSavedModel(session),
  };
}

/** A variable's handle, and the nodes that read it and write it from outside. */
function access({ handle, type }: GraphVariable): GraphNode[] {
  const dtype = typeAttribute("dtype", type.dtype);
  const shape = { name: "shape", type: kinds.shape, value: type.shape };
  const shared = { name: "shared_name", type: kinds.string, value: handle };
  const own = functionGraph(handle);
  const zero = own.constant(scalarConstant(0), "zero");
  own.add("Placeholder", [], [dtype, shape], "set");
  // a tensor that is handed in may lie in JavaScript's memory: the variable keeps a copy
  const copy = own.add("DeepCopy", [`${handle}/set:0`], [typeAttribute("T", type.dtype)], "copy");
  const assign = own.add("AssignVariableOp", [`${handle}:0`, `${copy}:0`], [dtype], "assign");
  own.add("Identity", [zero, `^${assign}`], [typeAttribute("T", dtypes.float32)], "was_set");
  own.add("ReadVariableOp", [`${handle}:0`], [dtype], "get");
  return [{ name: handle, op: "VarHandleOp", inputs: [], attributes: [dtype, shape, shared] }, ...own.nodes];
}
