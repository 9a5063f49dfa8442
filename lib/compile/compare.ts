import { refuse } from "./compile-error";
import type { Recording } from "./record";
import type { GraphNode } from "./saved-model";
import type { Constant } from "./types";

/**
 * Compares two recordings of a step from the same state. What differs lives in JavaScript - a counter, a schedule,
 * Math.random - and would stay as it was at the first call.
 * @throws CompileError with the line that made what differs
 */
export function compare(first: Recording, second: Recording): void {
  const remedy =
    "Pass it as an argument, keep it in a tf.variable, or draw it by engine.draws: the graph would repeat it for ever.";
  const [a, b] = [first.graph.nodes, second.graph.nodes];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]];
    if (x === undefined || y === undefined || described(x) !== described(y))
      refuse(
        `its operations differ from call to call (number ${i}: ${x?.op ?? "none"}, then ${y?.op ?? "none"})`,
        "the same operations at every call",
        remedy,
      );
    if (x.op !== "Const") continue;
    const [was, is] = [valueOf(x), valueOf(y)];
    if (Buffer.compare(was.bytes, is.bytes) !== 0)
      refuse(
        `a constant ${is.shape.length > 0 ? `of shape (${is.shape.join(", ")})` : "number"} changes from call to call`,
        "constants",
        remedy,
        second.made.get(`${y.name}:0`)?.where,
      );
  }
}

const valueOf = (node: GraphNode): Constant =>
  node.attributes.find(({ name }) => name === "value")?.value as Constant;

function described({ op, inputs, attributes }: GraphNode): string {
  const plain = attributes.map(({ name, value }) => [name, isConstant(value) ? value.shape : value]);
  return JSON.stringify([op, inputs, plain]);
}

const isConstant = (value: unknown): value is Constant =>
  typeof value === "object" && value !== null && "bytes" in value;
