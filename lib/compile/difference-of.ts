import type { Recording } from "./record";
import type { GraphNode } from "./saved-model";
import type { Constant } from "./types";

/** A difference between two recordings of a step, and where the step made it. */
export interface Difference {
  readonly found: string;
  readonly where?: Error | undefined;
}

/**
 * Compares two recordings of a step from the same state. What differs lives in JavaScript - a counter, a schedule,
 * Math.random - and a graph would have it as it was at the first call.
 */
export function differenceOf(first: Recording, second: Recording): Difference | undefined {
  const [a, b] = [first.graph.nodes, second.graph.nodes];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]];
    if (x === undefined || y === undefined || describeNode(x) !== describeNode(y)) {
      const pair = `number ${i}: ${x?.op ?? "none"}, then ${y?.op ?? "none"}`;
      return { found: `its operations differ from call to call (${pair})` };
    }
    if (x.op !== "Const") continue;
    const [was, is] = [valueOf(x), valueOf(y)];
    if (Buffer.compare(was.bytes, is.bytes) === 0) continue;
    const what = is.shape.length > 0 ? `of shape (${is.shape.join(", ")})` : "number";
    const where = second.made.get(`${y.name}:0`)?.where;
    return { found: `a constant ${what} changes from call to call`, where };
  }
  return undefined;
}

const valueOf = (node: GraphNode): Constant =>
  node.attributes.find(({ name }) => name === "value")?.value as Constant;

function describeNode({ op, inputs, attributes }: GraphNode): string {
  const plain = attributes.map(({ name, value }) => [name, isConstant(value) ? value.shape : value]);
  return JSON.stringify([op, inputs, plain]);
}

const isConstant = (value: unknown): value is Constant =>
  typeof value === "object" && value !== null && "bytes" in value;
