import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { ImageSet } from "../../lib/data";
import type { GanSpec } from "../../lib/models";
import { generate, loadKeras, trainGan, type GanOptions, type TrainedGan } from "../../lib/training";

/**
 * Trains a pair twice, once interrupted in its second epoch and gone on: it must go on with the next step, or from scratch the
 * same bits would come out too, and both must end bit by bit the same.
 * @param options of a training into a fresh folder, with a checkpoint each epoch
 * @returns what the whole training gave
 */
export async function expectResumesExactly(
  train: ImageSet<"train">,
  spec: GanSpec,
  options: () => GanOptions,
): Promise<TrainedGan> {
  const [whole, broken] = [options(), options()];
  const expected = await trainGan(train, spec, whole);
  let stopped = NaN;
  const stop = ({ epoch, step }: { epoch: number; step: number }) => {
    stopped = step;
    if (epoch === 2) throw new Error("stop");
  };
  await expect(trainGan(train, spec, broken, stop)).rejects.toThrow("stop");
  expect(existsSync(join(broken.folder, "generator.h5"))).toBe(false);
  const steps: number[] = [];
  const resumed = await trainGan(train, spec, broken, {
    showsProgress: false,
    step: ({ step }) => void steps.push(step),
    epoch: () => undefined,
  });
  expect(steps[0]).toBe(stopped + 1);
  expect(resumed.history).toEqual(expected.history);
  expect(await weightsOf(broken)).toEqual(await weightsOf(whole));
  const [a, b] = [await generate(expected, 9), await generate(resumed, 9)];
  expect(b.pixels).toEqual(a.pixels);
  return expected;
}

async function weightsOf({ folder }: GanOptions): Promise<number[][]> {
  const model = await loadKeras(join(folder, "generator.h5"));
  const values = model.getWeights().map((w) => Array.from(w.dataSync()));
  model.dispose();
  return values;
}
