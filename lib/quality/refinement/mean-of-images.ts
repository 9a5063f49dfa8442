import { mean } from "../../core/arrays";
import { stream } from "../../core/random";
import { groupBootstrap } from "../../statistics/group-bootstrap";

/** The mean of one number per image. */
export interface MeanOfImages {
  readonly value: number;
  /** 95 %, over other images like these; absent of fewer than five, and where all are equal. */
  readonly interval?: readonly [low: number, high: number];
  readonly n: number;
}

/**
 * The mean of one number per image, with the interval of its bootstrap.
 * @param values of images that are independent, as those that are drawn are; at least one
 * @throws RangeError for none
 */
export function meanOfImages(values: readonly number[], seed = 0): MeanOfImages {
  const spread = groupBootstrap(
    values.map((_, i) => String(i)),
    (indices) => mean(indices.map((i) => values[i]!)),
    stream(seed, "quality", "refinement", "mean of images"),
  );
  const value = mean(values);
  // of few images the percentiles may lie on one side of the value
  const interval = spread && ([Math.min(spread.low, value), Math.max(spread.high, value)] as const);
  return {
    value,
    ...(interval && { interval }),
    n: values.length,
  };
}
