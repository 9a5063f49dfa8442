import { all, like, shapeFromValues, type Asked, type Rule, type Rules, type Sides } from "./shape-rule";

/** (n, ..., c) after windows went over the sides between; undefined where channels are not last. */
function slid(
  { shape, attribute }: Asked,
  windows: Sides,
  channels: number | undefined,
): readonly Sides[] | undefined {
  if (!/^N(H|DH)WC$/.test((attribute("data_format") as string | undefined) ?? "NHWC")) return undefined;
  const [n = 0, ...sides] = shape(0).slice(0, -1);
  const strides = attribute("strides") as Sides;
  const padding = attribute("padding");
  const explicit = (attribute("explicit_paddings") as Sides | undefined) ?? [];
  const after = sides.map((side, i) => {
    const stride = strides[i + 1] ?? 1;
    if (padding === "SAME") return Math.ceil(side / stride);
    const pads = padding === "EXPLICIT" ? (explicit[2 * i + 2] ?? 0) + (explicit[2 * i + 3] ?? 0) : 0;
    return Math.floor((side + pads - (windows[i] ?? 1)) / stride) + 1;
  });
  return [[n, ...after, channels ?? 0]];
}

/** Sides that a kernel covers, the holes between its elements (dilations) included. */
function reach(kernel: Sides, holes: unknown): Sides {
  return kernel.map((side, i) => (side - 1) * ((holes as Sides | undefined)?.[i + 1] ?? 1) + 1);
}

const convolved: Rule = (asked) => {
  const kernel = asked.shape(1);
  return slid(asked, reach(kernel.slice(0, -2), asked.attribute("dilations")), kernel.at(-1));
};
const pooled: Rule = (asked) =>
  slid(asked, (asked.attribute("ksize") as Sides).slice(1, -1), asked.shape(0).at(-1));
/** Outputs of batch normalisation: its map, four with one number per channel, and reserved space. */
const normalised: Rule = ({ shape }) => [shape(0), shape(1), shape(1), shape(1), shape(1), [0]];

/** Shapes of convolutions, poolings and batch normalisation, channels last. */
export const convolutionRules: Rules = {
  ...all("Conv2D Conv3D", convolved),
  ...all("Conv2DBackpropInput Conv3DBackpropInputV2 DepthwiseConv2dNativeBackpropInput", shapeFromValues(0)),
  ...all(
    "Conv2DBackpropFilter Conv3DBackpropFilterV2 DepthwiseConv2dNativeBackpropFilter",
    shapeFromValues(1),
  ),
  DepthwiseConv2dNative: (asked) => {
    const [h = 0, w = 0, channels = 0, each = 0] = asked.shape(1);
    return slid(asked, reach([h, w], asked.attribute("dilations")), channels * each);
  },
  Dilation2D: (asked) => {
    const kernel = asked.shape(1);
    return slid(asked, reach(kernel.slice(0, -1), asked.attribute("rates")), kernel.at(-1));
  },
  Dilation2DBackpropInput: like(0),
  Dilation2DBackpropFilter: like(1),
  ...all("MaxPool AvgPool MaxPool3D AvgPool3D", pooled),
  ...all("MaxPoolGrad MaxPool3DGrad LRN LRNGrad BiasAdd", like(0)),
  ...all("AvgPoolGrad AvgPool3DGrad", shapeFromValues(0)),
  BiasAddGrad: ({ shape, attribute }) =>
    (attribute("data_format") ?? "NHWC") === "NHWC" ? [[shape(0).at(-1) ?? 0]] : undefined,
  FusedBatchNorm: (asked) => normalised(asked)?.slice(0, 5),
  FusedBatchNormV3: normalised,
  FusedBatchNormGradV3: ({ shape }) => [shape(0), shape(2), shape(2), [], []],
};
