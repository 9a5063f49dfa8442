import { afterAll, beforeAll, expect, test } from "vitest";
import { stream } from "../../lib/core";
import { imageSet } from "../../lib/data/image-set";
import { numTensors, tf } from "../../lib/engine";
import { frozenPair, pixelsAt, residualScores, trainEncoder, type FrozenPair } from "../../lib/inversion";
import { encoder, initialize, paramCount } from "../../lib/models";
import { networkWeights } from "../../lib/training/network-weights";
import { tinySpec } from "../training/tiny";

const networks = [tinySpec.generator(8), tinySpec.discriminator(8)] as const;
let pair: FrozenPair;

/** n images that the generator makes. */
function made(n: number, purpose: string) {
  const z = stream(3, purpose).normals(n * 5);
  const pixels = tf.tidy(() =>
    pair
      .generate(tf.tensor2d(z, [n, 5]))
      .dataSync<"float32">()
      .slice(),
  );
  const ids = Array.from({ length: n }, (_, i) => `${purpose}-${i}`);
  return imageSet("train", { foldId: "fold", ids, labels: ids.map(() => 0), size: 8, pixels });
}

beforeAll(() => {
  networks.forEach((model, i) => initialize(model, stream(1, "test", i), "glorot uniform"));
  pair = frozenPair(...networks);
});
afterAll(() => pair.dispose());

test("encoder() has 1,435,748 parameters at 32 x 32 with 100 latents", () => {
  const network = encoder(32, 100);
  expect(paramCount(network).trainable).toBe(1_435_748); // methods: f-AnoGAN, scaled
  network.dispose();
});

test("trainEncoder() learns latents of images it has not seen, moves neither network and leaks nothing", async () => {
  const before = networks.map(networkWeights);
  const tensors = numTensors();
  const options = { steps: 150, width: 8, learningRate: 3e-3, seed: 1 };
  const trained = await trainEncoder(pair, made(60, "train"), options);
  const fresh = made(20, "fresh");
  const scores = residualScores(fresh, trained.reconstructions(fresh));
  const drawn = residualScores(fresh, { size: 8, pixels: pixelsAt(pair, stream(9, "drawn").normals(100)) });
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;
  expect(trained.losses.last).toBeLessThan(trained.losses.first / 2);
  expect(mean(scores.meanSquared)).toBeLessThan(mean(drawn.meanSquared) / 2);
  const alone = trained.latents({ size: 8, pixels: fresh.pixels.slice(64, 128) });
  // sums of another batch size may differ in their last digits, by machine
  trained
    .latents(fresh)
    .slice(5, 10)
    .forEach((value, i) => expect(value).toBeCloseTo(alone[i]!, 5));
  trained.dispose();
  expect(numTensors()).toBe(tensors);
  expect(networks.map(networkWeights)).toEqual(before);
});
