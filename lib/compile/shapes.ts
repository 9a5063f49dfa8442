import { sizeOf } from "./backend";
import { convolutionRules } from "./shapes-convolution";
import type { Attribute, Operand } from "./types";

/** A shape: the sides of a tensor. */
export type Sides = readonly number[];
/** An operation's attributes by name. */
export type Values = Readonly<Record<string, unknown>>;
/** Shapes of the outputs; undefined where they depend on values that are not known. */
export type Rule = (inputs: readonly Operand[], values: Values) => readonly Sides[] | undefined;

/** Operations whose shapes depend on values: no graph of fixed shapes can have them. */
export const dynamicOps: ReadonlySet<string> = new Set(
  "Where Unique UniqueV2 NonMaxSuppressionV3 NonMaxSuppressionV4 NonMaxSuppressionV5 DynamicPartition".split(
    " ",
  ),
);

const shapeOf = (inputs: readonly Operand[], i: number): Sides => inputs[i]?.shape ?? [];
const valuesOf = (inputs: readonly Operand[], i: number): number[] | undefined => {
  const values = inputs[i]?.values;
  return values && [...values];
};
/** Counted from the end where negative. */
const place = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** The shape that two are stretched to. */
function broadcast(a: Sides, b: Sides): Sides {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[a.length - rank + i] ?? 1, b[b.length - rank + i] ?? 1];
    return x === 1 ? y : x;
  });
}

const same: Rule = (inputs) => [shapeOf(inputs, 0)];
const two: Rule = (inputs) => [broadcast(shapeOf(inputs, 0), shapeOf(inputs, 1))];
const asFirstValues: Rule = (inputs) => {
  const values = valuesOf(inputs, 0);
  return values && [values];
};
const reduced: Rule = (inputs, { keep_dims }) => {
  const shape = shapeOf(inputs, 0);
  const axes = valuesOf(inputs, 1)?.map((axis) => place(axis, shape.length));
  if (!axes) return undefined;
  return [
    keep_dims === true
      ? shape.map((side, i) => (axes.includes(i) ? 1 : side))
      : shape.filter((_, i) => !axes.includes(i)),
  ];
};
const without: Rule = (inputs) => {
  const shape = shapeOf(inputs, 0);
  const axis = valuesOf(inputs, 1)?.[0];
  return axis === undefined ? undefined : [shape.filter((_, i) => i !== place(axis, shape.length))];
};
const padded: Rule = (inputs) => {
  const pads = valuesOf(inputs, 1);
  return pads && [shapeOf(inputs, 0).map((side, i) => side + (pads[2 * i] ?? 0) + (pads[2 * i + 1] ?? 0))];
};

