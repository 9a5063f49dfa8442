import { afterAll, expect, test } from "vitest";
import { stream } from "../../lib/core";
import { imageSet } from "../../lib/data";
import { numTensors, tf } from "../../lib/engine";
import { frozenPair, measureAround } from "../../lib/inversion";
import { initialize } from "../../lib/models";
import { tinySpec } from "../training/tiny";

const networks = [tinySpec.generator(8), tinySpec.discriminator(8)] as const;
for (const [i, model] of networks.entries()) initialize(model, stream(1, "test", i), "glorot uniform");
const pair = frozenPair(...networks);
afterAll(() => pair.dispose());

test("measureAround() shows that a small radius copies what the generator can make, and a large one does not", async () => {
  // the training images are the generator's own, so that their latents can be found
  const z = tf.tensor2d(stream(3, "latents").normals(12 * 5), [12, 5]);
  const pixels = tf.tidy(() => pair.generate(z).dataSync<"float32">().slice());
  z.dispose();
  const ids = Array.from({ length: 12 }, (_, i) => `i${i}`);
  const train = imageSet("train", { foldId: "f", ids, labels: ids.map(() => 0), size: 8, pixels });
  const before = numTensors();
  const { rows, found, images, n } = await measureAround(pair, train, {
    spreads: [0, 0.1, 1],
    steps: 150,
    seed: 1,
    count: 6,
    each: 4,
  });
  expect(numTensors()).toBe(before);
  expect(n).toBe(24);
  expect(images.pixels).toEqual(pixels.slice(0, 6 * 64));
  expect(found.residual).toHaveLength(6);
  expect(rows.map(({ spread }) => spread)).toEqual([0, 0.1, 1]);
  expect(rows[0]!.images.pixels).toEqual(found.reconstructions.pixels.map((v) => Math.fround(v)));
  expect(rows[0]!.authPct).toBeLessThan(20);
  expect(rows[2]!.authPct).toBeGreaterThan(rows[0]!.authPct + 20);
});
