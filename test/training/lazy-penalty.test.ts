import { expect, test } from "vitest";
import { numTensors, tf } from "../../lib/engine";
import { ganStep } from "../../lib/training/gan-step";
import { ganTraining } from "../../lib/training/gan-training";
import { squares, tinyOptions, tinySpec } from "./tiny";
import { tinyBatch, tinyDiscriminator, tinyGenerator } from "./tiny-gan";

const options = { learningRate: 1e-3, beta1: 0.5, beta2: 0.99, penaltyWeight: 2 };
const pair = () => ({ generator: tinyGenerator(8), discriminator: tinyDiscriminator(8) });
const numbers = (
  losses: ReturnType<ReturnType<typeof ganStep>>,
): Record<"discriminator" | "penalty", number> => {
  const read = { discriminator: losses.discriminator.dataSync()[0]!, penalty: losses.penalty.dataSync()[0]! };
  tf.dispose([losses.discriminator, losses.generator, losses.penalty]);
  return read;
};

test("one penalty stands for 16 steps with 16 times its weight, none between, and means over the steps stay right", () => {
  const batch = tinyBatch(8, 4);
  const plain = numbers(ganStep(pair(), { ...options, penaltyWeight: 0 })(batch));
  const always = numbers(ganStep(pair(), options)(batch));
  const lazy = ganStep(pair(), { ...options, penaltyEvery: 16 });
  const at = numbers(lazy(batch));
  expect(at.penalty / always.penalty).toBeCloseTo(16, 4);
  expect(at.discriminator).toBeCloseTo(plain.discriminator + 2 * 16 * always.penalty, 3);
  const between = numbers(
    ganStep(pair(), { ...options, penaltyEvery: 16 })(batch, { isWithoutPenalty: true }),
  );
  expect(between).toEqual({ discriminator: plain.discriminator, penalty: 0 });
});

test("Adam of the discriminator, and no other, is corrected by 16 / 17, and only where there is a penalty", () => {
  const ratesOf =
    ({ optimizers }: ReturnType<typeof ganStep>) =>
    (which: keyof typeof optimizers) => {
      const { learningRate, beta1, beta2 } = optimizers[which] as unknown as typeof options;
      return [learningRate, beta1, beta2];
    };
  const of = ratesOf(ganStep(pair(), { ...options, penaltyEvery: 16 }));
  const without = ratesOf(ganStep(pair(), { ...options, penaltyWeight: 0, penaltyEvery: 16 }));
  expect(without("discriminator")).toEqual([1e-3, 0.5, 0.99]);
  const c = 16 / 17;
  of("discriminator").forEach((x, i) => expect(x).toBeCloseTo([1e-3 * c, 0.5 ** c, 0.99 ** c][i]!, 12));
  expect(of("generator")).toEqual([1e-3, 0.5, 0.99]);
});

test("a training takes the penalty at the first of every 4 steps, whatever step the generator moves in", () => {
  const train = squares("train", 40, () => 1); // 8 steps an epoch
  const before = numTensors();
  for (const criticSteps of [1, 3]) {
    const training = ganTraining(train, tinySpec, tinyOptions({ penaltyEvery: 4, criticSteps }));
    for (let i = 0; i < 7; i++) training.step();
    const penalties = training.save().state.losses.map((losses) => losses[2]!);
    expect(penalties.map((p) => p > 0)).toEqual([true, false, false, false, true, false, false]);
    training.dispose();
  }
  expect(numTensors()).toBe(before);
});
