import type { Tensor4D } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { layers, numTensors, tf } from "../../lib/engine";
import { openDiscriminatorFeatures } from "../../lib/evaluation";
import { poolToGrid } from "../../lib/evaluation/discriminator-features";
import { loadKeras, ofEachClass, trainGan } from "../../lib/training";
import { squares, tinyOptions, tinySpec } from "../training/tiny";
import { tinyConditional } from "../training/tiny-conditional";

const train = squares("train", 12, () => 1);

test("the features are the maps behind each convolution's activation, the same whatever image stands beside", async () => {
  const gan = await trainGan(train, tinySpec, tinyOptions({ epochs: 1 }));
  const before = numTensors();
  const features = (await openDiscriminatorFeatures([gan]))!;
  const x = features.of(train);
  expect(x).toMatchObject({ n: 12, dim: 4 * 4 * 4 }); // one convolution of 4 filters, 4 x 4 already
  const [one] = [features.of(squares("train", 1, () => 1))];
  expect([...one.values]).toEqual([...x.values.subarray(0, x.dim)]);
  features.dispose();
  expect(numTensors()).toBe(before);
  expect(features.seen).toEqual(train.ids);
  const network = await loadKeras(`${gan.folder}/discriminator.h5`);
  const maps = tf.tidy(() => {
    const activation = network.layers.find((layer) => layer.getClassName() === "LeakyReLU")!;
    const upTo = tf.model({ inputs: network.inputs[0]!, outputs: activation.output });
    return (upTo.predict(tf.tensor4d(train.pixels, [12, 8, 8, 1])) as Tensor4D).dataSync();
  });
  network.dispose();
  maps.forEach((v, i) => expect(x.values[i]).toBeCloseTo(v, 5));
});

test("the discriminators of several classes stand beside each other, a conditional one once", async () => {
  const [a, b] = await Promise.all(
    [1, 2].map((seed) => trainGan(train, tinySpec, tinyOptions({ epochs: 1, seed }))),
  );
  const both = (await openDiscriminatorFeatures([a!, b!]))!;
  const alone = (await openDiscriminatorFeatures([b!]))!;
  const [x, y] = [both.of(train), alone.of(train)];
  expect(x.dim).toBe(2 * y.dim);
  expect([...x.values.subarray(x.dim + y.dim, 2 * x.dim)]).toEqual([...y.values.subarray(y.dim, 2 * y.dim)]);
  const ofTwo = await trainGan(
    squares("train", 12, (i) => i % 2),
    tinyConditional,
    tinyOptions({ epochs: 1, classes: ["dark", "bright"], name: "all classes" }),
  );
  const conditional = (await openDiscriminatorFeatures(ofEachClass(ofTwo)))!;
  expect(conditional.of(train).dim).toBe(4 * 4 * 4);
  for (const open of [both, alone, conditional]) open.dispose();
});

test("a discriminator of dense layers is asked for its hidden ones; of one layer alone there is nothing to ask", async () => {
  const of = async (hidden: readonly number[]) => {
    const discriminator = (size: number) =>
      tf.sequential({
        layers: [
          layers.flatten({ inputShape: [size, size, 1] }),
          ...hidden.flatMap((units) => [layers.dense({ units }), layers.leakyReLU({ alpha: 0.2 })]),
          layers.dense({ units: 1 }),
        ],
      });
    const gan = await trainGan(train, { ...tinySpec, discriminator }, tinyOptions({ epochs: 1 }));
    return openDiscriminatorFeatures([gan]);
  };
  const features = await of([5, 3]);
  expect(features!.of(train)).toMatchObject({ n: 12, dim: 5 + 3 });
  features!.dispose();
  const before = numTensors();
  expect(await of([])).toBeUndefined();
  expect(numTensors()).toBe(before);
});

test.each([
  [8, [1 + 8, 3 + 8]],
  [5, [6, 7]],
  [2, [0, 1]],
])("maps of side %i are pooled by their largest value", (side, firstTwo) => {
  const values = Array.from({ length: side * side }, (_, i) => i);
  const pooled = tf.tidy(() => poolToGrid(tf.tensor4d(values, [1, side, side, 1])));
  expect(pooled.shape).toEqual([1, Math.min(4, side), Math.min(4, side), 1]);
  const all = pooled.dataSync();
  expect([...all.slice(0, 2)]).toEqual(firstTwo);
  expect(all.at(-1)).toBe(side * side - 1);
  pooled.dispose();
});
