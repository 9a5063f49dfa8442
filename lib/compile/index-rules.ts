import { like, place, shapeFromValues, type Asked, type Rules, type Sides } from "./shape-rule";

/** Shapes of operations that take or put elements by index. */
export const indexRules: Rules = {
  GatherV2: ({ shape, values, number }) => {
    const at = place(values(2)[0] ?? 0, shape(0).length);
    const batch = place(number("batch_dims"), shape(1).length);
    return [[...shape(0).slice(0, at), ...shape(1).slice(batch), ...shape(0).slice(at + 1)]];
  },
  GatherNd: ({ shape }) => [[...shape(1).slice(0, -1), ...shape(0).slice(shape(1).at(-1))]],
  ScatterNd: shapeFromValues(2),
  SparseToDense: shapeFromValues(1),
  TensorScatterUpdate: like(0),
  UnsortedSegmentSum: ({ shape, values }) => [[...values(2), ...shape(0).slice(shape(1).length)]],
  Bincount: shapeFromValues(1),
  OneHot: ({ shape, values, number }) => {
    const at = place(number("axis", -1), shape(0).length + 1);
    return [[...shape(0).slice(0, at), ...values(1), ...shape(0).slice(at)]];
  },
  TopKV2: ({ shape, values }) => {
    const top = [...shape(0).slice(0, -1), ...values(1)];
    return [top, top];
  },
  StridedSlice: (asked) => [stridedSliceShape(asked)],
};

/**
 * Masks have one bit for each entry of begin, end and strides. An ellipsis means all sides without an entry.
 * Source: tensorflow/core/util/strided_slice_op.cc.
 */
function stridedSliceShape({ shape, values, number }: Asked): Sides {
  const [begins, ends, strides] = [values(1), values(2), values(3)];
  const has = (mask: string, entry: number): boolean => ((number(mask) >> entry) & 1) === 1;
  const entries = begins.map((_, entry) => entry);
  const ellipsis = entries.find((entry) => has("ellipsis_mask", entry));
  const isNew = (entry: number): boolean => has("new_axis_mask", entry) && entry !== ellipsis;
  const taking = entries.filter((entry) => entry !== ellipsis && !isNew(entry)).length;
  const sides: number[] = [];
  let axis = 0;
  const whole = (count: number): void => {
    sides.push(...shape(0).slice(axis, (axis += count)));
  };
  for (const entry of entries) {
    if (entry === ellipsis) whole(shape(0).length - taking);
    else if (isNew(entry)) sides.push(1);
    else {
      const [side = 0, stride = 1] = [shape(0)[axis++], strides[entry]];
      if (has("shrink_axis_mask", entry)) continue;
      const [first, last] = stride > 0 ? [0, side] : [-1, side - 1];
      const bounded = (at: number): number => Math.min(Math.max(place(at, side), first), last);
      const from = has("begin_mask", entry) ? (stride > 0 ? first : last) : bounded(begins[entry] ?? 0);
      const to = has("end_mask", entry) ? (stride > 0 ? last : first) : bounded(ends[entry] ?? 0);
      sides.push(Math.max(0, Math.ceil((to - from) / stride)));
    }
  }
  whole(shape(0).length - axis);
  return sides;
}