const rules: Record<string, Rule> = {
  ...all(
    `Neg Exp Expm1 Log Log1p Sqrt Square Rsqrt Sigmoid Tanh LeakyRelu Relu Relu6 Elu Selu Softplus Softsign ZerosLike
    OnesLike Identity DeepCopy Abs Sign Reciprocal Inv Floor Ceil Round Rint Softmax LogSoftmax LogicalNot Sin Cos Tan Asin
    Acos Atan Sinh Cosh Asinh Acosh Atanh Erf Erfc IsNan IsInf IsFinite Cast Cumsum Cumprod Reverse ReverseV2 BiasAdd
    LeakyReluGrad SigmoidGrad TanhGrad ReluGrad Relu6Grad EluGrad SeluGrad SoftplusGrad RsqrtGrad SqrtGrad AddN
    StopGradient ClipByValue LRN InvertPermutation TensorScatterUpdate Prelu Diag`,
    same,
  ),
  ...all(
    `Add AddV2 Sub Mul RealDiv Div DivNoNan Maximum Minimum Pow SquaredDifference FloorDiv FloorMod Mod Atan2 Greater
    GreaterEqual Less LessEqual Equal NotEqual LogicalAnd LogicalOr LogicalXor Complex BitwiseAnd BitwiseOr BitwiseXor
    LeftShift RightShift`,
    two,
  ),
  ...all("Sum Mean Max Min Prod All Any", reduced),
  ...all("ArgMax ArgMin", without),
  ...all("Pad PadV2 MirrorPad", padded),
  ...all(
    `StatelessRandomUniform StatelessRandomNormal StatelessTruncatedNormal StatelessRandomUniformInt
    StatelessRandomUniformFullInt Fill`,
    asFirstValues,
  ),
  Select: (inputs) => [shapeOf(inputs, 1)],
  SelectV2: (inputs) => [broadcast(shapeOf(inputs, 0), broadcast(shapeOf(inputs, 1), shapeOf(inputs, 2)))],
  NoOp: () => [],
  MatMul: (inputs, { transpose_a, transpose_b }) => {
    const [a, b] = [shapeOf(inputs, 0), shapeOf(inputs, 1)];
    return [[a[transpose_a === true ? 1 : 0] ?? 0, b[transpose_b === true ? 0 : 1] ?? 0]];
  },
  BatchMatMulV2: (inputs, { adj_x, adj_y }) => {
    const [a, b] = [shapeOf(inputs, 0), shapeOf(inputs, 1)];
    const rows = a.at(adj_x === true ? -1 : -2) ?? 0;
    const columns = b.at(adj_y === true ? -2 : -1) ?? 0;
    return [[...broadcast(a.slice(0, -2), b.slice(0, -2)), rows, columns]];
  },
  Pack: (inputs, { axis = 0 }) => {
    const shape = [...shapeOf(inputs, 0)];
    shape.splice(place(axis as number, shape.length + 1), 0, inputs.length);
    return [shape];
  },
  Unpack: (inputs, { axis = 0, num }) => {
    const shape = shapeOf(inputs, 0);
    const one = shape.filter((_, i) => i !== place(axis as number, shape.length));
    return Array.from({ length: num as number }, () => one);
  },
  ConcatV2: (inputs) => {
    const axis = valuesOf(inputs, inputs.length - 1)?.[0];
    const parts = inputs.slice(0, -1).map(({ shape }) => shape);
    const first = parts[0];
    if (axis === undefined || first === undefined) return undefined;
    const at = place(axis, first.length);
    return [first.map((side, i) => (i === at ? parts.reduce((sum, part) => sum + (part[i] ?? 0), 0) : side))];
  },
  Split: (inputs, { num_split }) => {
    const shape = shapeOf(inputs, 1);
    const axis = valuesOf(inputs, 0)?.[0];
    if (axis === undefined) return undefined;
    const at = place(axis, shape.length);
    const one = shape.map((side, i) => (i === at ? side / (num_split as number) : side));
    return Array.from({ length: num_split as number }, () => one);
  },
  SplitV: (inputs) => {
    const shape = shapeOf(inputs, 0);
    const [sizes, axis] = [valuesOf(inputs, 1), valuesOf(inputs, 2)?.[0]];
    if (!sizes || axis === undefined) return undefined;
    const at = place(axis, shape.length);
    const known = sizes.reduce((sum, size) => sum + Math.max(size, 0), 0);
    return sizes.map((size) => shape.map((side, i) => (i !== at ? side : size < 0 ? side - known : size)));
  },
  Reshape: (inputs) => {
    const sides = valuesOf(inputs, 1);
    if (!sides) return undefined;
    const known = sizeOf(sides.filter((side) => side >= 0));
    return [sides.map((side) => (side < 0 ? sizeOf(shapeOf(inputs, 0)) / known : side))];
  },
  ExpandDims: (inputs) => {
    const shape = [...shapeOf(inputs, 0)];
    const axis = valuesOf(inputs, 1)?.[0];
    if (axis === undefined) return undefined;
    shape.splice(place(axis, shape.length + 1), 0, 1);
    return [shape];
  },
  Tile: (inputs) => {
    const times = valuesOf(inputs, 1);
    return times && [shapeOf(inputs, 0).map((side, i) => side * (times[i] ?? 1))];
  },
  Transpose: (inputs) => {
    const order = valuesOf(inputs, 1);
    return order && [order.map((i) => shapeOf(inputs, 0)[i] ?? 0)];
  },
  BroadcastTo: (inputs) => {
    const shape = valuesOf(inputs, 1);
    return shape && [shape];
  },
  Slice: (inputs) => {
    const [begin, size] = [valuesOf(inputs, 1), valuesOf(inputs, 2)];
    if (!begin || !size) return undefined;
    return [size.map((side, i) => (side < 0 ? (shapeOf(inputs, 0)[i] ?? 0) - (begin[i] ?? 0) : side))];
  },
  GatherV2: (inputs, { batch_dims = 0 }) => {
    const [shape, indices] = [shapeOf(inputs, 0), shapeOf(inputs, 1)];
    const axis = valuesOf(inputs, 2)?.[0];
    if (axis === undefined) return undefined;
    const at = place(axis, shape.length);
    return [[...shape.slice(0, at), ...indices.slice(batch_dims as number), ...shape.slice(at + 1)]];
  },
  GatherNd: (inputs) => {
    const [shape, indices] = [shapeOf(inputs, 0), shapeOf(inputs, 1)];
    return [[...indices.slice(0, -1), ...shape.slice(indices.at(-1))]];
  },
  OneHot: (inputs, { axis = -1 }) => {
    const shape = [...shapeOf(inputs, 0)];
    const depth = valuesOf(inputs, 1)?.[0];
    if (depth === undefined) return undefined;
    shape.splice(place(axis as number, shape.length + 1), 0, depth);
    return [shape];
  },
  UnsortedSegmentSum: (inputs) => {
    const count = valuesOf(inputs, 2)?.[0];
    return count === undefined
      ? undefined
      : [[count, ...shapeOf(inputs, 0).slice(shapeOf(inputs, 1).length)]];
  },
  ...convolutionRules,
};

/** One rule for several operations. */
function all(names: string, rule: Rule): Record<string, Rule> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, rule]));
}

/**
 * Shapes of an operation's outputs, without executing it.
 * @returns undefined for an operation without a rule, or whose rule needs values that are not known
 */
export function outputShapes(
  op: string,
  attributes: readonly Attribute[],
  inputs: readonly Operand[],
): readonly Sides[] | undefined {
  return rules[op]?.(inputs, Object.fromEntries(attributes.map(({ name, value }) => [name, value])));
}

/** The operations that have a rule. */
export const ruled: readonly string[] = Object.keys(rules);
