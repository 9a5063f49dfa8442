import type { Tensor } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { nonSaturating, type GanLoss } from "../../lib/training/gan-loss";
import { ganLosses, hinge, leastSquares, wasserstein } from "../../lib/training/gan-losses";
import { expectClose } from "../engine/compare";
import golden from "../golden/gan-variants.json";

const column = (values: readonly number[]): Tensor => tf.tensor2d([...values], [values.length, 1]);
const number = (t: Tensor): number => t.dataSync()[0]!;
const { real, fake, values, equilibrium } = golden.gan_losses;
const discriminatorLoss = (loss: GanLoss, onReal: Tensor, onFake: Tensor): Tensor =>
  loss.discriminator(onReal, onFake, { real: tf.onesLike(onReal), fake: tf.zerosLike(onFake) });

const cases = [
  { name: "bce", loss: nonSaturating },
  { name: "least_squares", loss: leastSquares },
  { name: "hinge", loss: hinge },
  { name: "wasserstein", loss: wasserstein },
] as const;

describe.each(cases)("$name", ({ name, loss }) => {
  const [onReal, onFake] = [column(real), column(fake)];

  test("has the reference's values and derivatives", () => {
    const expected = values[name];
    expect(number(discriminatorLoss(loss, onReal, onFake))).toBeCloseTo(expected.D, 6);
    expect(number(loss.generator(onFake))).toBeCloseTo(expected.G, 6);
    const [toReal, toFake] = tf.grads((a: Tensor, b: Tensor) => discriminatorLoss(loss, a, b))([
      onReal,
      onFake,
    ]);
    expectClose([toReal!, toFake!], [column(expected.dD_dreal), column(expected.dD_dfake)], 1e-6);
    expectClose([tf.grad((x: Tensor) => loss.generator(x))(onFake)], [column(expected.dG_dfake)], 1e-6);
  });

  test("is a mean: a batch joined with itself has the same losses", () => {
    const twice = (x: Tensor): Tensor => tf.concat([x, x]);
    expect(number(discriminatorLoss(loss, twice(onReal), twice(onFake)))).toBeCloseTo(
      number(discriminatorLoss(loss, onReal, onFake)),
      6,
    );
    expect(number(loss.generator(twice(onFake)))).toBeCloseTo(number(loss.generator(onFake)), 6);
  });

  test("is `equilibrium` where the discriminator cannot tell, and `least` where it always can", () => {
    const { output, D } = equilibrium[name];
    const cannot = column([typeof output === "number" ? output : 0.3]);
    expect(loss.equilibrium).toBeCloseTo(D, 9);
    expect(number(discriminatorLoss(loss, cannot, cannot))).toBeCloseTo(D, 6);
    const sure = { bce: [40, -40], least_squares: [1, 0], hinge: [1, -1], wasserstein: [1e6, -1e6] }[name];
    const atBest = number(discriminatorLoss(loss, column([sure[0]!]), column([sure[1]!])));
    if (name === "wasserstein") expect([loss.least(0), atBest < -1e5]).toEqual([-Infinity, true]);
    else expect(atBest).toBeCloseTo(loss.least(0), 6);
  });
});

describe("hinge", () => {
  test("gives no derivative beyond the margin, exactly", () => {
    const slopes = tf.grads((a: Tensor, b: Tensor) => discriminatorLoss(hinge, a, b))([
      column([1.2, 0.9]),
      column([-1.6, -0.9]),
    ]);
    expect(Array.from(slopes[0]!.dataSync()).map(Math.abs)).toEqual([0, 0.5]);
    expect(Array.from(slopes[1]!.dataSync()).map(Math.abs)).toEqual([0, 0.5]);
  });

  test("has no margin for the generator: slope -1/N at an output of 5 too", () => {
    const slopes = tf.grad((x: Tensor) => hinge.generator(x))(column([5, -5]));
    expect(Array.from(slopes.dataSync())).toEqual([-0.5, -0.5]);
  });
});

test("leastSquares is least where the output is the share of targets that are not inverted", () => {
  const at = (p: number, output: number): number =>
    number(
      leastSquares.discriminator(column([output]), column([1 - output]), {
        real: column([1]),
        fake: column([0]),
      }),
    ) *
      (1 - p) +
    p *
      number(
        leastSquares.discriminator(column([output]), column([1 - output]), {
          real: column([0]),
          fake: column([1]),
        }),
      );
  expect(at(0.05, 0.95)).toBeCloseTo(leastSquares.least(0.05), 6);
  for (const other of [0.9, 1]) expect(at(0.05, other)).toBeGreaterThan(leastSquares.least(0.05));
});

test("wasserstein: 50 steps of a discriminator, fakes frozen, give real images the larger mean", () => {
  const [images, fakes] = [
    tf.randomNormal([16, 4], 1, 1, "float32", 1),
    tf.randomNormal([16, 4], 0, 1, "float32", 2),
  ];
  const kernel = tf.variable(tf.zeros([4, 1]));
  const optimizer = tf.train.adam(1e-2);
  const d = (x: Tensor): Tensor => tf.matMul(x, kernel);
  for (let i = 0; i < 50; i++)
    optimizer.minimize(() => discriminatorLoss(wasserstein, d(images), d(fakes)).asScalar(), false, [kernel]);
  expect(number(tf.mean(d(images)))).toBeGreaterThan(number(tf.mean(d(fakes))) + 0.1);
});

test("ganLosses: each says what an output means; targets are inverted where there are targets", () => {
  expect(Object.values(ganLosses).map(({ ignoresTargets = false }) => ignoresTargets)).toEqual([
    false,
    false,
    true,
    true,
  ]);
  for (const { output, finalActivation } of [leastSquares, hinge, wasserstein])
    expect([Boolean(output), finalActivation]).toEqual([true, "linear"]);
});
