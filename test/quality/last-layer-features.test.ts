import { describe, expect, it } from "vitest";
import { tf } from "../../lib/engine";
import { lastLayerFeatures } from "../../lib/quality/last-layer-features";
import { pixelVectors } from "../../lib/quality/images";
import { toyHeads } from "./toy-heads";

const images = toyHeads(5, 1);

function classifier(withSoftmax: boolean) {
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ inputShape: [32, 32, 1], filters: 3, kernelSize: 3, strides: 4 }));
  model.add(tf.layers.batchNormalization({}));
  model.add(tf.layers.globalAveragePooling2d({}));
  model.add(tf.layers.dropout({ rate: 0.9 }));
  model.add(tf.layers.dense({ units: 2 }));
  if (withSoftmax) model.add(tf.layers.activation({ activation: "softmax" }));
  return model;
}

describe("features", () => {
  it("lastLayerFeatures() times the last layer's weights are the logits: inference mode, no dropout", () => {
    const model = classifier(false);
    const features = lastLayerFeatures(model, images);
    expect([features.n, features.dim]).toEqual([5, 3]);
    const expected = tf.tidy(() =>
      (model.predict(tf.tensor4d(images.pixels, [5, 32, 32, 1])) as typeof logits).dataSync(),
    );
    const logits = tf.tidy(() =>
      tf.add(
        tf.matMul(tf.tensor2d(Float32Array.from(features.values), [5, 3]), model.getWeights()[4]!),
        model.getWeights()[5]!,
      ),
    );
    logits.dataSync().forEach((v, k) => expect(v).toBeCloseTo(expected[k]!, 5));
  });

  it("lastLayerFeatures() finds the dense layer before a softmax, and leaves no tensor behind", () => {
    const model = classifier(true);
    lastLayerFeatures(model, images);
    const before = tf.memory().numTensors;
    const whole = lastLayerFeatures(model, images);
    expect(tf.memory().numTensors).toBe(before);
    const inParts = lastLayerFeatures(model, images, { batchSize: 2 });
    inParts.values.forEach((v, k) => expect(v).toBeCloseTo(whole.values[k]!, 6));
  });

  it("lastLayerFeatures() refuses a model without a dense layer", () => {
    const model = tf.sequential();
    model.add(tf.layers.flatten({ inputShape: [32, 32, 1] }));
    expect(() => lastLayerFeatures(model, images)).toThrow("a model without a dense layer");
  });

  it("pixelVectors() is a view of the pixels", () => {
    const x = pixelVectors(images);
    expect([x.n, x.dim, x.values === images.pixels]).toEqual([5, 1024, true]);
  });
});
