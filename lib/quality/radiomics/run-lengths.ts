import { directions, epsilon, meanOverDirections, type GreyLevels } from "./grey-levels";

/** Names of the grey-level run-length features, in pyradiomics' order of the table. */
export const runLengthNames = [
  "GrayLevelNonUniformity",
  "GrayLevelNonUniformityNormalized",
  "GrayLevelVariance",
  "HighGrayLevelRunEmphasis",
  "LongRunEmphasis",
  "LongRunHighGrayLevelEmphasis",
  "LongRunLowGrayLevelEmphasis",
  "LowGrayLevelRunEmphasis",
  "RunEntropy",
  "RunLengthNonUniformity",
  "RunLengthNonUniformityNormalized",
  "RunPercentage",
  "RunVariance",
  "ShortRunEmphasis",
  "ShortRunHighGrayLevelEmphasis",
  "ShortRunLowGrayLevelEmphasis",
] as const;

/** How long grey levels stay the same along a line. */
export type RunLengths = Readonly<Record<(typeof runLengthNames)[number], number>>;

/**
 * Grey-level run-length features (GLRLM): of each of four directions, then their mean.
 * @param image with at least one pixel inside the mask; a run ends where the mask does
 * Source: pyradiomics 3.0.1, glrlm.
 */
export function runLengths(image: GreyLevels): RunLengths {
  const found = directions.map((direction) => featuresOf(runLengthMatrix(image, direction), image.side));
  return meanOverDirections(found, runLengthNames);
}

/**
 * How many runs there are of each level and length in one direction.
 * @returns highest x side, row after row; level 1 is row 0, length 1 column 0
 */
export function runLengthMatrix(
  { side, levels, highest }: GreyLevels,
  [down, right]: readonly [number, number],
): Float64Array {
  const runs = new Float64Array(highest * side);
  const at = (y: number, x: number): number =>
    y < 0 || x < 0 || y >= side || x >= side ? 0 : levels[y * side + x]!;
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const level = at(y, x);
      if (level === 0 || at(y - down, x - right) === level) continue;
      let length = 1;
      while (at(y + length * down, x + length * right) === level) length++;
      runs[(level - 1) * side + length - 1]! += 1;
    }
  return runs;
}

function featuresOf(runs: Float64Array, longest: number): RunLengths {
  const ofLevel = new Float64Array(runs.length / longest);
  const ofLength = new Float64Array(longest);
  let n = 0;
  runs.forEach((count, k) => {
    ofLevel[Math.floor(k / longest)]! += count;
    ofLength[k % longest]! += count;
    n += count;
  });
  /** Mean over all runs, by level (power a) and length (power b). */
  const emphasis = (a: number, b: number): number =>
    runs.reduce(
      (total, count, k) =>
        count === 0 ? total : total + count * (Math.floor(k / longest) + 1) ** a * ((k % longest) + 1) ** b,
      0,
    ) / n;
  const squares = (counts: Float64Array): number => counts.reduce((total, count) => total + count * count, 0);
  const variance = (counts: Float64Array): number => {
    const centre = counts.reduce((total, count, i) => total + (i + 1) * count, 0) / n;
    return counts.reduce((total, count, i) => total + (i + 1 - centre) ** 2 * count, 0) / n;
  };
  return {
    GrayLevelNonUniformity: squares(ofLevel) / n,
    GrayLevelNonUniformityNormalized: squares(ofLevel) / (n * n),
    GrayLevelVariance: variance(ofLevel),
    HighGrayLevelRunEmphasis: emphasis(2, 0),
    LongRunEmphasis: emphasis(0, 2),
    LongRunHighGrayLevelEmphasis: emphasis(2, 2),
    LongRunLowGrayLevelEmphasis: emphasis(-2, 2),
    LowGrayLevelRunEmphasis: emphasis(-2, 0),
    RunEntropy: -runs.reduce(
      (total, count) => (count === 0 ? total : total + (count / n) * Math.log2(count / n + epsilon)),
      0,
    ),
    RunLengthNonUniformity: squares(ofLength) / n,
    RunLengthNonUniformityNormalized: squares(ofLength) / (n * n),
    RunPercentage: 1 / emphasis(0, 1),
    RunVariance: variance(ofLength),
    ShortRunEmphasis: emphasis(0, -2),
    ShortRunHighGrayLevelEmphasis: emphasis(2, -2),
    ShortRunLowGrayLevelEmphasis: emphasis(-2, -2),
  };
}
