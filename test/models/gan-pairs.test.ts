import type { Tensor } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { isOfAllClasses } from "../../lib/core";
import { layers, numTensors, tf } from "../../lib/engine";
import { conditional, ganPairs, ganSpec, hasBatchNorm, small } from "../../lib/models";

test("wgan-gp has the critic's 1,030,145 parameters, and without its batch norms a generator of 1,554,177", () => {
  const { generator, discriminator, latentDim } = ganPairs["wgan-gp"];
  const [g, d] = [generator(32), discriminator(32)];
  const norms = g.layers.filter((layer) => layer.getClassName() === "BatchNormalization");
  const inNorms = norms.reduce((sum, layer) => sum + layer.countParams(), 0);
  expect([latentDim, d.countParams(), g.countParams() - inNorms]).toEqual([128, 1030145, 1554177]);
  expect(hasBatchNorm(d)).toBe(false);
  g.dispose();
  d.dispose();
});

test("ganSpec() gives the discriminator without its batch norms, everything else as it was, and leaks nothing", () => {
  const chosen = { "gan.network": "small" } as const;
  expect(ganSpec({ ...chosen, "gan.normalisation": "own" })).toBe(small);
  const before = numTensors();
  for (const normalisation of ["none", "spectral"] as const) {
    const spec = ganSpec({ ...chosen, "gan.normalisation": normalisation });
    const [d, written] = [spec.discriminator(32), small.discriminator(32)];
    const rest = (model: typeof d) =>
      model.layers
        .filter((layer) => layer.getClassName() !== "BatchNormalization")
        .map((layer) => [layer.getClassName(), layer.outputShape, layer.countParams()]);
    expect([hasBatchNorm(written), hasBatchNorm(d)]).toEqual([true, false]);
    expect(rest(d)).toEqual(rest(written));
    expect(spec.writtenDiscriminator).toBe(small.discriminator);
    expect(spec.spectralNorm).toBe(normalisation === "spectral" ? true : undefined);
    d.dispose();
    written.dispose();
  }
  expect(numTensors()).toBe(before);
});

test("isOfAllClasses() names the pairs that are conditional", () => {
  for (const [name, { conditional }] of Object.entries(ganPairs))
    expect([name, isOfAllClasses(name)]).toEqual([name, conditional ?? false]);
});

test("mlp is dense layers alone: 100 to 512 to 512 to the pixels, and 512 to 256 to a logit", () => {
  const [g, d] = [ganPairs.mlp.generator(32), ganPairs.mlp.discriminator(32)];
  const kinds = [g, d].flatMap((model) => model.layers.map((layer) => layer.getClassName()));
  expect(new Set(kinds)).toEqual(new Set(["Dense", "ReLU", "Reshape", "Flatten", "LeakyReLU", "Dropout"]));
  expect(g.countParams()).toBe(101 * 512 + 513 * 512 + 513 * 1024);
  expect(d.countParams()).toBe(1025 * 512 + 513 * 256 + 257);
  for (const model of [g, d]) model.dispose();
});

test("ganSpec() leaves batch norm out of a network of two inputs, everything else as it was, and leaks nothing", () => {
  const chosen = { "gan.network": "conditional", "gan.normalisation": "spectral" } as const;
  conditional.discriminator(8, 3).dispose(); // the engine's own constants exist from here on
  const before = numTensors();
  const [d, written] = [ganSpec(chosen).discriminator(32, 3), conditional.discriminator(32, 3)];
  const rest = (model: typeof d) =>
    model.layers
      .filter((layer) => !["BatchNormalization", "InputLayer"].includes(layer.getClassName()))
      .map((layer) => [layer.getClassName(), layer.outputShape, layer.countParams()]);
  expect([hasBatchNorm(written), hasBatchNorm(d)]).toEqual([true, false]);
  expect(rest(d)).toEqual(rest(written));
  // the class still counts: three rows of one image, each of another class
  const logits = tf.tidy(() => (d.predict([tf.ones([3, 32, 32, 1]), tf.eye(3)]) as Tensor).dataSync());
  expect(new Set(logits).size).toBe(3);
  for (const model of [d, written]) model.dispose();
  expect(numTensors()).toBe(before);
});

test("ganSpec() gives a branched discriminator without batch norm back as it is, and disposes one that it refuses", () => {
  const chosen = { "gan.network": "small", "gan.normalisation": "spectral" } as const;
  const input = tf.input({ shape: [8, 8, 1] });
  const branched = tf.model({ inputs: input, outputs: layers.flatten().apply(input) as typeof input });
  expect(ganSpec(chosen, { small: { ...small, discriminator: () => branched } }).discriminator(8)).toBe(
    branched,
  );
  const before = numTensors();
  const twice = () => {
    const [images, relu] = [tf.input({ shape: [8, 8, 1] }), layers.reLU()];
    const normed = layers.batchNormalization().apply(relu.apply(images));
    return tf.model({ inputs: images, outputs: relu.apply(normed) as typeof images });
  };
  const own = { ...small, discriminator: twice };
  expect(() => ganSpec(chosen, { small: own }).discriminator(8)).toThrow("called several times");
  expect(numTensors()).toBe(before);
});
