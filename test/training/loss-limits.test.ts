import type { Tensor } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { hinge, leastSquares, nonSaturating, type GanLoss } from "../../lib/training";
import { lossLimits } from "../../lib/training/loss-limits";

const n = 20;
const column = (values: readonly number[]): Tensor => tf.tensor2d([...values], [n, 1]);
const constant = (value: number): Tensor => tf.fill([n, 1], value);
const logit = (p: number): number => Math.log(p / (1 - p));
const cases: [string, GanLoss, (mean: number) => number][] = [
  ["cross-entropy", nonSaturating, logit],
  ["least squares", leastSquares, (mean) => mean],
];

/** The loss of one output for all real images and one for all fakes, with one target of 20 inverted (p = 0.05). */
function lossAt(loss: GanLoss, [real, fake]: readonly [number, number], smoothing: number): number {
  const [one, ...rest] = Array.from({ length: n }, () => 1 - smoothing);
  const targets = { real: column([one! * 0, ...rest]), fake: column([1, ...rest.map(() => 0)]) };
  return tf.tidy(() => loss.discriminator(constant(real), constant(fake), targets).dataSync()[0]!);
}

describe.each(cases)("lossLimits() of %s", (_, loss, outputOf) => {
  test.each([0, 0.1, 0.3])(
    "are what its discriminator can reach with 5 %% of flips and a smoothing of %f",
    (s) => {
      const p = 1 / n;
      const [ofReal, ofFake] = [(1 - p) * (1 - s), p];
      const { equilibrium, least } = lossLimits(loss, { flipProbability: p, smoothing: s });
      const best = [outputOf(ofReal), outputOf(ofFake)] as const;
      expect(lossAt(loss, best, s)).toBeCloseTo(least, 5);
      const same = outputOf((ofReal + ofFake) / 2);
      expect(lossAt(loss, [same, same], s)).toBeCloseTo(equilibrium, 5);
      for (const by of [-0.1, 0.1]) {
        expect(lossAt(loss, [best[0] + by, best[1] + by], s)).toBeGreaterThan(least);
        expect(lossAt(loss, [same + by, same + by], s)).toBeGreaterThan(equilibrium);
      }
    },
  );
});

test("lossLimits() of a loss without targets are its own", () => {
  expect(lossLimits(hinge, { flipProbability: 0, smoothing: 0 })).toEqual({ equilibrium: 2, least: 0 });
});
