import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadKeras, ofEachClass, openTimeLapse, trainGan } from "../../lib/training";
import { ganTraining } from "../../lib/training/gan-training";
import { networkWeights } from "../../lib/training/network-weights";
import { isKept } from "../../lib/training/time-lapse";
import { squares, tinyOptions, tinySpec } from "./tiny";
import { tinyConditional } from "./tiny-conditional";

const train = squares("train", 12, () => 1);

test("epochs 1, 2, 5, 10, 20 ... and the last are kept", () => {
  const kept = Array.from({ length: 120 }, (_, i) => i + 1).filter((epoch) => isKept(epoch, 120));
  expect(kept).toEqual([1, 2, 5, 10, 20, 50, 100, 120]);
  expect([1000, 2000, 3000, 5000].filter((epoch) => isKept(epoch, 9999))).toEqual([1000, 2000, 5000]);
});

test("a training keeps images of the same latents after some epochs, and its result is the same as ever", async () => {
  const options = tinyOptions({ epochs: 6 });
  const seen: Float32Array[] = [];
  const gan = await trainGan(train, tinySpec, options, (at) => void seen.push(at.samples(10)));
  const moments = openTimeLapse(gan);
  expect(moments.map(({ epoch }) => epoch)).toEqual([1, 2, 5, 6]);
  for (const { epoch, images } of moments) expect(images.pixels).toEqual(seen[epoch - 1]);
  expect(moments[0]!.images.pixels).not.toEqual(moments[3]!.images.pixels);
  const alone = ganTraining(train, tinySpec, options); // the same steps, and nothing kept
  while (alone.history.length < 6) alone.step();
  alone.recomputeStatistics();
  const generator = await loadKeras(join(gan.folder, "generator.h5"));
  expect(Object.values(networkWeights(generator))).toEqual(Object.values(networkWeights(alone.ema)));
  alone.dispose();
  generator.dispose();
});

test("a training that begins anew removes what another left; a GAN without any has no moment", async () => {
  const options = tinyOptions({ epochs: 2 });
  const gan = await trainGan(train, tinySpec, options);
  writeFileSync(join(options.folder, "time-lapse", "500.f32"), Buffer.alloc(10 * 64 * 4));
  const other = await trainGan(train, tinySpec, { ...options, batchSize: 4 });
  expect(other.hash).not.toBe(gan.hash);
  expect(openTimeLapse(other).map(({ epoch }) => epoch)).toEqual([1, 2]);
  expect(openTimeLapse({ ...gan, folder: join(options.folder, "nowhere") })).toEqual([]);
});

test("of a conditional pair each class has its own images", async () => {
  const gan = await trainGan(
    squares("train", 12, (i) => i % 2),
    tinyConditional,
    tinyOptions({ epochs: 1, classes: ["dark", "bright"], name: "all classes" }),
  );
  const [dark, bright] = ofEachClass(gan).map((one) => openTimeLapse(one)[0]!.images.pixels);
  const all = new Float32Array(Uint8Array.from(readFileSync(join(gan.folder, "time-lapse", "1.f32"))).buffer);
  expect(dark!.slice(0, 64)).toEqual(all.slice(0, 64));
  expect(bright!.slice(0, 64)).toEqual(all.slice(64, 128));
  expect(bright!.slice(9 * 64)).toEqual(all.slice(19 * 64));
});
