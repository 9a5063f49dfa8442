import { sizeOf } from "./backend";
import { all, like, place, shapeFromValues, type Rule, type Rules, type Sides } from "./shape-rule";

const repeatShape = (count: number, shape: Sides): Sides[] => Array.from({ length: count }, () => shape);
const insertSide = (shape: Sides, axis: number, side: number): Sides => {
  const at = place(axis, shape.length + 1);
  return [...shape.slice(0, at), side, ...shape.slice(at)];
};
/** @param sign of what the paddings do to the sides */
const padded =
  (sign: number): Rule =>
  ({ shape, values }) => {
    const pads = values(1);
    return [shape(0).map((side, i) => side + sign * ((pads[2 * i] ?? 0) + (pads[2 * i + 1] ?? 0)))];
  };

/** Shapes of what makes, cuts, joins and moves arrays. */
export const arrayRules: Rules = {
  ...all("ReverseV2 InvertPermutation", like(0)),
  ...all("MirrorPad Pad PadV2", padded(1)),
  MirrorPadGrad: padded(-1),
  ...all(
    `Fill StatelessRandomNormal StatelessRandomUniform StatelessRandomUniformFullInt StatelessRandomUniformInt
    StatelessTruncatedNormal`,
    shapeFromValues(0),
  ),
  StatelessMultinomial: ({ shape, values }) => [[shape(0)[0] ?? 0, ...values(1)]],
  BroadcastTo: shapeFromValues(1),
  BroadcastArgs: ({ shape }) => [[Math.max(shape(0)[0] ?? 0, shape(1)[0] ?? 0)]],
  Range: ({ values }) => {
    const [[from = 0], [to = 0], [step = 1]] = [values(0), values(1), values(2)];
    return [[Math.ceil((to - from) / step)]];
  },
  LinSpace: shapeFromValues(2),
  Diag: ({ shape }) => [[...shape(0), ...shape(0)]],
  Reshape: ({ shape, values }) => {
    const known = sizeOf(values(1).filter((side) => side >= 0));
    return [values(1).map((side) => (side < 0 ? sizeOf(shape(0)) / known : side))];
  },
  ExpandDims: ({ shape, values }) => [insertSide(shape(0), values(1)[0] ?? 0, 1)],
  Pack: ({ shapes, shape, number }) => [insertSide(shape(0), number("axis"), shapes.length)],
  Unpack: ({ shape, number }) => {
    const at = place(number("axis"), shape(0).length);
    return repeatShape(
      number("num"),
      shape(0).filter((_, i) => i !== at),
    );
  },
  ConcatV2: ({ shapes, shape, values }) => {
    const at = place(values(-1)[0] ?? 0, shape(0).length);
    const total = shapes.slice(0, -1).reduce((sum, part) => sum + (part[at] ?? 0), 0);
    return [shape(0).with(at, total)];
  },
  Split: ({ shape, values, number }) => {
    const [at, parts] = [place(values(0)[0] ?? 0, shape(1).length), number("num_split")];
    return repeatShape(parts, shape(1).with(at, (shape(1)[at] ?? 0) / parts));
  },
  SplitV: ({ shape, values }) => {
    const at = place(values(2)[0] ?? 0, shape(0).length);
    const rest = (shape(0)[at] ?? 0) - values(1).reduce((sum, size) => sum + Math.max(size, 0), 0);
    return values(1).map((size) => shape(0).with(at, size < 0 ? rest : size));
  },
  Tile: ({ shape, values }) => [shape(0).map((side, i) => side * (values(1)[i] ?? 1))],
  Transpose: ({ shape, values }) => [values(1).map((i) => shape(0)[i] ?? 0)],
  Slice: ({ shape, values }) => [
    values(2).map((size, i) => (size < 0 ? (shape(0)[i] ?? 0) - (values(1)[i] ?? 0) : size)),
  ],
  SpaceToBatchND: ({ shape, values }) => {
    const [blocks, pads] = [values(1), values(2)];
    const sides = blocks.map(
      (block, i) => ((shape(0)[i + 1] ?? 0) + (pads[2 * i] ?? 0) + (pads[2 * i + 1] ?? 0)) / block,
    );
    return [[(shape(0)[0] ?? 0) * sizeOf(blocks), ...sides, ...shape(0).slice(1 + blocks.length)]];
  },
  BatchToSpaceND: ({ shape, values }) => {
    const [blocks, crops] = [values(1), values(2)];
    const sides = blocks.map(
      (block, i) => (shape(0)[i + 1] ?? 0) * block - (crops[2 * i] ?? 0) - (crops[2 * i + 1] ?? 0),
    );
    return [[(shape(0)[0] ?? 0) / sizeOf(blocks), ...sides, ...shape(0).slice(1 + blocks.length)]];
  },
};
