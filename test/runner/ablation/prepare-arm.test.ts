import { expect, test } from "vitest";
import { ablationArms } from "../../../lib/runner/ablation/ablation-arms";
import { ablationTrials } from "../../../lib/runner/ablation/ablation-trial";
import { prepareArm } from "../../../lib/runner/ablation/prepare-arm";
import { tiny } from "../../../lib/runner/ablation/tiny-pairs";
import { buildNetworks, paramCount } from "../../../lib/models";
import { assertCombines, normalisationOf } from "../../../lib/training/combinations";

const prepared = ablationTrials(ablationArms, [1]).map((trial) => prepareArm(trial, "nowhere"));

test("every arm of the ablation goes together, and is another training than the others, than its next seed and than a shorter one", () => {
  for (const { spec, options } of prepared) {
    const { generator, discriminator } = buildNetworks(spec, 32, 2);
    expect(() => assertCombines(options("a"), normalisationOf(spec, discriminator))).not.toThrow();
    for (const model of [generator, discriminator]) model.dispose();
  }
  const trials = [...ablationTrials(ablationArms, [1, 2]), ...ablationTrials(ablationArms, [1], 90)];
  expect(new Set(trials.map(({ id }) => id)).size).toBe(3 * ablationArms.length);
});

test("every arm takes 900 steps of the generator, whatever its classes and critic steps", () => {
  for (const { spec, options } of prepared) {
    const { epochs, batchSize, criticSteps } = options("a");
    const images = spec.conditional ? 288 : 144;
    expect((epochs * Math.ceil(images / batchSize)) / criticSteps).toBe(900);
  }
});

test("the tiny pair has the reference runs' maps", () => {
  const { generator, discriminator } = buildNetworks(tiny, 32);
  const maps = (model: typeof generator) =>
    model.layers.filter((l) => l.outputShape.length === 4).map((l) => (l.outputShape as number[]).slice(1).join(" x ")); // prettier-ignore
  expect([...new Set(maps(generator))]).toEqual(["4 x 4 x 64", "8 x 8 x 32", "16 x 16 x 16", "32 x 32 x 1"]);
  expect([...new Set(maps(discriminator))]).toEqual(["16 x 16 x 16", "8 x 8 x 32", "4 x 4 x 64"]);
  expect(paramCount(discriminator).total).toBeLessThan(50_000);
  for (const model of [generator, discriminator]) model.dispose();
});
