import type { Operand } from "./types";
import type { Rule, Sides, Values } from "./shapes";

const shapeOf = (inputs: readonly Operand[], i: number): Sides => inputs[i]?.shape ?? [];

/** One side of a map after windows of a size went over it; undefined for explicit paddings. */
function windows(side: number, window: number, stride: number, padding: unknown): number | undefined {
  if (padding === "SAME") return Math.ceil(side / stride);
  return padding === "VALID" ? Math.ceil((side - window + 1) / stride) : undefined;
}

/** (n, h, w, ...) after windows; channels stay as given. */
function slid(
  [n = 0, h = 0, w = 0]: Sides,
  [high, wide]: readonly [number, number],
  channels: number,
  { strides, padding, data_format = "NHWC" }: Values,
): readonly Sides[] | undefined {
  const [, down = 1, across = 1] = strides as readonly number[];
  const rows = windows(h, high, down, padding);
  const columns = windows(w, wide, across, padding);
  if (data_format !== "NHWC" || rows === undefined || columns === undefined) return undefined;
  return [[n, rows, columns, channels]];
}

const sized = (inputs: readonly Operand[], i: number): readonly Sides[] | undefined => {
  const values = inputs[i]?.values;
  return values && [[...values]];
};
const pooled: Rule = (inputs, values) => {
  const [, high = 1, wide = 1] = values["ksize"] as readonly number[];
  const shape = shapeOf(inputs, 0);
  return slid(shape, [high, wide], shape[3] ?? 0, values);
};
const dilated = (kernel: Sides, { dilations }: Values): readonly [number, number] => {
  const [, down = 1, across = 1] = (dilations as readonly number[] | undefined) ?? [];
  return [((kernel[0] ?? 1) - 1) * down + 1, ((kernel[1] ?? 1) - 1) * across + 1];
};
/** What batch normalisation gives beside its map, and the length of what it reserves. */
const normalised: Rule = (inputs) => {
  const channels = shapeOf(inputs, 1);
  return [shapeOf(inputs, 0), channels, channels, channels, channels, []];
};

/** Shapes of convolutions, poolings and batch normalisation, channels last. */
export const convolutionRules: Readonly<Record<string, Rule>> = {
  Conv2D: (inputs, values) => {
    const kernel = shapeOf(inputs, 1);
    return slid(shapeOf(inputs, 0), dilated(kernel, values), kernel[3] ?? 0, values);
  },
  DepthwiseConv2dNative: (inputs, values) => {
    const kernel = shapeOf(inputs, 1);
    return slid(shapeOf(inputs, 0), dilated(kernel, values), (kernel[2] ?? 0) * (kernel[3] ?? 0), values);
  },
  Conv2DBackpropInput: (inputs) => sized(inputs, 0),
  Conv2DBackpropFilter: (inputs) => sized(inputs, 1),
  DepthwiseConv2dNativeBackpropInput: (inputs) => sized(inputs, 0),
  DepthwiseConv2dNativeBackpropFilter: (inputs) => sized(inputs, 1),
  MaxPool: pooled,
  AvgPool: pooled,
  MaxPoolGrad: (inputs) => [shapeOf(inputs, 0)],
  AvgPoolGrad: (inputs) => sized(inputs, 0),
  BiasAddGrad: (inputs) => [[shapeOf(inputs, 0).at(-1) ?? 0]],
  FusedBatchNorm: (inputs, values) => normalised(inputs, values)?.slice(0, 5),
  FusedBatchNormV3: normalised,
  FusedBatchNormGradV3: (inputs) => {
    const channels = shapeOf(inputs, 2);
    return [shapeOf(inputs, 0), channels, channels, [0], [0]];
  },
};
