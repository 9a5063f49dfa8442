import type * as tfjs from "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";
import { stream } from "../../lib/core/random";
import { seedDropout, tf } from "../../lib/engine";
import { paramCount } from "../../lib/models/layer-table";
import { resnetCost } from "../../lib/models/resnet-cost";
import { resnet, type ResnetOptions } from "../../lib/models/resnet";

const tiny = (options: Partial<ResnetOptions> = {}) =>
  resnet({ depth: "18", inputShape: [32, 32, 1], classes: 2, filters: 4, seed: 1, ...options });
const images = (n: number) => tf.tensor4d(stream(n, "images").normals(n * 1024), [n, 32, 32, 1]);
const logits = (model: tfjs.LayersModel, x: tfjs.Tensor, training = false) =>
  tf.tidy(() => (model.apply(x, { training }) as tfjs.Tensor2D).arraySync());
const furthest = (a: number[][], b: number[][]) =>
  Math.max(...a.flat().map((x, i) => Math.abs(x - (b.flat()[i] ?? NaN))));

describe("resnet()", () => {
  it.each(["18", "34", "50", "101", "152"] as const)(
    "of depth %s has the parameters that are counted",
    (depth) => {
      const options = { channels: 3, classes: 5, filters: 4 };
      const model = resnet({ depth, inputShape: [32, 32, 3], classes: 5, filters: 4, seed: 1 });
      const { parameters, convolutions } = resnetCost(depth, options);
      expect(paramCount(model).trainable).toBe(parameters);
      expect(model.layers.filter((layer) => layer.getClassName() === "Conv2D")).toHaveLength(convolutions);
      expect(model.outputShape).toEqual([null, 5]);
      model.dispose();
    },
  );

  it("halves the maps in the first convolution of the stages 3 to 5", () => {
    const model = tiny({ depth: "50" });
    const side = (name: string) => model.getLayer(name).outputShape[1];
    expect(["conv1_conv", "pool1", "conv2_block3_relu"].map(side)).toEqual([16, 8, 8]);
    expect(["conv3_block1_1_conv", "conv4_block1_1_conv", "conv5_block1_1_conv"].map(side)).toEqual([
      4, 2, 1,
    ]);
    expect(model.getLayer("conv3_block1_0_conv").outputShape).toEqual([null, 4, 4, 32]);
  });

  it("keeps maps of 32, 16, 8 and 4 pixels with the small stem", () => {
    const model = tiny({ stem: "cifar" });
    const last = (stage: number) => model.getLayer(`conv${stage}_block2_relu`).outputShape[1];
    expect([2, 3, 4, 5].map(last)).toEqual([32, 16, 8, 4]);
    expect(paramCount(model).trainable).toBe(
      resnetCost("18", { size: 32, channels: 1, classes: 2, filters: 4, stem: "cifar" }).parameters,
    );
  });

  it("gives probabilities that sum to one, and logits that do not", () => {
    const out = logits(tiny(), images(5));
    const sums = (tf.softmax(tf.tensor2d(out)).sum(1).arraySync() as number[]).map((s) => Math.abs(s - 1));
    expect(Math.max(...sums)).toBeLessThan(1e-6);
    expect(out.every((row) => Math.abs(row.reduce((a, b) => a + b) - 1) < 1e-3)).toBe(false);
  });

  it("starts the same from the same seed, every layer with a stream of its own", () => {
    const x = images(3);
    expect(logits(tiny(), x)).toEqual(logits(tiny(), x));
    expect(logits(tiny({ seed: 2 }), x)).not.toEqual(logits(tiny(), x));
    const kernel = (name: string) => tiny().getLayer(name).getWeights()[0]?.dataSync();
    expect(kernel("conv2_block1_1_conv")).not.toEqual(kernel("conv2_block1_2_conv"));
  });

  it("starts its convolutions at He's standard deviation", () => {
    const kernel = tiny({ filters: 32 }).getLayer("conv2_block1_1_conv").getWeights()[0];
    const values = Array.from(kernel?.dataSync() ?? []);
    const deviation = Math.sqrt(values.reduce((sum, w) => sum + w * w, 0) / values.length);
    // a normal cut at two standard deviations keeps 0.880 of its own
    expect(deviation / (0.88 * Math.sqrt(2 / (9 * 32)))).toBeCloseTo(1, 1);
  });

  it("gives an image alone what it gives it in a batch of 32", () => {
    const model = tiny({ filters: 8 });
    const x = images(32);
    const rows = logits(model, x);
    for (const i of [0, 17, 31])
      expect(furthest(logits(model, x.slice([i], [1])), rows.slice(i, i + 1))).toBeLessThan(1e-5);
  });

  it("drops features in training only", () => {
    const model = tiny({ dropout: 0.4 });
    seedDropout(model, stream(1, "dropout"));
    const x = images(4);
    expect(logits(model, x)).toEqual(logits(model, x));
    const [first, second] = [logits(model, x, true), logits(model, x, true)];
    expect(furthest(first, second)).toBeGreaterThan(1e-3);
  });

  it("is the shortcut alone where a block's last batch norm has a scale of 0", () => {
    const model = tiny({ depth: "50" });
    const norm = model.getLayer("conv2_block2_3_bn");
    norm.setWeights(norm.getWeights().map((w, i) => (i === 0 ? tf.zerosLike(w) : w)));
    const at = (name: string) => model.getLayer(name).output as tfjs.SymbolicTensor;
    const ends = tf.model({
      inputs: model.inputs,
      outputs: [at("conv2_block1_relu"), at("conv2_block2_relu")],
    });
    const [before, after] = ends.predict(images(2)) as [tfjs.Tensor, tfjs.Tensor];
    expect(before.sub(after).abs().max().arraySync()).toBe(0);
  });

  it("learns 8 images by heart within 100 steps", () => {
    const model = tiny({ filters: 8, dropout: 0 });
    const x = images(8);
    const labels = tf.oneHot([0, 1, 1, 0, 1, 0, 0, 1], 2);
    const optimizer = tf.train.adam(1e-3);
    let loss = Infinity;
    for (let step = 0; step < 100 && loss >= 0.01; step++)
      loss = tf.tidy(() => {
        const value = optimizer.minimize(
          () =>
            tf.losses
              .softmaxCrossEntropy(labels, model.apply(x, { training: true }) as tfjs.Tensor2D)
              .asScalar(),
          true,
        );
        return value?.arraySync() ?? NaN;
      });
    expect(loss).toBeLessThan(0.01);
  });
});
