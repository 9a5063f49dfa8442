import { describe, expect, test } from "vitest";
import { paper, small } from "../../../lib/models";
import { lineThrough, stepCost } from "../../../lib/runner/bench/step-cost";
import { withFilters } from "../../../lib/runner/bench/with-filters";

const networksOf = (spec: typeof paper, size = 32) => ({
  generator: spec.generator(size),
  discriminator: spec.discriminator(size),
});
const dispose = (networks: ReturnType<typeof networksOf>): void =>
  Object.values(networks).forEach((model) => void model.dispose());

describe("stepCost()", () => {
  test("counts the paper's step: 153 GFLOP for a batch of 16, as by hand", () => {
    const networks = networksOf(paper);
    const [halves, whole] = [16 * 16 * 128, 32 * 32 * 128];
    const g = 100 * 32768 + halves * 25 * 128 + halves * 16 * 128 + 2 * whole * 25 * 128 + 32 * 32 * 25 * 128;
    const d = whole * 9 + 16 * 128 * (256 + 64 + 16) * 128 + 2048;
    const { multiplyAdds, activations } = stepCost(networks);
    expect(multiplyAdds).toBe(4 * g + 8 * d);
    expect((2 * 16 * multiplyAdds) / 1e9).toBeCloseTo(153, 0);
    // dense, norm, leaky, reshape; three of each block; 1 image; the discriminator's flatten and dropout, 1 logit
    const maps = 4 * 32768 + 3 * halves + 9 * whole + 32 * 32;
    expect(activations).toBe(maps + 3 * whole + 3 * 128 * (256 + 64 + 16) + 2 * 2048 + 1);
    dispose(networks);
  });
});

describe("withFilters()", () => {
  test("scales every width, and leaves image and logit alone", () => {
    const networks = networksOf(withFilters(paper, 32));
    expect(networks.generator.outputShape).toEqual([null, 32, 32, 1]);
    expect(networks.discriminator.outputShape).toEqual([null, 1]);
    const kernels = networks.generator.weights.filter((w) => w.originalName.endsWith("kernel"));
    expect(kernels.map((w) => w.shape.slice(-2))).toEqual([
      [100, 16 * 16 * 32],
      [32, 32],
      [32, 32],
      [32, 32],
      [32, 32],
      [32, 1],
    ]);
    dispose(networks);
    expect(withFilters(small, 128)).toBe(small);
  });
});

describe("lineThrough()", () => {
  test("finds the line of points that lie on one", () => {
    const { constant, slope, largestError } = lineThrough([1, 2, 5, 9].map((x) => [x, 3 + 2 * x]));
    expect(constant).toBeCloseTo(3, 10);
    expect(slope).toBeCloseTo(2, 10);
    expect(largestError).toBeCloseTo(0, 10);
  });

  test("says how far the farthest point is, as a share", () => {
    expect(
      lineThrough([
        [1, 1],
        [2, 2],
        [3, 3.6],
      ]).largestError,
    ).toBeGreaterThan(0.04);
  });
});
