import { readFileSync } from "node:fs";
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { nonSaturating } from "../../lib/training/gan-loss";
import golden from "../golden/gan-math.json";

const column = (...values: number[]): Tensor => tf.tensor2d(values, [values.length, 1]);
const number = (t: Tensor): number => t.dataSync()[0]!;

/** The discriminator's loss of a batch that is the real and the fake one in one: a mean over both. */
const binaryCrossEntropy = (logits: Tensor, targets: Tensor): Scalar =>
  tf.mul(nonSaturating.discriminator(logits, logits, { real: targets, fake: targets }), 0.5);

describe("nonSaturating.discriminator", () => {
  const { logits, target1, target0, target0_9 } = golden.bce_with_logits;

  test.each([
    { target: 1, expected: target1 },
    { target: 0, expected: target0 },
    { target: 0.9, expected: target0_9 },
  ])("equals PyTorch's on logits at target $target", ({ target, expected }) => {
    logits.forEach((logit, i) => {
      const loss = number(binaryCrossEntropy(column(logit), column(target)));
      expect(Math.abs(loss - expected[i]!)).toBeLessThan(1e-6 * Math.max(1, expected[i]!));
    });
  });

  test("of a real image with target 0.9 is least at the logit ln 9", () => {
    const slope = (logit: number): number =>
      number(tf.grad((x) => nonSaturating.discriminator(x, column(0), { real: column(0.9), fake: column(0) }))(column(logit))); // prettier-ignore
    expect(slope(Math.log(9))).toBeCloseTo(0, 6);
    expect([slope(2) < 0, slope(2.4) > 0]).toEqual([true, true]);
  });

  test("is 2 ln 2 where D = 0, its equilibrium", () => {
    const zero = column(0, 0, 0);
    const targets = { real: tf.onesLike(zero), fake: tf.zerosLike(zero) };
    expect(number(nonSaturating.discriminator(zero, zero, targets))).toBeCloseTo(1.3862944, 6);
    expect(nonSaturating.equilibrium).toBeCloseTo(1.3862944, 6);
  });

  test("is at its least where D answers the share of inverted targets", () => {
    const at = (p: number, logit: number): number =>
      number(
        nonSaturating.discriminator(column(logit), column(-logit), {
          real: column(1 - p),
          fake: column(p),
        }),
      );
    const best = Math.log(0.95 / 0.05);
    expect(nonSaturating.least(0.05)).toBeCloseTo(at(0.05, best), 6);
    for (const other of [best - 0.3, best + 0.3])
      expect(at(0.05, other)).toBeGreaterThan(nonSaturating.least(0.05));
    expect(nonSaturating.least(0)).toBe(0);
  });

  test("sums to PyTorch's discriminator loss over a real and a fake batch", () => {
    const { real_logits, fake_logits, d_bce_sum } = golden.gan_losses;
    const targets = { real: column(1, 1), fake: column(0, 0) };
    const loss = nonSaturating.discriminator(column(...real_logits), column(...fake_logits), targets);
    expect(number(loss)).toBeCloseTo(d_bce_sum, 6);
  });

  test("is the same game with every label and every logit inverted", () => {
    const d = column(1.2, -0.3, 4);
    const t = column(1, 0, 0.9);
    expect(number(binaryCrossEntropy(tf.neg(d), tf.sub(1, t)))).toBeCloseTo(
      number(binaryCrossEntropy(d, t)),
      6,
    );
  });

  test("has its minimum at ln 9 for a target smoothed to 0.9", () => {
    const slope = tf.grad((d: Tensor) => binaryCrossEntropy(d, column(0.9)));
    expect(number(slope(column(Math.log(9))))).toBeCloseTo(0, 6);
    expect(number(slope(column(2.1)))).toBeLessThan(-1e-3);
    expect(number(slope(column(2.3)))).toBeGreaterThan(1e-3);
  });

  test("has the gradient (sigmoid(d) - target) / n, also far out", () => {
    const d = column(-40, -1, 0.5, 40);
    const t = column(1, 0, 1, 0);
    const gradient = tf
      .grad((x: Tensor) => binaryCrossEntropy(x, t))(d)
      .dataSync();
    const expected = [-1, 1 / (1 + Math.E), 1 / (1 + Math.exp(-0.5)) - 1, 1].map((g) => g / 4);
    gradient.forEach((g, i) => expect(g).toBeCloseTo(expected[i]!, 6));
  });
});

describe("nonSaturating.generator", () => {
  test("is the non-saturating loss, not the minimax one", () => {
    const { fake_logits, g_nonsat } = golden.gan_losses;
    expect(number(nonSaturating.generator(column(...fake_logits)))).toBeCloseTo(g_nonsat, 6);
  });

  test("still pushes where the discriminator is sure: slope -1 at -40", () => {
    expect(number(tf.grad((d: Tensor) => nonSaturating.generator(d))(column(-40)))).toBeCloseTo(-1, 6);
  });
});

test.each([
  ["loss", "gan-loss", "GanLoss"],
  ["penalty", "gan-penalty", "GanPenalty"],
])("the %s is the same text in lib and in notebook 02", (tag, file, type) => {
  const lib = readFileSync(`lib/training/${file}.ts`, "utf8");
  const text = (lib.split(`// [${tag}]\n`)[1] ?? "").split(`\n// [/${tag}]`)[0];
  const notebook = JSON.parse(readFileSync("notebooks/02-train-dcgan.ipynb", "utf8")) as {
    cells: { source: string[]; metadata: { tags?: string[] } }[];
  };
  const cells = notebook.cells.filter((c) => c.metadata.tags?.includes(tag)).map((c) => c.source.join(""));
  const declared = new RegExp(`^export const \\w+: ${type}`, "m");
  expect(text).toMatch(declared);
  expect(cells).toEqual([text?.replace(declared, `const ${tag}: training.${type}`)]);
});
