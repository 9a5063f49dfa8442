import { extent, mean, variance } from "../core/arrays";
import type { Dataset, Slice } from "./dataset";

/** Share of a slice's pixels at or below 10 of 255: air and padding. */
export function blackShare({ grey }: Pick<Slice, "grey">): number {
  let black = 0;
  for (const value of grey) if (value <= 10) black++;
  return black / grey.length;
}

/** Mean grey value of a slice's outermost rows and columns. */
export function borderMean({ width, height, grey }: Pick<Slice, "width" | "height" | "grey">): number {
  const border: number[] = [];
  grey.forEach((value, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) border.push(value);
  });
  return mean(border);
}

/** Grey values of one class, 0..255. */
export interface Intensities {
  readonly name: string;
  /** Mean over the class's slices of their means, and how these means spread. */
  readonly mean: number;
  readonly sd: number;
  /** Darkest and brightest slice's mean. */
  readonly lowest: number;
  readonly highest: number;
  /** Mean share of pixels at or below 10. */
  readonly black: number;
  /** Share of the class's pixels in each of 32 equal ranges of grey, slices weighing alike. */
  readonly histogram: readonly number[];
}

/** Grey values of each class, by label. */
export function intensities({ classes, slices }: Dataset): Intensities[] {
  return classes.map((name, label) => {
    const members = slices.filter((s) => s.label === label);
    const means = members.map((s) => mean(s.grey));
    const [lowest, highest] = extent(means);
    return {
      name,
      mean: mean(means),
      sd: Math.sqrt(variance(means, "n - 1")),
      lowest,
      highest,
      black: mean(members, blackShare),
      histogram: histogram(members),
    };
  });
}

function histogram(members: readonly Slice[]): number[] {
  const bins = new Array<number>(32).fill(0);
  for (const { grey } of members)
    for (const value of grey) bins[value >> 3] = (bins[value >> 3] ?? 0) + 1 / grey.length / members.length;
  return bins;
}
