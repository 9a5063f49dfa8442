import type { LayersModel, SymbolicTensor, Tensor, Tensor4D } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { boxOfCorners } from "../../../lib/data/boxes/bounding-box";
import { layers, numTensors, tf } from "../../../lib/engine";
import { gradientPenalty, nonSaturating, trainGan } from "../../../lib/training";
import { boxTensor } from "../../../lib/training/boxes/box-tensor";
import { conditionBoxes } from "../../../lib/training/boxes/condition-boxes";
import { openGanBatches } from "../../../lib/training/gan-batches";
import type { GanBatch } from "../../../lib/training/gan-batch";
import { ganStep } from "../../../lib/training/gan-step";
import { expectResumesExactly } from "../expect-resumes-exactly";
import { tinyBatch } from "../tiny-gan";
import { tinyOptions } from "../tiny";
import { boxedSquares, tinyBoxed } from "./tiny-boxed";

const { images, boxes } = boxedSquares(11); // two batches of 5 and one of 1
const number = (t: Tensor): number => t.dataSync()[0]!;

/** Images and boxes to a x mean(image) + b x mean(map): what it says of boxes is known. */
function linear(a: number, b: number): LayersModel {
  const inputs = [tf.input({ shape: [8, 8, 1] }), tf.input({ shape: [8, 8, 1] })];
  const both = layers.concatenate().apply(inputs) as SymbolicTensor;
  const flat = layers.flatten().apply(both) as SymbolicTensor;
  const model = tf.model({ inputs, outputs: layers.dense({ units: 1 }).apply(flat) as SymbolicTensor });
  tf.tidy(() => {
    const kernel = Array.from({ length: 128 }, (_, i) => (i % 2 === 0 ? a : b) / 64);
    model.setWeights([tf.tensor2d(kernel, [128, 1]), tf.zeros([1])]);
  });
  return model;
}

function boxedBatch(n = 4): GanBatch {
  const maps = boxes.slice(0, n);
  return {
    ...tinyBatch(8, n),
    boxes: boxTensor(maps, 8),
    otherBoxes: boxTensor([...maps.slice(1), [boxOfCorners([0, 0, 7, 7])]], 8),
  };
}

const settings = { learningRate: 1e-3, beta1: 0.5, beta2: 0.999, penaltyWeight: 0 };

test("real images with other images' boxes count as fakes, by their weight", () => {
  const generator = tinyBoxed.generator(8);
  const discriminator = linear(1, 3);
  const b = boxedBatch();
  const judge = (shown: Tensor, map: Tensor): Tensor => discriminator.apply([shown, map]) as Tensor;
  const lossOf = (mismatchWeight: number, batch: GanBatch): number => {
    const before = discriminator.getWeights().map((w) => w.clone());
    const kept = generator.getWeights().map((w) => w.clone());
    const losses = ganStep({ generator, discriminator }, { ...settings, mismatchWeight })(batch);
    discriminator.setWeights(before);
    generator.setWeights(kept);
    const value = number(losses.discriminator);
    tf.dispose([losses.discriminator, losses.generator, losses.penalty, ...before, ...kept]);
    return value;
  };
  const [ofFake, ofOther] = tf.tidy(() => {
    const real = tf.add(b.real, b.noiseReal);
    const drawn = generator.apply([b.latentD, b.boxes!], { training: true }) as Tensor;
    const fake = tf.add(drawn, b.noiseFake);
    const targets = { real: b.targetsReal, fake: b.targetsFake };
    const loss = (fakes: Tensor): number =>
      number(nonSaturating.discriminator(judge(real, b.boxes!), fakes, targets));
    return [loss(judge(fake, b.boxes!)), loss(judge(real, b.otherBoxes!))];
  });
  expect(Math.abs(ofFake - ofOther)).toBeGreaterThan(0.01); // or the next line would say nothing
  expect(lossOf(0.3, b)).toBeCloseTo(0.7 * ofFake + 0.3 * ofOther, 5);
  const { otherBoxes, ...without } = b;
  expect(lossOf(0.3, without as GanBatch)).toBeCloseTo(ofFake, 5);
  expect(lossOf(1, b)).toBeCloseTo(ofOther, 5);
});

