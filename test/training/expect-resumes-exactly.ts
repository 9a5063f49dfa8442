import { join } from "node:path";
import { expect } from "vitest";
import type { ImageSet } from "../../lib/data";
import type { GanSpec } from "../../lib/models";
import { generate, loadKeras, trainGan, type GanOptions } from "../../lib/training";

/** Trains a pair twice, once interrupted in its second epoch and gone on: both must end bit by bit the same. */
export async function expectResumesExactly(
  train: ImageSet<"train">,
  spec: GanSpec,
  options: () => GanOptions,
): Promise<void> {
  const [whole, broken] = [options(), options()];
  const expected = await trainGan(train, spec, whole);
  const stop = ({ epoch }: { epoch: number }) => {
    if (epoch === 2) throw new Error("stop");
  };
  await expect(trainGan(train, spec, broken, stop)).rejects.toThrow("stop");
  const resumed = await trainGan(train, spec, broken);
  expect(resumed.history).toEqual(expected.history);
  expect(await weightsOf(broken)).toEqual(await weightsOf(whole));
  const [a, b] = [await generate(expected, 9), await generate(resumed, 9)];
  expect(b.pixels).toEqual(a.pixels);
}

async function weightsOf({ folder }: GanOptions): Promise<number[][]> {
  const model = await loadKeras(join(folder, "generator.h5"));
  const values = model.getWeights().map((w) => Array.from(w.dataSync()));
  model.dispose();
  return values;
}
