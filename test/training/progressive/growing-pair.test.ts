import type * as tfjs from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { numTensors, tf } from "../../../lib/engine";
import { adamState } from "../../../lib/training/optimizer-state";
import { growthSchedule } from "../../../lib/training/progressive/growth-schedule";
import { growPair, phaseDecay, type GrowingPair } from "../../../lib/training/progressive/growing-pair";
import { openProgressiveBatches } from "../../../lib/training/progressive/progressive-batches";
import { oneClass, tinyPggan, tinyTask } from "./tiny-pggan";

const { options } = tinyTask();
const schedule = growthSchedule({ size: 8, stable: 400, fade: 400 }); // long enough for an average
const open = () => openProgressiveBatches(oneClass, undefined, { batchSize: 4, latentDim: 4 }, 1, "tiny");

const weightsByName = (model: tfjs.LayersModel): Map<string, number[]> =>
  new Map(
    model.layers.flatMap(({ name, weights }) =>
      weights.map((w, i): [string, number[]] => [`${name} ${i}`, [...w.read().dataSync()]]),
    ),
  );

function train(pair: GrowingPair, batches: ReturnType<typeof open>, alpha: number): void {
  const [indices, share] = [batches.take(), tf.scalar(alpha)];
  const losses = pair.step(indices, share);
  tf.dispose([indices, share, losses] as unknown as tfjs.TensorContainer);
}

test("growing keeps every weight bit by bit, brings in new layers, averaged too, and begins Adam anew", () => {
  const before = numTensors();
  const batches = open();
  const first = growPair(undefined, schedule.phases[0]!, tinyPggan, options, batches);
  for (let i = 0; i < 3; i++) train(first, batches, 1);
  expect(adamState(first.optimizers.generator)["0"]![0]).toBe(3);
  const grown = growPair(first, schedule.phases[1]!, tinyPggan, options, batches);
  for (const [old, now] of [
    [first.networks.generator, grown.networks.generator],
    [first.networks.discriminator, grown.networks.discriminator],
    [first.ema, grown.ema],
  ] as const) {
    const [was, is] = [weightsByName(old), weightsByName(now)];
    for (const [name, values] of was) expect(is.get(name), name).toEqual(values);
    expect(is.size).toBeGreaterThan(was.size);
  }
  const [generator, ema] = [weightsByName(grown.networks.generator), weightsByName(grown.ema)];
  expect(ema.get("4_conv 0")).not.toEqual(generator.get("4_conv 0")); // it lags behind
  expect(ema.get("8_conv_1 0")).toEqual(generator.get("8_conv_1 0"));
  expect(Math.max(...generator.get("8_conv_1 0")!.map(Math.abs))).toBeGreaterThan(0.5);
  train(grown, batches, 0.5);
  for (const optimizer of Object.values(grown.optimizers)) expect(adamState(optimizer)["0"]![0]).toBe(1);
  expect(weightsByName(grown.ema).get("8_conv_1 0")).not.toEqual(ema.get("8_conv_1 0"));
  const stable = growPair(grown, schedule.phases[2]!, tinyPggan, options, batches);
  expect([...weightsByName(stable.ema).keys()]).not.toContain("4_to_image 0");
  for (const pair of [first, grown, stable]) pair.dispose();
  batches.dispose();
  expect(numTensors()).toBe(before);
});

test("while layers fade in real images are blended with their halves; stable they are as they are", () => {
  const batches = open();
  const at8 = batches.atSide(8);
  const indices = tf.tensor1d([0, 1, 2, 3], "int32");
  const real = (isFading: boolean, alpha: number): number[] => [
    ...batches.batch(at8, { side: 8, isFading }, indices, tf.scalar(alpha)).real.dataSync(),
  ];
  const own = [...oneClass.pixels.subarray(0, 4 * 64)];
  expect(real(false, 1)).toEqual(own);
  expect(real(true, 1)).toEqual(own);
  const coarse = real(true, 0);
  for (let y = 0; y < 8; y += 2)
    for (let x = 0; x < 8; x += 2) {
      const block = [0, 1, 8, 9].map((k) => y * 8 + x + k);
      const mean = block.reduce((sum, at) => sum + own[at]! / 4, 0);
      for (const at of block) expect(coarse[at]).toBeCloseTo(mean, 6);
    }
  real(true, 0.25).forEach((value, i) => expect(value).toBeCloseTo(0.25 * own[i]! + 0.75 * coarse[i]!, 5));
  tf.dispose([at8, indices] as unknown as tfjs.TensorContainer);
  batches.dispose();
});

test("phaseDecay() is the given one in long phases, and forgets in a tenth of a short one", () => {
  const of = (images: number): number =>
    phaseDecay({ ema: 0.999, batchSize: 16 }, { side: 8, isFading: false, from: 10, to: 10 + images });
  expect(of(600_000)).toBe(0.999);
  expect(of(4000)).toBeCloseTo(0.96, 6);
  expect(of(16)).toBe(0);
});