test("the discriminator learns from the mismatch: it moves against the gradient of both parts", () => {
  const generator = tinyBoxed.generator(8);
  const discriminator = linear(0, 0); // fakes and real images look alike to it
  const b = boxedBatch();
  const only = { ...b, real: tf.zerosLike(b.real), noiseReal: tf.zerosLike(b.noiseReal) } as GanBatch;
  ganStep({ generator, discriminator }, { ...settings, mismatchWeight: 1 })(only);
  const [kernel] = discriminator.getWeights();
  const ofMap = Array.from(kernel!.dataSync()).filter((_, i) => i % 2 === 1);
  // d/dw of softplus(-w own) + softplus(w other) at w = 0 is (other - own) / 2, mean over the batch
  const [own, other] = [b.boxes!, b.otherBoxes!].map((t) => Array.from(tf.mean(t, 0).dataSync()));
  ofMap.forEach((moved, i) => expect(Math.sign(Math.fround(moved))).toBe(Math.sign(own![i]! - other![i]!)));
  expect(ofMap.filter((moved) => moved !== 0).length).toBeGreaterThan(10);
});

test("the penalty is the slope in the image alone: a discriminator that heeds boxes has none more for it", () => {
  const generator = tinyBoxed.generator(8);
  const b = boxedBatch();
  const penaltyOf = (ofMap: number): number => {
    const discriminator = linear(4, ofMap); // slope 4 / 64 at each of 64 pixels: norm 0.5
    const losses = ganStep(
      { generator, discriminator },
      { ...settings, penalty: gradientPenalty, penaltyWeight: 1 },
    )(b);
    return number(losses.penalty);
  };
  expect(penaltyOf(0)).toBeCloseTo(0.25, 5);
  expect(penaltyOf(400)).toBeCloseTo(0.25, 5);
});

test("a batch holds its images' boxes, and for each those of the next; a batch of one those of the next image", () => {
  for (const batchSize of [5, 1]) expectBoxes(batchSize);
});

function expectBoxes(batchSize: number): void {
  const options = { batchSize, latentDim: 5, flipProbability: 0, boxes };
  const source = openGanBatches(images, options, 1, "a");
  const maps = boxes.map((some) => tf.tidy(() => Array.from(boxTensor([some], 8).dataSync())));
  const rows = (t: Tensor4D): number[][] => tf.reshape(t, [-1, 64]).arraySync() as number[][];
  tf.tidy(() => {
    for (const indices of source.epoch(() => 0)) {
      const shown = Array.from(indices.indices.dataSync());
      const batch = source.batch(indices);
      expect(rows(batch.boxes!)).toEqual(shown.map((i) => maps[i]));
      const next = shown.length === 1 ? [(shown[0]! + 1) % 11] : [...shown.slice(1), shown[0]!];
      expect(rows(batch.otherBoxes!)).toEqual(next.map((i) => maps[i]));
      // the square lies in its box
      const inside = tf.sum(tf.mul(tf.add(batch.real, 1), tf.sub(1, batch.boxes!)));
      expect(number(inside)).toBe(0);
    }
  });
  source.dispose();
}

test("a training with boxes resumes bit by bit and leaves no tensor", async () => {
  const options = () => tinyOptions({ epochs: 3, boxes, penaltyWeight: 0 });
  const before = numTensors();
  await expectResumesExactly(images, tinyBoxed, options);
  expect(numTensors()).toBe(before);
});

test("without boxes, with too few lists, boxes outside their images, or with augmentation nothing is trained", async () => {
  const train = (changes: Parameters<typeof tinyOptions>[0]) =>
    trainGan(images, tinyBoxed, tinyOptions(changes));
  await expect(train({})).rejects.toThrow("options without boxes");
  await expect(train({ boxes: boxes.slice(1) })).rejects.toThrow("10 lists for 11 images");
  await expect(train({ boxes: boxes.map(() => []) })).rejects.toThrow("some of them with a box");
  const outside = boxes.map(() => [{ left: 20, top: 20, right: 25, bottom: 25 }]);
  await expect(train({ boxes: outside })).rejects.toThrow("of train-0, expected edges from 0 to 8");
  for (const mismatchWeight of [-0.1, 5, NaN])
    await expect(train({ boxes, mismatchWeight })).rejects.toThrow(`mismatchWeight ${mismatchWeight}`);
  await expect(train({ boxes, augmentation: ["translation"] })).rejects.toThrow("Set gan.augmentation=none");
  expect(conditionBoxes({ name: "other" }, { boxes }, images)).toBeUndefined();
});
