import { afterEach, expect, test, vi } from "vitest";
import { numTensors, tf } from "../../../lib/engine";
import { cycleGanLosses, simGanLosses, trainCycleGan, trainSimGan } from "../../../lib/training/refinement";
import { checkLosses, type RefinementLosses } from "../../../lib/training/refinement/check-losses";
import { bright, cycleGanOptions, dark, simGanOptions, tinyCycleGan, tinySimGan } from "./tiny-refinement";

afterEach(() => {
  vi.restoreAllMocks();
});

const own: RefinementLosses = {
  name: "own",
  discriminator: (real, fake) => simGanLosses.discriminator(real, fake),
  adversarial: ["refiner", (refined) => simGanLosses.refiner(refined)],
  distances: { change: (made, given) => simGanLosses.selfRegularisation(made, given) },
};
const ofCycleGan: RefinementLosses = {
  name: "cycle",
  discriminator: (real, fake) => cycleGanLosses.discriminator(real, fake),
  adversarial: ["generator", (fake) => cycleGanLosses.generator(fake)],
  distances: {
    cycle: (back, image) => cycleGanLosses.cycle(back, image),
    identity: (same, image) => cycleGanLosses.identity(same, image),
  },
};

function printed(losses: RefinementLosses): string {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const before = numTensors();
  checkLosses("train the SimGAN tiny", losses, [2, 2, 2, 1], 8);
  expect(numTensors()).toBe(before);
  return log.mock.calls.flat().join("\n");
}

test("the published losses are taken without a word", () => {
  expect(printed(own) + printed(ofCycleGan)).toBe("");
});

test.each<[string, Partial<RefinementLosses>, string]>([
  [
    "networks that do not play against each other",
    { adversarial: ["refiner", (refined) => tf.mean(tf.softplus(refined))] },
    "Caution: to train the SimGAN tiny, the losses discriminator and refiner move the outputs for fakes the same way.",
  ],
  [
    "a distance turned round",
    { distances: { change: (made, given) => tf.neg(tf.mean(tf.abs(tf.sub(made, given)))) } },
    "the loss change is larger for equal images, 0, than for others, -0.",
  ],
])("%s: it is said", (_, changes, words) => {
  expect(printed({ ...own, ...changes }).replace("-0,", "0,")).toContain(words);
});

const domains = { synthetic: bright, real: dark };

test.each<[string, () => Promise<unknown>, string]>([
  [
    "a constant of SimGAN",
    () => trainSimGan(domains, tinySimGan, simGanOptions(), { ...simGanLosses, refiner: () => tf.scalar(1) }),
    `train the SimGAN tiny: the loss refiner of "${simGanLosses.name}" has no slope in the outputs for fakes`,
  ],
  [
    "a vector of SimGAN",
    () =>
      trainSimGan(domains, tinySimGan, simGanOptions(), {
        ...simGanLosses,
        selfRegularisation: (refined, images) => tf.mean(tf.abs(tf.sub(refined, images)), [1, 2, 3]),
      }),
    `the loss selfRegularisation of "${simGanLosses.name}" of shape [2], expected one number`,
  ],
  [
    "a constant of CycleGAN",
    () =>
      trainCycleGan({ a: bright, b: dark }, tinyCycleGan, cycleGanOptions(), {
        ...cycleGanLosses,
        cycle: () => tf.scalar(0),
      }),
    `train the CycleGAN tiny: the loss cycle of "${cycleGanLosses.name}" has no slope in the image that was made`,
  ],
  [
    "not a number",
    () =>
      trainCycleGan({ a: bright, b: dark }, tinyCycleGan, cycleGanOptions(), {
        ...cycleGanLosses,
        discriminator: (_real, fake) => tf.mean(tf.log(tf.neg(fake))),
      }),
    `the loss discriminator of "${cycleGanLosses.name}"`,
  ],
])("%s: refused before training, and leaves no tensor", (_, train, words) => {
  const before = numTensors();
  expect(train).toThrow(words);
  expect(numTensors()).toBe(before);
});

test("a loss whose weight is 0 is not asked", async () => {
  const options = cycleGanOptions({ identityWeight: 0, steps: 1 });
  const losses = { ...cycleGanLosses, identity: () => tf.scalar(0) };
  await trainCycleGan({ a: bright, b: dark }, tinyCycleGan, options, losses);
});
